/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

/**
 * How well one class was read.
 *
 * @param label the class
 * @param images test images of this class
 * @param readAs test images read as this class, rightly or not
 * @param correct test images of this class read as this class
 */
public record ClassScore(String label, int images, int readAs, int correct) {
    /**
     * The share of the class's images that were read rightly.
     *
     * @return 0 to 1, {@code NaN} if the class had no image
     */
    public double recall() {
        return share(correct, images);
    }

    /**
     * The share of the images read as this class that were of this class.
     *
     * @return 0 to 1, {@code NaN} if no image was read as this class
     */
    public double precision() {
        return share(correct, readAs);
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @return 0 to 1, {@code NaN} if the class neither occurred nor was predicted
     */
    public double f1() {
        return share(2 * correct, images + readAs);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
