/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingStudyTest {

    private final List<ScalingStudy.Case> cases = ScalingStudy.cases(2);

    private long count(String name) {
        return cases.stream().filter(one -> one.name().endsWith(name)).count();
    }

    @Test
    void everyRangeIsCoveredToItsEnds() {
        List<String> names = cases.stream().map(ScalingStudy.Case::name).toList();

        assertTrue(
                names.containsAll(List.of(
                        "1,000 images",
                        "60,000 images",
                        "8 channels",
                        "33 channels",
                        "128 channels",
                        "batch 1",
                        "batch 512",
                        "1 thread",
                        "2 threads")),
                names.toString());
        assertEquals(cases.size(), names.stream().distinct().count(), "names tell cases apart");
        assertEquals(7, count(" images"));
    }

    @Test
    void everyNetworkTellsTenDigitsApart() {
        for (ScalingStudy.Case one : cases) {
            assertEquals(Digits.CLASSES, one.architecture().outputs(), one.name());
        }
    }
}
