/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final int COUNT = 50_000;

    private static ActivationHistogram of(float... values) {
        ActivationHistogram histogram = new ActivationHistogram();
        histogram.stretch(values);
        histogram.count(values);
        return histogram;
    }

    private static float[] normal(boolean positive) {
        Random random = new Random(8);
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double value = random.nextGaussian();
            values[i] = (float) (positive ? Math.abs(value) : value);
        }
        return values;
    }

    @Test
    void valuesOfAllSizesAlikeAreAllKept() {
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (i + 1f) / COUNT;
        }
        assertEquals(1.0 / 255, of(values).range().scale(), 0.01 / 255);
        assertEquals(0, of(values).range().zero());
    }

    /** There a byte tells twice as many sizes apart, so that less has to be clipped to tell them well. */
    @Test
    void lessIsClippedBehindAReluThanOfBothSigns() {
        double oneSided = 255.0 * of(normal(true)).range().scale();
        double ofBothSigns = 127.5 * of(normal(false)).range().scale();
        assertTrue(oneSided > ofBothSigns, oneSided + " and " + ofBothSigns);
    }

    @Test
    void whatAMaximumDropsDoesNotCount() {
        RandomNetwork network = RandomNetwork.of(
                "conv 3 3x3 relu, maxpool 4, flatten, dense 3", new ImageShape(34, 34, 1), RandomNetwork.digits(3), 4);
        ModelProto model = Forms.export(network, ExportForm.DEFAULT);
        PlainClassifier classifier = new PlainClassifier(model, "test");
        Map<String, PlainTensor> values = classifier.runAll(classifier.input(network.images(20), 0, 20));
        Map<String, ActivationRange> ranges = Calibration.of(model, network.pixels(20), 20);
        ActivationRange chosen =
                of(Objects.requireNonNull(values.get("maxpool1_output")).data()).range();
        assertEquals(chosen, ranges.get("maxpool1_output"), ranges::toString);
        assertEquals(chosen, ranges.get("flatten1_output"), ranges::toString);
        assertEquals(chosen, ranges.get("conv1_relu_output"), ranges::toString);
    }
}
