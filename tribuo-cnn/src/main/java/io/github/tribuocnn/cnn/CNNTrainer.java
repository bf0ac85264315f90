/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.train.EarlyStopping;
import io.github.tribuocnn.cnn.train.TrainingListener;
import io.github.tribuocnn.cnn.train.TrainingLoop;
import io.github.tribuocnn.cnn.train.TrainingOptions;
import io.github.tribuocnn.cnn.train.TrainingResult;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.IncrementalTrainer;
import org.tribuo.Trainer;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains a convolutional network to tell images apart.
 *
 * <p>The weights of the model are a function of the dataset, the configuration and the number of train calls before
 * this one. The number of threads and the kernels make it faster or slower, never different.
 *
 * <p>Example weights are honoured relative to their sum: a weight of 1/N for each of N examples trains the same network
 * as a weight of 1. The order is that of {@link Dataset#getExample}: {@link Dataset#shuffle}, of which provenance knows
 * nothing, has no effect. A trainer is thread safe, and trains outside its lock.
 */
public final class CNNTrainer implements IncrementalTrainer<Label, CNNModel>, WeightedExamples {
    private static final Set<String> KERNELS = Set.of("auto", "vector", "scalar");

    @Config(
            description = "The layers and the size of the images, in pixels. The number of outputs must be the number"
                    + " of labels in the dataset.")
    Architecture architecture = Architecture.reference();

    @Config(description = "Passes over the training images, 1 or more.")
    int epochs = 8;

    @Config(description = "Images per weight update, 1 or more. The last batch of an epoch may be smaller.")
    int batchSize = 32;

    @Config(description = "The optimiser that turns mean gradients into weight updates.")
    Optimiser optimiser = new Adam();

    @Config(
            description = "Part of the training images held out to measure validation loss and accuracy after each"
                    + " epoch, stratified by label: from 0 (none) to less than 1.")
    double validationFraction = 0.0;

    @Config(
            description = "Stop after so many epochs without a lower validation loss than the lowest so far; 0: never."
                    + " Needs a validationFraction.")
    int patience = 0;

    @Config(
            description = "End with the weights of the epoch with the lowest validation loss instead of the last one's."
                    + " Needs a validationFraction.")
    boolean restoreBest = false;

    @Config(description = "Shuffle the training images before each epoch. Only turn off for debugging.")
    boolean shuffle = true;

    @Config(description = "Seed of the initial weights, the shuffling and the validation part; any number.")
    long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Threads to train with: 0 (all available cores) or more. Never changes the weights.")
    int threads = 0;

    @Config(
            description = "The inner loops: auto, vector (needs the module jdk.incubator.vector) or scalar. Never"
                    + " changes the weights.")
    String kernel = "auto";

    @Config(description = "The raw feature value that becomes 1, above 0: the largest value a pixel can have.")
    float pixelMaximum = 255f;

    @Config(description = "Which feature name is which pixel.")
    PixelNaming pixelNaming = new LinearPixelNaming();

    @Config(
            description = "Keep what the optimiser remembers in the model, so that training can go on from it. Adam's"
                    + " makes the model file three times as large.")
    boolean saveOptimiserState = false;

    private SplittableRandom rng = new SplittableRandom(seed);

    private int trainInvocationCounter;

    /** For OLCUT, and for the builder to collect settings in. */
    CNNTrainer() {}

    /** A trainer of its own with the settings of another. */
    CNNTrainer(CNNTrainer settings) {
        this.architecture = settings.architecture;
        this.epochs = settings.epochs;
        this.batchSize = settings.batchSize;
        this.optimiser = settings.optimiser;
        this.validationFraction = settings.validationFraction;
        this.patience = settings.patience;
        this.restoreBest = settings.restoreBest;
        this.shuffle = settings.shuffle;
        this.seed = settings.seed;
        this.threads = settings.threads;
        this.kernel = settings.kernel;
        this.pixelMaximum = settings.pixelMaximum;
        this.pixelNaming = settings.pixelNaming;
        this.saveOptimiserState = settings.saveOptimiserState;
        postConfig();
    }

    /**
     * Starts from the defaults: the reference architecture, 8 epochs of batches of 32, Adam, no validation.
     *
     * @return a new builder
     */
    public static CNNTrainerBuilder builder() {
        return new CNNTrainerBuilder();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public synchronized void postConfig() {
        require(epochs >= 1, "epochs", "epochs is " + epochs + ", expected 1 or more.");
        require(batchSize >= 1, "batchSize", "batchSize is " + batchSize + ", expected 1 or more.");
        require(
                validationFraction >= 0.0 && validationFraction < 1.0,
                "validationFraction",
                "validationFraction is " + validationFraction + ", expected 0 (none) to less than 1.");
        require(patience >= 0, "patience", "patience is " + patience + ", expected 0 (never stop early) or more.");
        require(
                patience == 0 || validationFraction > 0.0,
                "patience",
                "patience is " + patience + ", but no validation loss is measured; set validationFraction, for example"
                        + " to 0.1, or patience to 0.");
        require(
                !restoreBest || validationFraction > 0.0,
                "restoreBest",
                "restoreBest is true, but no validation loss is measured; set validationFraction, for example to 0.1,"
                        + " or restoreBest to false.");
        require(threads >= 0, "threads", "threads is " + threads + ", expected 0 (all available cores) or more.");
        require(
                KERNELS.contains(kernel),
                "kernel",
                "kernel is \"" + kernel + "\", expected \"auto\", \"vector\" or \"scalar\".");
        require(
                pixelMaximum > 0f && Float.isFinite(pixelMaximum),
                "pixelMaximum",
                "pixelMaximum is " + pixelMaximum + ", expected the largest value a pixel can have, for example 255.");
        rng = new SplittableRandom(seed);
    }

    @Override
    public CNNModel train(Dataset<Label> examples) {
        return train(examples, Map.of());
    }

    @Override
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
    }

    @Override
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
        return run(examples, null, runProvenance, invocationCount, TrainingListener.NONE);
    }

    /**
     * Trains under the eyes of a listener, which sees each epoch as it ends and cannot change the outcome.
     *
     * @param examples the images, every feature a pixel of the architecture's input
     * @param runProvenance what to record with the model about this run
     * @param listener told of every epoch, on the calling thread
     * @return the trained model
     * @throws IllegalArgumentException if the dataset does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, TrainingListener listener) {
        return run(examples, null, runProvenance, INCREMENT_INVOCATION_COUNT, listener);
    }

    /**
     * Trains on from a model, which itself is not changed: all epochs of the configuration, from its weights and, if it
     * was saved with it, from what its optimiser remembers. The new model knows the labels of the old one and the pixels
     * of both datasets. Provenance records the old model's weights as {@code parent-weights-sha256}.
     *
     * @param newData the images; their labels must be among the model's
     * @param model a model of the same architecture and pixel values as configured here
     * @return the trained model
     * @throws IllegalArgumentException if the dataset or the model does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    @Override
    public CNNModel incrementalTrain(Dataset<Label> newData, CNNModel model) {
        return incrementalTrain(newData, model, Map.of(), TrainingListener.NONE);
    }

    /**
     * Trains on from a model under the eyes of a listener; see {@link #incrementalTrain(Dataset, CNNModel)}.
     *
     * @param newData the images; their labels must be among the model's
     * @param model a model of the same architecture and pixel values as configured here
     * @param runProvenance what to record with the model about this run
     * @param listener told of every epoch, on the calling thread
     * @return the trained model
     * @throws IllegalArgumentException if the dataset or the model does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    public CNNModel incrementalTrain(
            Dataset<Label> newData, CNNModel model, Map<String, Provenance> runProvenance, TrainingListener listener) {
        return run(newData, WarmStart.from(model, this), runProvenance, INCREMENT_INVOCATION_COUNT, listener);
    }

    /** The next call once more, as a reproduction makes it. */
    CNNModel trainAgain(Dataset<Label> examples, @Nullable WarmStart start) {
        return run(examples, start, Map.of(), INCREMENT_INVOCATION_COUNT, TrainingListener.NONE);
    }

    private CNNModel run(
            Dataset<Label> examples,
            @Nullable WarmStart start,
            Map<String, Provenance> runProvenance,
            int invocationCount,
            TrainingListener listener) {
        TrainingRecord.requireRoom(runProvenance);
        Kernels kernels = KernelProvider.select(kernel);
        TrainingData data = encode(examples, start == null ? null : start.parent());
        Run run = nextRun(invocationCount);

        long runSeed = run.random().nextLong();
        Holdout images = Holdout.of(data, validationFraction, run.random().nextLong());
        TrainingOptions options = new TrainingOptions(
                epochs, batchSize, optimiser, shuffle, threads, runSeed, new EarlyStopping(patience, restoreBest));
        TrainingLoop loop = new TrainingLoop(architecture, kernels, options);
        TrainingListener log = new TrainingLog(architecture, epochs, listener);
        TrainingResult result = start == null
                ? loop.train(images.training(), images.validation(), log)
                : loop.resume(start.weights(), start.optimiserState(), images.training(), images.validation(), log);

        ModelProvenance provenance = new ModelProvenance(
                CNNModel.class.getName(),
                OffsetDateTime.now(),
                examples.getProvenance(),
                run.provenance(),
                TrainingRecord.of(runProvenance, result, images, data.fingerprint(), start));
        TrainedNetwork network = new TrainedNetwork(
                architecture,
                result.weights(),
                data.pixels(),
                pixelMaximum,
                saveOptimiserState ? result.optimiserState() : null,
                kernels);
        return new CNNModel("cnn-model", provenance, data.features(), data.outputs(), network);
    }

    /**
     * A dataset as this trainer sees it.
     *
     * @throws IllegalArgumentException if it does not fit the configuration
     */
    TrainingData encode(Dataset<Label> examples, @Nullable CNNModel parent) {
        return TrainingData.of(examples, architecture, pixelNaming, pixelMaximum, parent);
    }

    /** The randomness of one train call, and what to record of the trainer as it was before the call. */
    private record Run(SplittableRandom random, TrainerProvenance provenance) {}

    /** All a train call shares with others is claimed here, so that the n-th call can be repeated; the rest is unlocked. */
    private synchronized Run nextRun(int invocationCount) {
        if (invocationCount != INCREMENT_INVOCATION_COUNT) {
            setInvocationCount(invocationCount);
        }
        Run run = new Run(rng.split(), getProvenance());
        trainInvocationCounter++;
        return run;
    }

    @Override
    public synchronized int getInvocationCount() {
        return trainInvocationCounter;
    }

    @Override
    public synchronized void setInvocationCount(int invocationCount) {
        if (invocationCount < 0) {
            throw new IllegalArgumentException("The supplied invocationCount is less than zero.");
        }
        rng = new SplittableRandom(seed);
        for (trainInvocationCounter = 0; trainInvocationCounter < invocationCount; trainInvocationCounter++) {
            SplittableRandom unused = rng.split();
        }
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }

    @Override
    public String toString() {
        return "CNNTrainer(architecture=\"" + architecture + "\",epochs=" + epochs + ",batchSize=" + batchSize
                + ",optimiser=" + optimiser + ",validationFraction=" + validationFraction
                + ",patience=" + patience + ",restoreBest=" + restoreBest + ",shuffle=" + shuffle
                + ",seed=" + seed + ",threads=" + threads + ",kernel=" + kernel + ",pixelMaximum=" + pixelMaximum
                + ",pixelNaming=" + pixelNaming + ",saveOptimiserState=" + saveOptimiserState + ")";
    }

    private static void require(boolean valid, String property, String message) {
        if (!valid) {
            throw new PropertyException("", property, message);
        }
    }
}
