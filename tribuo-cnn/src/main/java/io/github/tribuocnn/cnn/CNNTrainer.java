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
import io.github.tribuocnn.cnn.train.TrainingListener;
import io.github.tribuocnn.cnn.train.TrainingLoop;
import io.github.tribuocnn.cnn.train.TrainingOptions;
import io.github.tribuocnn.cnn.train.TrainingResult;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
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
 * as a weight of 1. A trainer is thread safe, and trains outside its lock.
 */
public final class CNNTrainer implements Trainer<Label>, WeightedExamples {
    private static final Set<String> KERNELS = Set.of("auto", "vector", "scalar");

    @Config(
            description = "The layers and the size of the images, in pixels. The number of outputs must be the number"
                    + " of labels in the dataset.")
    private Architecture architecture = Architecture.reference();

    @Config(description = "Passes over the training images, 1 or more.")
    private int epochs = 8;

    @Config(description = "Images per weight update, 1 or more. The last batch of an epoch may be smaller.")
    private int batchSize = 32;

    @Config(description = "The optimiser that turns mean gradients into weight updates.")
    private Optimiser optimiser = new Adam();

    @Config(
            description = "Part of the training images held out to measure validation loss and accuracy after each"
                    + " epoch, stratified by label: from 0 (none) to less than 1.")
    private double validationFraction = 0.0;

    @Config(description = "Shuffle the training images before each epoch. Only turn off for debugging.")
    private boolean shuffle = true;

    @Config(description = "Seed of the initial weights, the shuffling and the validation part; any number.")
    private long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Threads to train with: 0 (all available cores) or more. Never changes the weights.")
    private int threads = 0;

    @Config(
            description = "The inner loops: auto, vector (needs the module jdk.incubator.vector) or scalar. Never"
                    + " changes the weights.")
    private String kernel = "auto";

    @Config(description = "The raw feature value that becomes 1, above 0: the largest value a pixel can have.")
    private float pixelMaximum = 255f;

    @Config(description = "Which feature name is which pixel.")
    private PixelNaming pixelNaming = new LinearPixelNaming();

    private SplittableRandom rng = new SplittableRandom(seed);

    private int trainInvocationCounter;

    /** For OLCUT. */
    private CNNTrainer() {}

    private CNNTrainer(CNNTrainer settings) {
        this.architecture = settings.architecture;
        this.epochs = settings.epochs;
        this.batchSize = settings.batchSize;
        this.optimiser = settings.optimiser;
        this.validationFraction = settings.validationFraction;
        this.shuffle = settings.shuffle;
        this.seed = settings.seed;
        this.threads = settings.threads;
        this.kernel = settings.kernel;
        this.pixelMaximum = settings.pixelMaximum;
        this.pixelNaming = settings.pixelNaming;
        postConfig();
    }

