/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainerBuilder;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.cnn.report.TestTally;
import io.github.tribuocnn.cnn.train.EpochMetrics;

/**
 * The images of a study. A recipe is chosen on images held out of the training set, and only a choice that has been made is
 * tried on the test set: a test set that helps to choose no longer tells how well the network reads images it has not seen.
 *
 * @param training the images to learn from
 * @param test the images to test on; null to hold a sixth of the training images out instead, another sixth for each seed
 */
record Laboratory(ImageDataset training, ImageSet test) {
    private static final double HELD_OUT = 1.0 / 6;
    private static final int BLOCK = 256;
    private static final float PIXEL_MAXIMUM = 255f;

    /** Trains once. */
    Trial run(String recipe, CNNTrainerBuilder trainer, long seed) {
        trainer.seed(seed);
        if (test == null) {
            CNNModel model = trainer.validationFraction(HELD_OUT).build().train(training);
            EpochMetrics end = model.history().get(model.history().size() - 1);
            return new Trial(recipe, seed, end.validationAccuracy(), end.validationLoss(), model.weightsSha256());
        }
        CNNModel model = trainer.build().train(training);
        TestResult result = read(model);
        return new Trial(recipe, seed, result.accuracy(), result.meanLoss(), model.weightsSha256());
    }

    /** Lets a network read the test images. */
    private TestResult read(CNNModel model) {
        TestTally tally = new TestTally(model.labels(), test.labelNames());
        float[] pixels = new float[BLOCK * test.imageBytes()];
        float[] probabilities = new float[BLOCK * model.labels().size()];
        int[] labels = new int[BLOCK];
        for (int start = 0; start < test.size(); start += BLOCK) {
            int count = Math.min(BLOCK, test.size() - start);
            for (int i = 0; i < count; i++) {
                test.copyPixels(start + i, PIXEL_MAXIMUM, pixels, i * test.imageBytes());
                labels[i] = test.label(start + i);
            }
            model.probabilities(pixels, count, probabilities);
            tally.add(probabilities, labels, count);
        }
        return tally.result();
    }
}
