/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.ModelRequest;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Trains a saved network again as its provenance says and fails unless every weight is the same to the bit.
 *
 * @since 0.1.0
 */
@Mojo(name = "reproduce", threadSafe = true)
public final class ReproduceMojo extends DataMojo {

    /**
     * The saved network, or the exported file, whose name ends in <code>.onnx</code>. Default: <code>model.tribuo</code> in the
     * output directory. Data that are no longer where they were are looked for as when training.
     */
    @Parameter(property = "mnist-cnn.modelFile")
    private @Nullable File modelFile;

    @Inject
    ReproduceMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        fork(downloadingWorker(), new ModelRequest(data(), fileOr(modelFile, "model.tribuo"), null), null);
    }
}
