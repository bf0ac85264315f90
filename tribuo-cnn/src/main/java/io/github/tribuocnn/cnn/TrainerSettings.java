/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.ConstantRate;
import io.github.tribuocnn.cnn.optim.GradientClipping;
import io.github.tribuocnn.cnn.optim.NoClipping;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;
import io.github.tribuocnn.cnn.train.EarlyStopping;
import io.github.tribuocnn.cnn.train.TrainingOptions;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.tribuo.Trainer;

/**
 * What can be configured of a {@link CNNTrainer}, with its checks. A new setting goes into the fields, the copy, the
 * checks, the options and the text of this class, and into {@link CNNTrainerBuilder}.
 */
abstract class TrainerSettings {
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
            description =
                    "How the learning rate of the optimiser goes over all epochs, in steps; stopping early does not"
                            + " shorten it.")
    Schedule schedule = new ConstantRate();

    @Config(description = "What is done to gradients that are too large, before the optimiser sees them.")
    GradientClipping gradientClipping = new NoClipping();

    @Config(
            description =
                    "Decay, per step, of a moving average of the weights, which then is what is validated and what"
                            + " the model gets: from 0 (no average) to less than 1, for example 0.999.")
    double averagingDecay = 0.0;

    @Config(
            description = "Part of the target probability that is spread evenly over all labels: from 0 (none) to less"
                    + " than 1. Losses are still reported against the true label.")
    double labelSmoothing = 0.0;

    @Config(
            description = "How much the training images of a label count, by its name: above 0, and 1 for labels left"
                    + " out. Multiplied with the weights of examples; only ratios matter.")
    Map<String, Double> classWeights = Map.of();

    @Config(description = "How the training images are varied from epoch to epoch; none: they stay as they are.")
    Augmentation augmentation = Augmentation.NONE;

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
                    + " makes the model file three times as large, an average of the weights adds one more time.")
    boolean saveOptimiserState = false;

    TrainerSettings() {}

    /** A copy. */
    TrainerSettings(TrainerSettings settings) {
        this.architecture = settings.architecture;
        this.epochs = settings.epochs;
        this.batchSize = settings.batchSize;
        this.optimiser = settings.optimiser;
        this.schedule = settings.schedule;
        this.gradientClipping = settings.gradientClipping;
        this.averagingDecay = settings.averagingDecay;
        this.labelSmoothing = settings.labelSmoothing;
        this.classWeights = Map.copyOf(settings.classWeights);
        this.augmentation = settings.augmentation;
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
    }

    /**
     * Checks that every setting is in its range and that they fit together.
     *
     * @throws PropertyException if one does not; it names the property
     */
    final void check() {
        require(epochs >= 1, "epochs", "epochs is " + epochs + ", expected 1 or more.");
        require(batchSize >= 1, "batchSize", "batchSize is " + batchSize + ", expected 1 or more.");
        requireBelowOne("averagingDecay", averagingDecay, "no average");
        requireBelowOne("labelSmoothing", labelSmoothing, "none");
        new TreeMap<>(classWeights).forEach(TrainerSettings::requireClassWeight);
        requireFit(augmentation, architecture);
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
    }

    /** The settings as the training loop wants them. */
    final TrainingOptions options(long runSeed) {
        return TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .optimiser(optimiser)
                .schedule(schedule)
                .clipping(gradientClipping)
                .averagingDecay(averagingDecay)
                .labelSmoothing(labelSmoothing)
                .augmentation(augmentation)
                .shuffle(shuffle)
                .threads(threads)
                .seed(runSeed)
                .earlyStopping(new EarlyStopping(patience, restoreBest))
                .build();
    }

    @Override
    public final String toString() {
        return new StringJoiner(",", "CNNTrainer(", ")")
                .add("architecture=\"" + architecture + "\"")
                .add("epochs=" + epochs)
                .add("batchSize=" + batchSize)
                .add("optimiser=" + optimiser)
                .add("schedule=" + schedule)
                .add("gradientClipping=" + gradientClipping)
                .add("averagingDecay=" + averagingDecay)
                .add("labelSmoothing=" + labelSmoothing)
                .add("classWeights=" + new TreeMap<>(classWeights))
                .add("augmentation=" + augmentation)
                .add("validationFraction=" + validationFraction)
                .add("patience=" + patience)
                .add("restoreBest=" + restoreBest)
                .add("shuffle=" + shuffle)
                .add("seed=" + seed)
                .add("threads=" + threads)
                .add("kernel=" + kernel)
                .add("pixelMaximum=" + pixelMaximum)
                .add("pixelNaming=" + pixelNaming)
                .add("saveOptimiserState=" + saveOptimiserState)
                .toString();
    }

    private static void requireFit(Augmentation augmentation, Architecture architecture) {
        try {
            augmentation.requireFit(architecture.input());
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", "augmentation", e.getMessage());
        }
    }

    private static void requireBelowOne(String property, double value, String zero) {
        require(
                value >= 0.0 && value < 1.0,
                property,
                property + " is " + value + ", expected 0 (" + zero + ") to less than 1.");
    }

    private static void requireClassWeight(String label, double weight) {
        require(
                weight > 0.0 && Double.isFinite(weight),
                "classWeights",
                "classWeights gives the label '" + label + "' the weight " + weight
                        + ", expected a number above 0. Leave out examples that are not to count.");
    }

    private static void require(boolean valid, String property, String message) {
        if (!valid) {
            throw new PropertyException("", property, message);
        }
    }
}
