/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.bom.BillOfMaterials;
import io.github.tribuocnn.maven.bom.Product;
import io.github.tribuocnn.maven.worker.ChosenRecipe;
import io.github.tribuocnn.maven.worker.Metrics;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.inject.Inject;
import org.apache.maven.model.License;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Trains a convolutional network, tests it, exports it to ONNX and reports on it.
 *
 * <p>Writes <code>model.tribuo</code>, <code>model.onnx</code>, <code>metrics.json</code>, <code>history.csv</code>,
 * <code>report.html</code> and <code>fingerprint.properties</code>, each whole or not at all. Trains only when the results
 * there are not what the configuration would lead to. All work is done in a JVM of its own. In a project the network is
 * attached as an artifact: <code>onnx</code>, <code>tribuo</code> and a CycloneDX bill of materials, installed and deployed
 * like any jar.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.PROCESS_CLASSES, requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class TrainMojo extends DataMojo {

    /**
     * The layers, in order, separated by commas: <code>conv FILTERS HxW [stride N] [same] [groups N] [ACTIVATION]</code>,
     * <code>depthwise HxW [stride N] [same] [ACTIVATION]</code>, <code>maxpool SIZE [stride N] [same]</code>,
     * <code>avgpool SIZE [stride N] [same]</code>, <code>globalavgpool</code>, <code>flatten</code>,
     * <code>dense UNITS [ACTIVATION]</code>, <code>activation ACTIVATION</code>,
     * <code>batchnorm [momentum P] [epsilon E]</code>, <code>dropout P [spatial]</code> and
     * <code>residual(LAYERS [| LAYERS])</code>. An ACTIVATION is <code>relu</code>, <code>leaky_relu A</code>,
     * <code>elu A</code>, <code>gelu</code>, <code>silu</code>, <code>sigmoid</code> or <code>tanh</code>; layers with weights also
     * take an initialiser (<code>glorot_uniform</code>, <code>glorot_normal</code>, <code>he_uniform</code>,
     * <code>he_normal</code>) and <code>l2 FACTOR</code>. The last layer has one unit a class; softmax follows by itself.
     * Otherwise those of the recipe.
     */
    @Parameter(property = "mnist-cnn.architecture")
    private @Nullable String architecture;

    /** Whether to attach the network to the project, so that it is installed and deployed. */
    @Parameter(property = "mnist-cnn.attach", defaultValue = "true")
    private boolean attach;

    /**
     * How the training images are varied, such as <code>shift 1.5, rotation 10, scale 8 6, shear 6, elastic 0.7, clean-end
     * 12</code>, or <code>none</code>; also <code>erasing 25</code> and <code>noise 5</code>. Otherwise that of the recipe.
     */
    @Parameter(property = "mnist-cnn.augmentation")
    private @Nullable String augmentation;

    /** Images a training step. Otherwise as many as the recipe says, which is 32 for all of them. */
    @Parameter(property = "mnist-cnn.batchSize")
    private @Nullable Integer batchSize;

    /** The classifier of the attached files. */
    @Parameter(property = "mnist-cnn.classifier", defaultValue = "mnist-cnn")
    private String classifier;

    /** Passes over the training images. Otherwise as many as the recipe says: 8, 40 or 20. */
    @Parameter(property = "mnist-cnn.epochs")
    private @Nullable Integer epochs;

    /** Train even when the results are up to date. */
    @Parameter(property = "mnist-cnn.force", defaultValue = "false")
    private boolean force;

    /**
     * The inner loops: <code>vector</code> (needs a Java with the module jdk.incubator.vector), <code>scalar</code>, or
     * <code>auto</code> for the faster one there is. Never changes the trained network.
     */
    @Parameter(property = "mnist-cnn.kernel", defaultValue = "auto")
    private String kernel;

    /**
     * Step size of the optimiser, at its largest where the schedule varies it. Otherwise that of the recipe: 0.001 for
     * <code>reference</code>.
     */
    @Parameter(property = "mnist-cnn.learningRate")
    private @Nullable Double learningRate;

    /**
     * The build fails when the test accuracy is below this, 0 to 1. Checked also when there was nothing to train.
     */
    @Parameter(property = "mnist-cnn.minAccuracy")
    private @Nullable Double minAccuracy;

    /**
     * A folder outside the build directory that keeps trained networks, so that they survive <code>mvn clean</code>: what was
     * trained once with the same data, settings and versions is taken from there. Default: none.
     */
    @Parameter(property = "mnist-cnn.modelCache")
    private @Nullable File modelCache;

    /**
     * The optimiser: <code>adam</code>, <code>adamw weight-decay 0.01</code>, <code>sgd 0.1 momentum 0.9 nesterov</code> or
     * <code>rmsprop rho 0.9</code>. A number behind the name is its step size, in place of <code>learningRate</code>. Otherwise
     * that of the recipe, which is Adam for all but <code>thorough</code>.
     */
    @Parameter(property = "mnist-cnn.optimiser")
    private @Nullable String optimiser;

    /**
     * Settings that go together: <code>default</code> (the reference network, 8 epochs; a varying learning rate and training
     * images that are moved and bent a little), <code>reference</code> (the same network and epochs, constant rate, images as
     * they are), <code>thorough</code> (40 epochs with AdamW) or <code>tiny</code> (a network of under 10,000 parameters,
     * 20 epochs). Each of them can be given beside it and then wins.
     */
    @Parameter(property = "mnist-cnn.recipe", defaultValue = "default")
    private String recipe;

    /**
     * How the step size goes over the run: <code>constant</code>, <code>step factor 0.1 at 50 % 75 %</code>, <code>exponential
     * remainder 0.01</code>, <code>cosine floor 0</code> or <code>onecycle rise 30 %</code>, each also with <code>warm-up 15
     * %</code> or <code>warm-up 500 steps</code> behind it. Otherwise that of the recipe.
     */
    @Parameter(property = "mnist-cnn.schedule")
    private @Nullable String schedule;

    /** What every random choice derives from. The same seed and configuration give the same network, bit by bit. */
    @Parameter(property = "mnist-cnn.seed", defaultValue = "1")
    private long seed;

    /** Threads that work, 0 for one a core, divided among modules that are built side by side. Never changes the network. */
    @Parameter(property = "mnist-cnn.threads", defaultValue = "0")
    private int threads;

    /** Use only the first so many training images, for a quick run; 0 for all. */
    @Parameter(property = "mnist-cnn.trainLimit", defaultValue = "0")
    private int trainLimit;

    /**
     * Share of the training images that is held out to see, after each epoch, how well the network reads images it does not
     * train on; the default holds out 6,000 of MNIST's 60,000. 0 trains on all of them.
     */
    @Parameter(property = "mnist-cnn.validationFraction", defaultValue = "0.1")
    private double validationFraction;

    private final MavenProjectHelper projectHelper;

    @Inject
    TrainMojo(ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(toolchains);
        this.projectHelper = projectHelper;
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        ModelCache cache =
                modelCache == null ? null : new ModelCache(modelCache.toPath().toAbsolutePath(), log());
        new Training(log(), downloadingWorker(), classPath(), results(), cache).run(request(), force, minAccuracy);
        if (attach && inProject()) {
            Attachments attachments = new Attachments(projectHelper, project, classifier);
            attachments.attach("onnx", results().resolve("model.onnx"));
            attachments.attach("tribuo", results().resolve("model.tribuo"));
            new Attachments(projectHelper, project, classifier + "-cyclonedx").attach("json", billOfMaterials());
        }
    }

    private Path billOfMaterials() throws MojoExecutionException {
        Path file = results().resolve("bom.cdx.json");
        try {
            Metrics metrics = Metrics.read(results().resolve("metrics.json"));
            Instant given = outputTimestamp();
            Instant created = given == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : given;
            if (new BillOfMaterials(product(), metrics).update(file, created)) {
                log().info("wrote " + file.getFileName() + ", a CycloneDX bill of materials, to " + results());
            }
        } catch (IOException e) {
            throw new MojoExecutionException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return file;
    }

    private Product product() {
        String description = project.getDescription();
        return new Product(
                project.getGroupId(),
                project.getArtifactId(),
                project.getVersion(),
                classifier,
                description == null ? "" : description,
                project.getLicenses().stream().map(License::getName).toList(),
                plugin.getVersion());
    }

    /** What Maven's reproducible builds put in place of the time. */
    private @Nullable Instant outputTimestamp() {
        return OutputTimestamp.parse(project.getProperties().getProperty(OutputTimestamp.PROPERTY));
    }

    /** Modules that train side by side share the cores. */
    private int threadsOfThisModule() {
        int sideBySide = Math.max(1, session.getRequest().getDegreeOfConcurrency());
        int cores = Runtime.getRuntime().availableProcessors();
        return threads == 0 && sideBySide > 1 && session.getProjects().size() > 1
                ? Math.max(1, cores / Math.min(sideBySide, session.getProjects().size()))
                : threads;
    }

    private TrainingRequest request() throws MojoExecutionException {
        try {
            ChosenRecipe chosen = ChosenRecipe.of(
                    recipe,
                    new ChosenRecipe.Given(
                            architecture, epochs, batchSize, optimiser, learningRate, schedule, augmentation));
            return new TrainingRequest(
                    data(),
                    chosen.name(),
                    chosen.architecture(),
                    chosen.epochs(),
                    chosen.batchSize(),
                    chosen.optimiser(),
                    chosen.schedule(),
                    chosen.augmentation(),
                    seed,
                    threadsOfThisModule(),
                    kernel,
                    trainLimit,
                    validationFraction,
                    outputTimestamp());
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
