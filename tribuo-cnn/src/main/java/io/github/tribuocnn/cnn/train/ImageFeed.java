/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.augment.Augmenter;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Network;

/**
 * Hands the training images to the step, varied as the options say. Each part of a stage has an augmenter of its own, so that
 * the thread that runs the network on an image also varies it.
 */
final class ImageFeed {

    private final TrainingImages images;
    private final PixelReader pixels;
    private final Augmenter[] augmenters;
    private final long variedSteps;
    private final long seed;

    // set before a stage is published, read by its parts
    private int epoch;
    private long step;
    private boolean varied;

    ImageFeed(TrainingImages images, Kernels kernels, TrainingOptions options) {
        this.images = images;
        this.pixels = new PixelReader(images, kernels);
        this.seed = options.seed();
        if (options.augmentation().isNone()) {
            this.augmenters = new Augmenter[0];
            this.variedSteps = 0;
        } else {
            this.augmenters = new Augmenter[Network.PARTS];
            for (int part = 0; part < augmenters.length; part++) {
                augmenters[part] = new Augmenter(options.augmentation(), images.shape(), options.seed());
            }
            long stepsAnEpoch = (images.size() + options.batchSize() - 1L) / options.batchSize();
            this.variedSteps = options.augmentation().augmentedSteps(options.epochs() * stepsAnEpoch);
        }
    }

    /** The images as they are. */
    TrainingImages images() {
        return images;
    }

    /** The run's seed. */
    long seed() {
        return seed;
    }

    /** The epoch that the next steps belong to. */
    int epoch() {
        return epoch;
    }

    /** Says which epoch the next steps belong to. */
    void beginEpoch(int number) {
        epoch = number;
    }

    /** Goes on to the next step of the run. */
    void beginStep() {
        varied = step < variedSteps;
        step++;
    }

    /** Writes the pixels of one image as this step is to see it. Each part calls it from one thread at a time. */
    void read(int part, int index, float[] target, int offset) {
        pixels.read(part, index, target, offset);
        if (varied) {
            augmenters[part].apply(target, offset, epoch, index);
        }
    }
}
