/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folded networks give the probabilities of the whole ones in ONNX Runtime, with the fewest normalisations left. */
class FoldedNetworkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    0 | conv 4 3x3 same, batchnorm, activation relu, maxpool 2, flatten, dense 5, batchnorm epsilon 0.01, dense 3
                    3 | batchnorm, conv 4 3x3 relu, batchnorm, flatten, batchnorm, dense 3
                    0 | depthwise 3x3, batchnorm, conv 6 3x3 groups 2, batchnorm, activation gelu, flatten, dense 3
                    1 | "conv 4 3x3, batchnorm, batchnorm, residual(conv 4 1x1, batchnorm, activation relu, conv 4 1x1), flatten, dense 3"
                    """)
    void foldedNetworksAnswerAlike(int left, String text) {
        RandomNetwork network = RandomNetwork.of(text, new ImageShape(7, 6, 2), RandomNetwork.digits(3), 42);
        ModelProto model = new OnnxExporter().foldingBatchNormalisation().export(network.trained(), ExportDetails.NONE);
        assertEquals(List.of(), OnnxStructure.faults(model));
        assertEquals(
                left,
                model.getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("BatchNormalization"))
                        .count());
        float[] images = network.images(7);
        float[] expected = new float[21];
        network.classifier().probabilities(images, 7, expected);
        try (OnnxClassifier classifier = OnnxClassifier.of(OnnxFile.bytes(model), text, ServingOptions.DEFAULT)) {
            float[] found = new float[21];
            classifier.probabilities(images, 7, found);
            assertArrayEquals(expected, found, 2e-6f);
        }
    }
}
