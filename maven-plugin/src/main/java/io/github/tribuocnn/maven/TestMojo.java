/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.ModelRequest;
import java.io.File;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Tests a saved network and the file exported from it, as a user would read them from the disk, and fails unless they agree.
 *
 * <p>Writes <code>test.json</code> beside the results: accuracy, loss, recall of each class, sizes and latency, under the names
 * that <code>metrics.json</code> has for them.
 *
 * @since 0.1.0
 */
@Mojo(name = "test", defaultPhase = LifecyclePhase.TEST, threadSafe = true)
public final class TestMojo extends DataMojo {

    /** The exported file. Default: <code>model.onnx</code> in the output directory. */
    @Parameter(property = "mnist-cnn.onnxFile")
    private @Nullable File onnxFile;

    /** The saved network. Default: <code>model.tribuo</code> in the output directory. */
    @Parameter(property = "mnist-cnn.modelFile")
    private @Nullable File modelFile;

    @Inject
    TestMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        Path model = fileOr(modelFile, "model.tribuo");
        fork(downloadingWorker(), new ModelRequest(data(), model, fileOr(onnxFile, "model.onnx")), "test.json");
    }
}
