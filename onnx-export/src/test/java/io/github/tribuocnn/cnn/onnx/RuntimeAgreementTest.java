/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX Runtime, which shares no code with us, answers as the textbook does. */
class RuntimeAgreementTest {
    @ParameterizedTest(name = "{0}x{1}x{2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    28 | 28 | 1 | conv 32 3x3 relu, maxpool 2, conv 16 3x3 relu, maxpool 2, flatten, dense 100 relu, dense 10
                    28 | 28 | 1 | flatten, dense 10
                    1  | 1  | 1 | flatten, dense 2
                    5  | 9  | 3 | conv 4 2x3, flatten, dense 7
                    13 | 8  | 2 | conv 3 1x1 relu, conv 5 3x2 relu, maxpool 3x2, flatten, dense 6 relu, dense 4 relu, dense 3
                    6  | 4  | 5 | maxpool 2, flatten, dense 3
                    7  | 7  | 1 | conv 2 7x7, flatten, dense 3
                    9  | 8  | 3 | conv 5 3x3 same relu, maxpool 2, conv 6 2x4 same, flatten, dense 3
                    9  | 8  | 1 | conv 5 3x2 stride 2 same relu, conv 4 2x3 stride 1x2 relu, flatten, dense 3
                    8  | 7  | 4 | conv 6 3x3 groups 2 relu, conv 12 2x2 groups 3 stride 2 same, flatten, dense 4
                    8  | 7  | 3 | depthwise 3x3 stride 1x2 same relu, conv 5 1x1 relu, depthwise 2x2, flatten, dense 3
                    9  | 8  | 2 | maxpool 3 stride 2 same, conv 4 2x2 relu, maxpool 2 stride 1, flatten, dense 3
                    11 | 10 | 3 | avgpool 3 stride 2 same, avgpool 2, flatten, dense 3
                    7  | 6  | 2 | conv 9 3x3 same relu, globalavgpool, dense 4 relu, dense 3
                    9  | 8  | 2 | conv 4 3x3 gelu, conv 5 2x2 leaky_relu 0.2, maxpool 2, flatten, activation tanh, dense 6 elu 0.7, dense 3
                    7  | 7  | 1 | activation sigmoid, conv 4 3x3 silu, conv 4 2x2, activation leaky_relu, flatten, dense 5 gelu, dense 3
                    7  | 6  | 2 | batchnorm, conv 4 3x3, batchnorm epsilon 0.01, dropout 0.5 spatial, flatten, dropout 0.3, batchnorm, dense 5, batchnorm, dense 3
                    9  | 5  | 4 | maxpool 2x1, conv 3 2x2, maxpool 1x2, flatten, dense 12 relu, dense 11
                    """)
    void everyArchitectureAnswersAlikeForAnyBatch(int height, int width, int channels, String text) {
        ImageShape input = new ImageShape(height, width, channels);
        int outputs = Architecture.parse(text, input).outputs();
        RandomNetwork network = RandomNetwork.of(text, input, RandomNetwork.digits(outputs), 42);
        byte[] bytes = OnnxFile.bytes(new OnnxExporter().export(network.trained(), ExportDetails.NONE));
        assertEquals(List.of(), OnnxStructure.faults(OnnxFile.parse(bytes, text)));
        float[] images = network.images(7);
        float[] expected = new float[7 * outputs];
        network.naive().probabilities(images, 7, expected);
        float[] plain = new float[7 * outputs];
        new PlainClassifier(OnnxFile.parse(bytes, text), text).probabilities(images, 7, plain);
        assertArrayEquals(expected, plain, 1e-6f);
        try (OnnxClassifier classifier = OnnxClassifier.of(bytes, text, ServingOptions.DEFAULT)) {
            float[] all = new float[7 * outputs];
            classifier.probabilities(images, 7, all);
            assertArrayEquals(expected, all, 1e-6f);
            float[] trained = new float[7 * outputs];
            network.classifier().probabilities(images, 7, trained);
            assertArrayEquals(trained, all, 1e-6f);
            for (int i = 0; i < 7; i++) {
                float[] one = new float[outputs];
                classifier.probabilities(Arrays.copyOfRange(images, i * input.size(), (i + 1) * input.size()), 1, one);
                assertArrayEquals(Arrays.copyOfRange(expected, i * outputs, (i + 1) * outputs), one, 1e-6f);
            }
        }
    }

    /** The numbers of onnx/backend/test/case/node/conv.py, "without padding". */
    @Test
    void convolutionGivesTheNumbersOfTheOnnxSpecification() throws OrtException {
        Architecture architecture = Architecture.parse("conv 1 3x3, flatten, dense 2", new ImageShape(5, 5, 1));
        float[] weights = new float[architecture.parameterCount()];
        Arrays.fill(weights, 0, 9, 1);
        ModelProto model = new OnnxExporter()
                .export(new TrainedNetwork(architecture, weights, List.of("a", "b"), 1, null), ExportDetails.NONE);
        ModelProto.Builder opened = model.toBuilder();
        opened.getGraphBuilder().addOutput(model.getGraph().getValueInfo(0)).removeValueInfo(0);
        float[] ramp = new float[25];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        try (OrtSession session = OrtRuntime.open(OnnxFile.bytes(opened.build()), ServingOptions.DEFAULT, "test");
                OnnxTensor image = OnnxTensor.createTensor(
                        OrtRuntime.environment(), FloatBuffer.wrap(ramp), new long[] {1, 1, 5, 5});
                OrtSession.Result result = session.run(Map.of("image", image), Set.of("conv1_output"))) {
            assertArrayEquals(
                    new float[] {54, 63, 72, 99, 108, 117, 144, 153, 162},
                    ((OnnxTensor) result.get(0)).getFloatBuffer().array());
        }
    }

    @Test
    void hashOrderedLabelsStandInTheColumnsOfTheirNames() {
        // The order in which Tribuo numbers these labels.
        List<String> labels = List.of("frog", "cat", "ship", "dog");
        RandomNetwork network =
                RandomNetwork.of("conv 2 2x2 relu, flatten, dense 4", new ImageShape(4, 4, 1), labels, 5);
        byte[] bytes = OnnxFile.bytes(new OnnxExporter().export(network.trained(), ExportDetails.NONE));
        float[] image = network.images(1);
        float[] trained = new float[4];
        network.naive().probabilities(image, 1, trained);
        try (OnnxClassifier classifier = OnnxClassifier.of(bytes, "animals", ServingOptions.DEFAULT)) {
            float[] written = new float[4];
            classifier.probabilities(image, 1, written);
            assertEquals(List.of("cat", "dog", "frog", "ship"), classifier.labels());
            // frog, cat, ship, dog were outputs 0 to 3.
            assertArrayEquals(new float[] {trained[1], trained[3], trained[0], trained[2]}, written, 1e-6f);
        }
    }

    @Test
    void aBlankImageAndAnEmptyBatchAreAnswered() {
        RandomNetwork network = RandomNetwork.reference(9);
        byte[] bytes = OnnxFile.bytes(new OnnxExporter().export(network.trained(), ExportDetails.NONE));
        try (OnnxClassifier classifier = OnnxClassifier.of(bytes, "reference", ServingOptions.DEFAULT)) {
            float[] blank = new float[10];
            classifier.probabilities(new float[784], 1, blank);
            double sum = 0;
            for (float probability : blank) {
                sum += probability;
            }
            assertEquals(1, sum, 1e-6);
            classifier.probabilities(new float[0], 0, new float[0]);
        }
    }
}
