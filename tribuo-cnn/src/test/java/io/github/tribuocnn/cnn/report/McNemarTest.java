/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class McNemarTest {
    @Test
    void mcNemarIsTheTwoSidedBinomialTest() {
        assertEquals(22.0 / 1024, McNemar.pValue(1, 9), 1e-12);
        assertEquals(22.0 / 1024, McNemar.pValue(9, 1), 1e-12);
        assertEquals(2.0 / 1024, McNemar.pValue(10, 0), 1e-12);
        assertEquals(1.0, McNemar.pValue(5, 5));
        assertEquals(1.0, McNemar.pValue(0, 0));
        assertEquals(1.0, McNemar.pValue(1, 0));
        // For many tosses the normal distribution is near: 60 and 100 lie 39.5 / sqrt(160) = 3.12 deviations apart.
        assertEquals(0.0018, McNemar.pValue(60, 100), 0.0002);
    }
}
