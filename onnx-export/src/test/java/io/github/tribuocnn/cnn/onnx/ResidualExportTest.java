/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime answers as the network that training uses, which is held against the definitions elsewhere. */
class ResidualExportTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "residual(conv 2 3x3 same relu), flatten, dense 3",
                "conv 4 3x3, residual(conv 6 3x3 same stride 2 relu, batchnorm | conv 6 1x1 stride 2), activation relu,"
                        + " maxpool 2, flatten, dense 3",
                "conv 3 3x3, flatten, residual(dense 60 tanh, dense 60), dense 3",
                "residual(flatten, dense 84 relu | flatten), dense 3",
                "residual(residual(conv 2 1x1 gelu) | conv 2 1x1), flatten, batchnorm, dropout 0.5, dense 3"
            })
    void everyKindOfResidualAnswersAlike(String text) {
        ImageShape input = new ImageShape(7, 6, 2);
        int outputs = Architecture.parse(text, input).outputs();
        RandomNetwork network = RandomNetwork.of(text, input, RandomNetwork.digits(outputs), 42);
        byte[] bytes = OnnxFile.bytes(new OnnxExporter().export(network.trained(), ExportDetails.NONE));
        assertEquals(List.of(), OnnxStructure.faults(OnnxFile.parse(bytes, text)));
        float[] images = network.images(7);
        float[] expected = new float[7 * outputs];
        network.classifier().probabilities(images, 7, expected);
        try (OnnxClassifier classifier = OnnxClassifier.of(bytes, text, ServingOptions.DEFAULT)) {
            float[] found = new float[7 * outputs];
            classifier.probabilities(images, 7, found);
            assertArrayEquals(expected, found, 2e-6f);
        }
    }
}
