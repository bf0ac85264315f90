/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.PredictionRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a saved network makes of pictures: the three most probable labels of each.
 *
 * @since 0.1.0
 */
@Mojo(name = "predict", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class PredictMojo extends WorkerMojo {

    /** PNG or JPEG files, or folders of them, separated by commas. They are scaled to the size the network reads. */
    @Parameter(property = "mnist-cnn.images", required = true)
    private List<File> images;

    /**
     * <code>light</code>: light ink on a dark ground, as in MNIST. <code>dark</code>: dark ink on paper, which is inverted.
     * <code>auto</code>: by how light the edge of the picture is.
     */
    @Parameter(property = "mnist-cnn.ink", defaultValue = "auto")
    private String ink;

    /**
     * The saved network, or an exported file, whose name ends in <code>.onnx</code>. Default: <code>model.tribuo</code> in the
     * output directory.
     */
    @Parameter(property = "mnist-cnn.modelFile")
    private @Nullable File modelFile;

    @Inject
    PredictMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        PredictionRequest request;
        try {
            List<Path> files = new ArrayList<>();
            for (File image : images) {
                files.addAll(pictures(image.toPath().toAbsolutePath()));
            }
            request = new PredictionRequest(fileOr(modelFile, "model.tribuo"), files, ink);
        } catch (IllegalArgumentException | IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        fork(worker(), request, null);
    }

    private static List<Path> pictures(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
