/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.maven.worker.TrainingRequest;
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
 * Trains a convolutional network, tests it, exports it to ONNX and reports on it.
 *
 * <p>Writes <code>model.tribuo</code>, <code>model.onnx</code>, <code>metrics.json</code>, <code>history.csv</code>,
 * <code>report.html</code> and <code>fingerprint.properties</code>, each whole or not at all. Trains only when the results
 * there are not what the configuration would lead to. All work is done in a JVM of its own.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.PROCESS_CLASSES, requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class TrainMojo extends WorkerMojo {

    /**
     * The layers, in order, separated by commas: <code>conv FILTERS HxW [stride N] [same] [groups N] [relu]</code>,
     * <code>depthwise HxW [stride N] [same] [relu]</code>, <code>maxpool SIZE [stride N] [same]</code>,
     * <code>avgpool SIZE [stride N] [same]</code>, <code>globalavgpool</code>, <code>flatten</code>,
     * <code>dense UNITS [relu]</code>. The last layer has one unit a class; softmax follows by itself.
     */
    @Parameter(property = "mnist-cnn.architecture", defaultValue = Architecture.REFERENCE_TEXT)
    private String architecture;

    /** Images a training step. */
    @Parameter(property = "mnist-cnn.batchSize", defaultValue = "32")
    private int batchSize;

    /** Passes over the training images. */
    @Parameter(property = "mnist-cnn.epochs", defaultValue = "8")
    private int epochs;

    /** Train even when the results are up to date. */
    @Parameter(property = "mnist-cnn.force", defaultValue = "false")
    private boolean force;

    /** Step size of the Adam optimiser. */
    @Parameter(property = "mnist-cnn.learningRate", defaultValue = "0.001")
    private double learningRate;

    /**
     * The build fails when the test accuracy is below this, 0 to 1. Checked also when there was nothing to train.
     */
    @Parameter(property = "mnist-cnn.minAccuracy")
    private @Nullable Double minAccuracy;

    /** What every random choice derives from. The same seed and configuration give the same network, bit by bit. */
    @Parameter(property = "mnist-cnn.seed", defaultValue = "1")
    private long seed;

    /** Use only the first so many training images, for a quick run; 0 for all. */
    @Parameter(property = "mnist-cnn.trainLimit", defaultValue = "0")
    private int trainLimit;

    /**
     * Share of the training images that is held out to see, after each epoch, how well the network reads images it does not
     * train on; the default holds out 6,000 of MNIST's 60,000. 0 trains on all of them.
     */
    @Parameter(property = "mnist-cnn.validationFraction", defaultValue = "0.1")
    private double validationFraction;

    @Inject
    TrainMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        new Training(getLog(), worker(), classPath(), results()).run(request(), force, minAccuracy);
    }

    private TrainingRequest request() throws MojoExecutionException {
        Path dataFolder = dataDirectory == null ? null : dataDirectory.toPath().toAbsolutePath();
        try {
            return new TrainingRequest(
                    dataset,
                    dataFolder,
                    environmentDirectory(),
                    cacheDirectory.toPath().toAbsolutePath(),
                    offline(),
                    architecture,
                    epochs,
                    batchSize,
                    learningRate,
                    seed,
                    threads,
                    kernel,
                    trainLimit,
                    validationFraction);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
