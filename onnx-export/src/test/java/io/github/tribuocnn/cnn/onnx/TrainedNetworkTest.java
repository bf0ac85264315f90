/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {
    private static final Architecture TINY = Architecture.parse("flatten, dense 2", new ImageShape(1, 1, 1));

    private static String refusal(float[] weights, List<String> labels, double pixelMaximum) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> new TrainedNetwork(TINY, weights, labels, pixelMaximum, null));
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void weightsThatDoNotFillTheArchitectureAreRefused() {
        assertEquals(
                "found 3 weights, expected 4 for the architecture 'flatten, dense 2'",
                refusal(new float[3], List.of("a", "b"), 255));
    }

    @Test
    void labelsThatDoNotMatchTheOutputsAreRefused() {
        assertEquals(
                "found 1 labels [a], expected 2, one for each output of the architecture 'flatten, dense 2'",
                refusal(new float[4], List.of("a"), 255));
    }

    @Test
    void aDivergedNetworkIsRefused() {
        assertEquals(
                "weight 2 is NaN: the training has diverged and the network answers nothing; train again with a smaller"
                        + " learning rate",
                refusal(new float[] {0, 0, Float.NaN, 0}, List.of("a", "b"), 255));
    }

    @Test
    void aPixelMaximumOfZeroIsRefused() {
        assertEquals(
                "pixelMaximum is 0.0, expected a positive number, 255 for bytes",
                refusal(new float[4], List.of("a", "b"), 0));
    }

    @Test
    void laterChangesOfTheCallersArrayDoNotReachTheNetwork() {
        float[] weights = {1, 2, 3, 4};
        TrainedNetwork network = new TrainedNetwork(TINY, weights, List.of("a", "b"), 255, null);
        String before = network.weightsSha256();
        weights[0] = 5;
        assertEquals(before, network.weightsSha256());
    }

    @Test
    void theFingerprintIsOfLittleEndianFloats() {
        TrainedNetwork network = new TrainedNetwork(TINY, new float[] {1, 2, 3, 4}, List.of("a", "b"), 255, null);
        // printf '\0\0\x80\x3f\0\0\0\x40\0\0\x40\x40\0\0\x80\x40' | sha256sum
        assertEquals("ad73b9acd6e4a74b2f5bb5386658ce3bb146cd040a1867646ab3b973fb6632b1", network.weightsSha256());
    }
}
