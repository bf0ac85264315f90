/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.GradientClipping;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** Collects the settings of a trainer; what is not set keeps its default. */
public final class CNNTrainerBuilder {
    private final CNNTrainer settings = new CNNTrainer();
    private Clock clock = Clock.system(ZoneId.systemDefault());

    CNNTrainerBuilder() {}

    /**
     * Sets the layers and the size of the images.
     *
     * @param architecture a network with as many outputs as the dataset has labels
     * @return this builder
     */
    public CNNTrainerBuilder architecture(Architecture architecture) {
        settings.architecture = Objects.requireNonNull(architecture, "architecture");
        return this;
    }

    /**
     * Sets the number of passes over the training images.
     *
     * @param epochs 1 or more
     * @return this builder
     */
    public CNNTrainerBuilder epochs(int epochs) {
        settings.epochs = epochs;
        return this;
    }

    /**
     * Sets the number of images per weight update.
     *
     * @param batchSize 1 or more
     * @return this builder
     */
    public CNNTrainerBuilder batchSize(int batchSize) {
        settings.batchSize = batchSize;
        return this;
    }

    /**
     * Sets what turns gradients into updates.
     *
     * @param optimiser the description of an optimiser
     * @return this builder
     */
    public CNNTrainerBuilder optimiser(Optimiser optimiser) {
        settings.optimiser = Objects.requireNonNull(optimiser, "optimiser");
        return this;
    }

    /**
     * Sets how the training images are varied from epoch to epoch. Validation sees them as they are.
     *
     * @param augmentation the distortions, for example {@code Augmentation.of(new Shift(1.5), new Rotation(8))}
     * @return this builder
     */
    public CNNTrainerBuilder augmentation(Augmentation augmentation) {
        settings.augmentation = Objects.requireNonNull(augmentation, "augmentation");
        return this;
    }

    /**
     * Sets how the learning rate of the optimiser goes over the run.
     *
     * @param schedule a schedule; it is laid out over all epochs, also where training stops early
     * @return this builder
     */
    public CNNTrainerBuilder schedule(Schedule schedule) {
        settings.schedule = Objects.requireNonNull(schedule, "schedule");
        return this;
    }

    /**
     * Sets what is done to gradients that are too large.
     *
     * @param gradientClipping by norm, by value, or nothing
     * @return this builder
     */
    public CNNTrainerBuilder gradientClipping(GradientClipping gradientClipping) {
        settings.gradientClipping = Objects.requireNonNull(gradientClipping, "gradientClipping");
        return this;
    }

    /**
     * Sets the decay of a moving average of the weights, which is then validated and becomes the model's weights. The
     * average is without bias: it counts the weights after each step, and never those before the first.
     *
     * @param averagingDecay the decay per step, from 0 (no average) to less than 1
     * @return this builder
     */
    public CNNTrainerBuilder averagingDecay(double averagingDecay) {
        settings.averagingDecay = averagingDecay;
        return this;
    }

    /**
     * Sets the part of the target probability that is spread evenly over all labels. Losses are still reported against
     * the true label, so that they compare with those of other trainers.
     *
     * @param labelSmoothing from 0 (none) to less than 1
     * @return this builder
     */
    public CNNTrainerBuilder labelSmoothing(double labelSmoothing) {
        settings.labelSmoothing = labelSmoothing;
        return this;
    }

    /**
     * Sets how much the training images of each label count. Multiplied with the weights of examples; only ratios
     * matter, and losses are reported unweighted.
     *
     * @param classWeights numbers above 0 by the names of labels; labels left out have 1
     * @return this builder
     */
    public CNNTrainerBuilder classWeights(Map<String, Double> classWeights) {
        settings.classWeights = Map.copyOf(classWeights);
        return this;
    }

    /**
     * Sets the part of the training images that is held out to measure validation metrics.
     *
     * @param validationFraction from 0 (none) to less than 1
     * @return this builder
     */
    public CNNTrainerBuilder validationFraction(double validationFraction) {
        settings.validationFraction = validationFraction;
        return this;
    }

    /**
     * Sets how long the validation loss may stay above its lowest before training ends.
     *
     * @param patience epochs without improvement, 1 or more; 0 to train all epochs
     * @return this builder
     */
    public CNNTrainerBuilder patience(int patience) {
        settings.patience = patience;
        return this;
    }

    /**
     * Sets whether the model gets the weights of the epoch with the lowest validation loss, or those of the last.
     *
     * @param restoreBest true for the best epoch's
     * @return this builder
     */
    public CNNTrainerBuilder restoreBest(boolean restoreBest) {
        settings.restoreBest = restoreBest;
        return this;
    }

    /**
     * Sets whether the model keeps what the optimiser remembers, so that training can go on from it.
     *
     * @param saveOptimiserState true to keep it; Adam's makes the model file three times as large, an average of
     *     the weights adds one more time
     * @return this builder
     */
    public CNNTrainerBuilder saveOptimiserState(boolean saveOptimiserState) {
        settings.saveOptimiserState = saveOptimiserState;
        return this;
    }

    /**
     * Sets whether every epoch has its own order of images.
     *
     * @param shuffle false only for debugging
     * @return this builder
     */
    public CNNTrainerBuilder shuffle(boolean shuffle) {
        settings.shuffle = shuffle;
        return this;
    }

    /**
     * Sets the seed of everything random.
     *
     * @param seed any number
     * @return this builder
     */
    public CNNTrainerBuilder seed(long seed) {
        settings.seed = seed;
        return this;
    }

    /**
     * Sets the number of threads, which never changes the weights.
     *
     * @param threads 0 (all available cores) or more
     * @return this builder
     */
    public CNNTrainerBuilder threads(int threads) {
        settings.threads = threads;
        return this;
    }

    /**
     * Sets the inner loops, which never change the weights.
     *
     * @param kernel {@code auto}, {@code vector} or {@code scalar}
     * @return this builder
     */
    public CNNTrainerBuilder kernel(String kernel) {
        settings.kernel = Objects.requireNonNull(kernel, "kernel");
        return this;
    }

    /**
     * Sets the raw feature value that becomes 1.
     *
     * @param pixelMaximum the largest value a pixel can have, above 0
     * @return this builder
     */
    public CNNTrainerBuilder pixelMaximum(float pixelMaximum) {
        settings.pixelMaximum = pixelMaximum;
        return this;
    }

    /**
     * Sets which feature name is which pixel.
     *
     * @param pixelNaming the names the dataset uses
     * @return this builder
     */
    public CNNTrainerBuilder pixelNaming(PixelNaming pixelNaming) {
        settings.pixelNaming = Objects.requireNonNull(pixelNaming, "pixelNaming");
        return this;
    }

    /**
     * Sets the clock that says when a model was trained, read once at the end of a run. With a fixed one, equal trainings give
     * equal files. It is no part of the configuration.
     *
     * @param clock where the time in a model's provenance comes from
     * @return this builder
     */
    public CNNTrainerBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Makes the trainer. The builder may be used on.
     *
     * @return a new trainer
     * @throws PropertyException if a setting is out of its range; the message names it
     */
    public CNNTrainer build() {
        return new CNNTrainer(settings, clock);
    }
}
