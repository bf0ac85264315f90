/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * Fills the cache with MNIST, for container images and build machines that are offline later.
 *
 * @since 0.1.0
 */
@Mojo(name = "download", requiresProject = false, threadSafe = true)
public final class DownloadMojo extends DataMojo {

    @Inject
    DownloadMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        fork(downloadingWorker(), dataOfCache(), null);
    }
}
