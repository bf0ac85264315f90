/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Comparator;

/**
 * A test image that was read wrongly.
 *
 * @param index position of the image in the test set, from 0
 * @param trueClass the class it is of, an index into {@link TestResult#labels()}
 * @param predictedClass the class it was read as, an index into {@link TestResult#labels()}
 * @param probability what the network gave the predicted class, 0 to 1
 * @param trueProbability what the network gave the true class, 0 to 1
 */
public record Mistake(int index, int trueClass, int predictedClass, double probability, double trueProbability) {
    /** The surest mistakes first; among equals the earlier image. */
    static final Comparator<Mistake> MOST_CONFIDENT_FIRST =
            Comparator.comparingDouble(Mistake::probability).reversed().thenComparingInt(Mistake::index);
}
