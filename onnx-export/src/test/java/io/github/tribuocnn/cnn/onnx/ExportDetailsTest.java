/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ExportDetailsTest {
    @Test
    void anAccuracyInPercentIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ExportDetails.NONE.withTest(98.7, 10_000));
        assertEquals("testAccuracy is 98.7, expected a share between 0 and 1 (0.987, not 98.7)", refusal.getMessage());
    }

    @Test
    void anAccuracyOfNoImagesIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ExportDetails.NONE.withTest(0.5, 0));
        assertEquals("testImages is 0, expected at least 1", refusal.getMessage());
    }

    @Test
    void aHashThatIsNoneIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ExportDetails.NONE.withDataset("mnist", "abc"));
        assertEquals("datasetSha256 is 'abc', expected 64 lower-case hexadecimal digits", refusal.getMessage());
    }
}
