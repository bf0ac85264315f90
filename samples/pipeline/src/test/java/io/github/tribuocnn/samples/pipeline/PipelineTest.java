/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import java.util.BitSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

final class PipelineTest {
    // Held, as a logger nobody holds forgets its level.
    private static final Logger QUIET = Logger.getLogger("org.tribuo");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    @Test
    void theSameLinesCompareAllThreeTrainers() {
        Dataset<Label> train = new MutableDataset<>(new SyntheticDigitSource(1, 500));
        Dataset<Label> test = new MutableDataset<>(new SyntheticDigitSource(2, 200));

        List<Score> scores = Pipeline.compare(Pipeline.trainers(), train, test);

        assertEquals(
                List.of("logistic regression", "random forest of 20 trees", "convolutional network"),
                scores.stream().map(Score::name).toList());
        for (Score score : scores) {
            ConfidenceInterval interval = score.interval();
            assertTrue(score.accuracy() > 0.5, score.name() + " learnt nothing: " + score.accuracy());
            assertTrue(interval.getLowerBound() < score.accuracy() && score.accuracy() < interval.getUpperBound());
            assertEquals(500, score.trainExamples());
            assertEquals(200, score.testExamples());
        }
        assertEquals(7, ComparisonTable.of(scores).lines().count());
    }

    /** The binomial coefficients of 10 tosses, by hand: (1 + 10) of 1,024 on each side. */
    @Test
    void aScoreCountsWhatOnlyOneGotRight() {
        Score first = score("first", 0, 1, 2, 3);
        Score second = score("second", 2, 3, 4, 5, 6, 7);

        assertEquals(0.4, first.accuracy());
        assertEquals(2, first.rightWhereWrong(second));
        assertEquals(4, second.rightWhereWrong(first));
        // (1 + 6 + 15) of 64 on each side
        assertEquals(44.0 / 64, first.mcNemar(second), 1e-12);
    }

    /** 4 of 10 by Wilson's formula: (0.4 + z²/20 ± z √(0.024 + z²/400)) / (1 + z²/10), z = 1.959964. */
    @Test
    void theIntervalIsWilsons() {
        ConfidenceInterval interval = score("first", 0, 1, 2, 3).interval();

        assertEquals(0.168180, interval.getLowerBound(), 1e-6);
        assertEquals(0.687326, interval.getUpperBound(), 1e-6);
    }

    @Test
    void theTableComparesEachWithTheLast() {
        assertEquals("""
                60,000 training images, 10 test images

                | trainer | accuracy | 95 % interval (Wilson) | trained in | only it is right | only the last is right | p (McNemar, exact) |
                |---|---:|---:|---:|---:|---:|---:|
                | first | 40.00 % | 16.82 % to 68.73 % | 1.5 s | 2 | 4 | 0.6875 |
                | second | 60.00 % | 31.27 % to 83.18 % | 1.5 s | | | |
                """, ComparisonTable.of(List.of(score("first", 0, 1, 2, 3), score("second", 2, 3, 4, 5, 6, 7))));
    }

    private static Score score(String name, int... right) {
        BitSet indices = new BitSet();
        for (int index : right) {
            indices.set(index);
        }
        return new Score(name, indices, 60_000, 10, 1.5);
    }
}
