/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.ConstantRate;
import io.github.tribuocnn.cnn.optim.GradientClipping;
import io.github.tribuocnn.cnn.optim.NoClipping;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;

/**
 * Everything besides the images and the architecture that a run needs to know. All but {@link #threads} decide the
 * weights. Immutable.
 */
public final class TrainingOptions {

    private final int epochs;
    private final int batchSize;
    private final Optimiser optimiser;
    private final Schedule schedule;
    private final GradientClipping clipping;
    private final double averagingDecay;
    private final double labelSmoothing;
    private final boolean shuffle;
    private final int threads;
    private final long seed;
    private final EarlyStopping earlyStopping;
    private final Augmentation augmentation;

    private TrainingOptions(Builder builder) {
        this.epochs = atLeast(1, "epochs", builder.epochs, "at least 1");
        this.batchSize = atLeast(1, "batchSize", builder.batchSize, "at least 1");
        this.optimiser = builder.optimiser;
        this.schedule = builder.schedule;
        this.clipping = builder.clipping;
        this.averagingDecay = belowOne("averagingDecay", builder.averagingDecay);
        this.labelSmoothing = belowOne("labelSmoothing", builder.labelSmoothing);
        this.shuffle = builder.shuffle;
        this.threads = atLeast(0, "threads", builder.threads, "0 (all cores) or more");
        this.seed = builder.seed;
        this.earlyStopping = builder.earlyStopping;
        this.augmentation = builder.augmentation;
    }

    private static int atLeast(int least, String name, int value, String expected) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + expected);
        }
        return value;
    }

    private static double belowOne(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 0 (off) to below 1");
        }
        return value;
    }

    /**
     * Starts from the defaults: 8 epochs of shuffled batches of 32 with Adam, on all cores, all else off.
     * @return A new builder.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Passes over the training images.
     * @return At least 1.
     */
    public int epochs() {
        return epochs;
    }

    /**
     * Images a step. The last batch of an epoch may be smaller.
     * @return At least 1.
     */
    public int batchSize() {
        return batchSize;
    }

    /**
     * What turns gradients into updates.
     * @return The optimiser.
     */
    public Optimiser optimiser() {
        return optimiser;
    }

    /**
     * How the learning rate goes over the run.
     * @return {@link ConstantRate} by default.
     */
    public Schedule schedule() {
        return schedule;
    }

    /**
     * What is done to gradients that are too large.
     * @return {@link NoClipping} by default.
     */
    public GradientClipping clipping() {
        return clipping;
    }

    /**
     * The decay of the moving average of the weights, a step. With an average, validation measures it and the run ends
     * with it.
     * @return From 0 (no average) to below 1.
     */
    public double averagingDecay() {
        return averagingDecay;
    }

    /**
     * The part of the target probability that is spread evenly over all classes. Losses are reported against the true
     * class all the same, so that they compare.
     * @return From 0 (none) to below 1.
     */
    public double labelSmoothing() {
        return labelSmoothing;
    }

    /**
     * Whether each epoch visits the images in a new, seeded order.
     * @return False if it visits them in their own.
     */
    public boolean shuffle() {
        return shuffle;
    }

    /**
     * The number of threads to use on this machine.
     * @return The threads asked for, or the number of cores available to this JVM if that was 0.
     */
    public int effectiveThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * The threads asked for.
     * @return At least 1, or 0 for one on each available core.
     */
    public int threads() {
        return threads;
    }

    /**
     * Seeds the initial weights and every epoch's order.
     * @return Any number.
     */
    public long seed() {
        return seed;
    }

    /**
     * What the validation loss decides.
     * @return {@link EarlyStopping#OFF} if nothing.
     */
    public EarlyStopping earlyStopping() {
        return earlyStopping;
    }

    /**
     * How the training images are varied.
     * @return {@link Augmentation#NONE} if they are not.
     */
    public Augmentation augmentation() {
        return augmentation;
    }

    /** Collects options; what is not set keeps its default. */
    public static final class Builder {

        private int epochs = 8;
        private int batchSize = 32;
        private Optimiser optimiser = new Adam();
        private Schedule schedule = new ConstantRate();
        private GradientClipping clipping = new NoClipping();
        private double averagingDecay = 0;
        private double labelSmoothing = 0;
        private boolean shuffle = true;
        private int threads = 0;
        private long seed = 0;
        private EarlyStopping earlyStopping = EarlyStopping.OFF;
        private Augmentation augmentation = Augmentation.NONE;

        private Builder() {}

        /**
         * Sets the passes over the training images.
         * @param value At least 1.
         * @return This builder.
         */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /**
         * Sets the images a step.
         * @param value At least 1.
         * @return This builder.
         */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /**
         * Sets what turns gradients into updates.
         * @param value An optimiser.
         * @return This builder.
         */
        public Builder optimiser(Optimiser value) {
            optimiser = value;
            return this;
        }

        /**
         * Sets how the learning rate goes over the run.
         * @param value A schedule.
         * @return This builder.
         */
        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        /**
         * Sets what is done to gradients that are too large.
         * @param value By norm, by value, or nothing.
         * @return This builder.
         */
        public Builder clipping(GradientClipping value) {
            clipping = value;
            return this;
        }

        /**
         * Sets the decay of the moving average of the weights, a step.
         * @param value From 0 (no average) to below 1.
         * @return This builder.
         */
        public Builder averagingDecay(double value) {
            averagingDecay = value;
            return this;
        }

        /**
         * Sets the part of the target probability that is spread evenly over all classes.
         * @param value From 0 (none) to below 1.
         * @return This builder.
         */
        public Builder labelSmoothing(double value) {
            labelSmoothing = value;
            return this;
        }

        /**
         * Sets whether each epoch visits the images in a new, seeded order.
         * @param value False for their own order.
         * @return This builder.
         */
        public Builder shuffle(boolean value) {
            shuffle = value;
            return this;
        }

        /**
         * Sets the threads to train with. They never change the weights.
         * @param value At least 1, or 0 for one on each available core.
         * @return This builder.
         */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /**
         * Sets the seed of the initial weights and of every epoch's order.
         * @param value Any number.
         * @return This builder.
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets what the validation loss decides.
         * @param value {@link EarlyStopping#OFF} for nothing.
         * @return This builder.
         */
        public Builder earlyStopping(EarlyStopping value) {
            earlyStopping = value;
            return this;
        }

        /**
         * Sets how the training images are varied.
         * @param value {@link Augmentation#NONE} to leave them as they are.
         * @return This builder.
         */
        public Builder augmentation(Augmentation value) {
            augmentation = value;
            return this;
        }

        /**
         * Makes the options. The builder may be used on.
         * @return New options.
         * @throws IllegalArgumentException If a number is out of its range.
         */
        public TrainingOptions build() {
            return new TrainingOptions(this);
        }
    }
}
