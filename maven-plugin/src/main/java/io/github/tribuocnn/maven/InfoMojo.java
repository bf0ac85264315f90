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
 * Says what a training would find here: versions, Java, kernels, cores, ONNX Runtime, the cache and the data. Downloads nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "info", requiresProject = false, threadSafe = true)
public final class InfoMojo extends DataMojo {

    @Inject
    InfoMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        log().info(plugin.getArtifactId() + " " + plugin.getVersion() + ", Maven "
                + session.getSystemProperties().getProperty("maven.version"));
        download = false;
        fork(worker(), data(), null);
    }
}
