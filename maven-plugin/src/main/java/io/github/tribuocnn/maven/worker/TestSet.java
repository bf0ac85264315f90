/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.cnn.report.MisreadImage;
import io.github.tribuocnn.cnn.report.Mistake;
import io.github.tribuocnn.cnn.report.Picture;
import io.github.tribuocnn.cnn.report.TestResult;
import io.github.tribuocnn.cnn.report.TestTally;

/**
 * The test images as the network sees them: values from 0 to 1.
 *
 * @param images the images
 */
record TestSet(ImageSet images) {
    private static final int BLOCK = 256;

    /** The value of a pixel that becomes 1. */
    static final float PIXEL_MAXIMUM = 255f;

    static TestSet of(ImageSet images) {
        return new TestSet(images);
    }

    /** Lets a network read every image. */
    TestResult read(ProbabilityModel model) {
        TestTally tally = new TestTally(model.labels(), images.labelNames());
        float[] block = new float[BLOCK * images.imageBytes()];
        float[] probabilities = new float[BLOCK * model.labels().size()];
        int[] labels = new int[BLOCK];
        for (int start = 0; start < images.size(); start += BLOCK) {
            int count = Math.min(BLOCK, images.size() - start);
            for (int i = 0; i < count; i++) {
                copyPixels(start + i, block, i * images.imageBytes());
                labels[i] = images.label(start + i);
            }
            model.probabilities(block, count, probabilities);
            tally.add(probabilities, labels, count);
        }
        return tally.result();
    }

    /** One image, row by row. */
    void copyPixels(int index, float[] target, int offset) {
        images.copyPixels(index, PIXEL_MAXIMUM, target, offset);
    }

    /** A mistake with its picture. */
    MisreadImage show(Mistake mistake) {
        float[] pixels = new float[images.imageBytes()];
        copyPixels(mistake.index(), pixels, 0);
        return new MisreadImage(mistake, new Picture(images.height(), images.width(), images.channels(), pixels));
    }
}