    /**
     * Starts from the defaults: the reference architecture, 8 epochs of batches of 32, Adam, no validation.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
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
        return train(examples, runProvenance, invocationCount, TrainingListener.NONE);
    }

    /**
     * Trains under the eyes of a listener, which sees each epoch as it ends and cannot change the outcome.
     *
     * @param examples the images, every feature a pixel of the architecture's input
     * @param runProvenance what to record with the model about this run
     * @param listener told of every epoch, on the calling thread
     * @return the trained model
     * @throws IllegalArgumentException if the dataset does not fit the configuration
     */
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, TrainingListener listener) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT, listener);
    }

    private CNNModel train(
            Dataset<Label> examples,
            Map<String, Provenance> runProvenance,
            int invocationCount,
            TrainingListener listener) {
        TrainingRecord.requireRoom(runProvenance);
        Kernels kernels = KernelProvider.select(kernel);
        TrainingData data = TrainingData.of(examples, architecture, pixelNaming, pixelMaximum);
        Run run = nextRun(invocationCount);

        long runSeed = run.random().nextLong();
        Holdout images = Holdout.of(data, validationFraction, run.random().nextLong());
        TrainingOptions options = new TrainingOptions(epochs, batchSize, optimiser, shuffle, threads, runSeed);
        TrainingResult result = new TrainingLoop(architecture, kernels, options)
                .train(images.training(), images.validation(), new TrainingLog(architecture, epochs, listener));

        ModelProvenance provenance = new ModelProvenance(
                CNNModel.class.getName(),
                OffsetDateTime.now(),
                examples.getProvenance(),
                run.provenance(),
                TrainingRecord.of(runProvenance, result, images));
        CNNModel.Network network =
                CNNModel.Network.of(architecture, result.weights(), data.pixels(), pixelMaximum, kernels);
        return new CNNModel("cnn-model", provenance, data.features(), data.outputs(), network);
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
                + ",optimiser=" + optimiser + ",validationFraction=" + validationFraction + ",shuffle=" + shuffle
                + ",seed=" + seed + ",threads=" + threads + ",kernel=" + kernel + ",pixelMaximum=" + pixelMaximum
                + ",pixelNaming=" + pixelNaming + ")";
    }

    private static void require(boolean valid, String property, String message) {
        if (!valid) {
            throw new PropertyException("", property, message);
        }
    }

    /** Collects the settings of a trainer; what is not set keeps its default. */
    public static final class Builder {
        private final CNNTrainer settings = new CNNTrainer();

        private Builder() {}

        /**
         * Sets the layers and the size of the images.
         *
         * @param architecture a network with as many outputs as the dataset has labels
         * @return this builder
         */
        public Builder architecture(Architecture architecture) {
            settings.architecture = Objects.requireNonNull(architecture, "architecture");
            return this;
        }

        /**
         * Sets the number of passes over the training images.
         *
         * @param epochs 1 or more
         * @return this builder
         */
        public Builder epochs(int epochs) {
            settings.epochs = epochs;
            return this;
        }

        /**
         * Sets the number of images per weight update.
         *
         * @param batchSize 1 or more
         * @return this builder
         */
        public Builder batchSize(int batchSize) {
            settings.batchSize = batchSize;
            return this;
        }

        /**
         * Sets what turns gradients into updates.
         *
         * @param optimiser the description of an optimiser
         * @return this builder
         */
        public Builder optimiser(Optimiser optimiser) {
            settings.optimiser = Objects.requireNonNull(optimiser, "optimiser");
            return this;
        }

        /**
         * Sets the part of the training images that is held out to measure validation metrics.
         *
         * @param validationFraction from 0 (none) to less than 1
         * @return this builder
         */
        public Builder validationFraction(double validationFraction) {
            settings.validationFraction = validationFraction;
            return this;
        }

        /**
         * Sets whether every epoch has its own order of images.
         *
         * @param shuffle false only for debugging
         * @return this builder
         */
        public Builder shuffle(boolean shuffle) {
            settings.shuffle = shuffle;
            return this;
        }

        /**
         * Sets the seed of everything random.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(long seed) {
            settings.seed = seed;
            return this;
        }

        /**
         * Sets the number of threads, which never changes the weights.
         *
         * @param threads 0 (all available cores) or more
         * @return this builder
         */
        public Builder threads(int threads) {
            settings.threads = threads;
            return this;
        }

        /**
         * Sets the inner loops, which never change the weights.
         *
         * @param kernel {@code auto}, {@code vector} or {@code scalar}
         * @return this builder
         */
        public Builder kernel(String kernel) {
            settings.kernel = Objects.requireNonNull(kernel, "kernel");
            return this;
        }

        /**
         * Sets the raw feature value that becomes 1.
         *
         * @param pixelMaximum the largest value a pixel can have, above 0
         * @return this builder
         */
        public Builder pixelMaximum(float pixelMaximum) {
            settings.pixelMaximum = pixelMaximum;
            return this;
        }

        /**
         * Sets which feature name is which pixel.
         *
         * @param pixelNaming the names the dataset uses
         * @return this builder
         */
        public Builder pixelNaming(PixelNaming pixelNaming) {
            settings.pixelNaming = Objects.requireNonNull(pixelNaming, "pixelNaming");
            return this;
        }

        /**
         * Makes the trainer. The builder may be used on.
         *
         * @return a new trainer
         * @throws PropertyException if a setting is out of its range; the message names it
         */
        public CNNTrainer build() {
            return new CNNTrainer(settings);
        }
    }
}
