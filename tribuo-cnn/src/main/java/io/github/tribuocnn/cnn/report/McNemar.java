/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test (1947) in its exact form. Two models labelled the same examples; only those count that one of them got
 * right and the other wrong. If the models are equally accurate, each of these is a toss of a fair coin.
 *
 * @see <a href="https://doi.org/10.1007/BF02295996">Q. McNemar (1947), Note on the sampling error of the difference between
 *     correlated proportions or percentages</a>
 */
public final class McNemar {
    private McNemar() {}

    /**
     * How likely a split this uneven or more is between equally accurate models: two-sided, from the binomial
     * distribution, so it holds for any number of examples.
     *
     * @param onlyFirst examples only the first model got right
     * @param onlySecond examples only the second model got right
     * @return from 0 to 1; below 0.05 one usually calls the models different
     */
    public static double pValue(int onlyFirst, int onlySecond) {
        int tosses = onlyFirst + onlySecond;
        if (tosses == 0) {
            return 1;
        }
        double tail =
                new BinomialDistribution(null, tosses, 0.5).cumulativeProbability(Math.min(onlyFirst, onlySecond));
        return Math.min(1, 2 * tail);
    }
}
