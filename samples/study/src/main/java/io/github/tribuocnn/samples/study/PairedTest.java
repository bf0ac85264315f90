/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.TestUtils;

/**
 * Student's test of two recipes that were tried with the same seeds. It looks at the difference seed by seed, so that what a
 * seed does to both of them alike does not blur the comparison.
 *
 * @param difference the first recipe less the second
 * @param p how likely a mean difference this large or larger is between equally good recipes, two-sided; NaN if all
 *     differences are equal
 */
record PairedTest(Spread difference, double p) {

    /**
     * Compares.
     *
     * @param first one measurement a seed
     * @param second the same seeds in the same order
     */
    static PairedTest of(double[] first, double[] second) {
        if (first.length != second.length || first.length < 2) {
            throw new IllegalArgumentException("A paired test needs two measurements or more of each, of the same seeds; got "
                    + first.length + " and " + second.length);
        }
        double[] differences =
                IntStream.range(0, first.length).mapToDouble(i -> first[i] - second[i]).toArray();
        Spread spread = Spread.of(differences);
        return new PairedTest(spread, spread.deviation() == 0 ? Double.NaN : TestUtils.pairedTTest(first, second));
    }
}
