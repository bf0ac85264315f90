/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportFormTest {
    private static final int IMAGES = 7;

    /** Sound by our rules, answered alike by ONNX Runtime, by plain Java and by the forward pass of training. */
    @TestFactory
    Stream<DynamicTest> everyFormOfEveryNetworkAnswersAsTrained() {
        return Forms.all().entrySet().stream()
                .flatMap(form -> Forms.networks().stream()
                        .map(network -> dynamicTest(
                                form.getKey() + ": " + network.architecture().text(),
                                () -> answersAsTrained(network, form.getValue()))));
    }

    private static void answersAsTrained(RandomNetwork network, ExportForm form) {
        ModelProto model = Forms.export(network, form);
        assertEquals(List.of(), OnnxStructure.faults(model));
        float[] images = network.images(IMAGES);
        float[] expected = Forms.inFileOrder(network, images, IMAGES);
        float[] plain = new float[expected.length];
        new PlainClassifier(model, "plain").probabilities(images, IMAGES, plain);
        assertArrayEquals(expected, plain, 2e-6f);
        try (OnnxClassifier classifier =
                OnnxClassifier.of(OnnxFile.bytes(model), form.toString(), ServingOptions.DEFAULT)) {
            float[] found = new float[expected.length];
            classifier.probabilities(images, IMAGES, found);
            assertArrayEquals(expected, found, 2e-6f);
            classifier.probabilities(bytes(images), IMAGES, found);
            assertArrayEquals(expected, found, 2e-6f);
        }
    }

    private static byte[] bytes(float[] images) {
        byte[] bytes = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            bytes[i] = (byte) Math.round(images[i] * 255);
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"13, 7", "14, 7", "15, 8", "18, 8", "19, 9", "20, 9", "21, 10"})
    void theFileFormatIsTheOneTheOperatorSetCameWith(int opset, int irVersion) {
        ModelProto model = Forms.export(RandomNetwork.reference(1), ExportForm.DEFAULT.withOpset(opset));
        assertEquals(opset, model.getOpsetImport(0).getVersion());
        assertEquals(irVersion, model.getIrVersion());
    }

    @Test
    void otherOperatorSetsAreRefusedWithTheReason() {
        for (int opset : new int[] {12, 22}) {
            assertEquals(
                    "opset is " + opset + ", expected 13 to 21: older sets lack operators in the form that is written,"
                            + " newer ones are refused by ONNX Runtime 1.20, which Tribuo 4.3 brings",
                    assertThrows(IllegalArgumentException.class, () -> ExportForm.DEFAULT.withOpset(opset))
                            .getMessage());
        }
        assertEquals(
                "batch is -1, expected a number of images, or 0 to leave it open",
                assertThrows(IllegalArgumentException.class, () -> ExportForm.DEFAULT.withBatch(-1))
                        .getMessage());
    }

    @Test
    void bytesGoInAsRankFourAndAreDividedNotMultiplied() {
        ModelProto model = Forms.export(RandomNetwork.reference(1), ExportForm.DEFAULT.withInput(PixelInput.UINT8));
        assertEquals(
                "image: uint8[N,1,28,28]", TensorType.describe(model.getGraph().getInputList()));
        assertEquals("Cast", model.getGraph().getNode(0).getOpType());
        assertEquals("Div", model.getGraph().getNode(1).getOpType());
        Map<String, String> metadata = OnnxMetadata.of(model);
        assertEquals("NominalRange_0_255", metadata.get("Image.NominalPixelRange"));
        assertEquals(
                "take each stored byte as it is, the model divides by 255 itself: no gamma correction, no mean, no"
                        + " deviation. Shape [N,1,28,28], uint8, rows from the top, columns from the left.",
                metadata.get("preprocessing"));
    }

    @Test
    void theLabelComesFirstBecauseTribuoReadsScoresSecond() {
        ModelProto model = Forms.export(
                RandomNetwork.reference(1), ExportForm.DEFAULT.withOutputs(OutputForm.LABEL_AND_PROBABILITIES));
        assertEquals(
                "label: int64[N], probabilities: float[N,10]",
                TensorType.describe(model.getGraph().getOutputList()));
    }

    @Test
    void theLabelIsTheFirstOfTheMostProbableColumns() throws Exception {
        Architecture architecture = Architecture.parse("flatten, dense 3", new ImageShape(1, 2, 1));
        float[] weights = {0, 1, 1, 0, 0, 0, 0, 0, 0};
        ModelProto model = new OnnxExporter(ExportForm.DEFAULT.withOutputs(OutputForm.LABEL_AND_PROBABILITIES))
                .export(new TrainedNetwork(architecture, weights, List.of("a", "b", "c"), 1, null), ExportDetails.NONE);
        try (OrtSession session = OrtRuntime.open(OnnxFile.bytes(model), ServingOptions.DEFAULT, "test");
                OnnxTensor image = OnnxTensor.createTensor(
                        OrtRuntime.environment(), FloatBuffer.wrap(new float[] {1, 0, -1, 0}), new long[] {2, 1, 1, 2
                        });
                OrtSession.Result result = session.run(Map.of("image", image))) {
            assertArrayEquals(
                    new long[] {1, 0},
                    ((OnnxTensor) result.get("label").orElseThrow())
                            .getLongBuffer()
                            .array());
        }
    }

    @Test
    void aFixedBatchIsInTheFileAndServesAnyNumber() {
        RandomNetwork network = RandomNetwork.reference(1);
        ModelProto model = Forms.export(network, ExportForm.DEFAULT.withBatch(4));
        assertEquals(
                "image: float[4,1,28,28]", TensorType.describe(model.getGraph().getInputList()));
        assertEquals(
                "probabilities: float[4,10]",
                TensorType.describe(model.getGraph().getOutputList()));
    }

    @Test
    void theProvenanceIsWholeOrAHashOrNotThere() {
        TrainedNetwork trained = trainedAt(1);
        Map<String, String> full = metadata(trained, ProvenanceForm.FULL);
        Map<String, String> hash = metadata(trained, ProvenanceForm.HASH);
        Map<String, String> none = metadata(trained, ProvenanceForm.NONE);
        assertFalse(full.containsKey(OnnxMetadata.PROVENANCE_SHA256));
        assertFalse(hash.containsKey(OnnxMetadata.PROVENANCE));
        assertEquals(
                Sha256.of(String.valueOf(full.get(OnnxMetadata.PROVENANCE)).getBytes(StandardCharsets.UTF_8)),
                hash.get(OnnxMetadata.PROVENANCE_SHA256));
        assertFalse(none.containsKey(OnnxMetadata.PROVENANCE));
        assertFalse(none.containsKey(OnnxMetadata.PROVENANCE_SHA256));
    }

    @Test
    void withoutProvenanceEqualWeightsGiveEqualBytes() {
        assertArrayEquals(bytes(trainedAt(1), ProvenanceForm.NONE), bytes(trainedAt(2), ProvenanceForm.NONE));
        assertNotEquals(
                Sha256.of(bytes(trainedAt(1), ProvenanceForm.FULL)),
                Sha256.of(bytes(trainedAt(2), ProvenanceForm.FULL)));
    }

    private static TrainedNetwork trainedAt(int machine) {
        Architecture architecture = Architecture.parse("flatten, dense 2", new ImageShape(2, 2, 1));
        return new TrainedNetwork(
                architecture,
                new float[architecture.parameterCount()],
                List.of("no", "yes"),
                255,
                ProvenanceTextTest.provenance(List.of("machine " + machine, "x")));
    }

    private static byte[] bytes(TrainedNetwork network, ProvenanceForm provenance) {
        return OnnxFile.bytes(
                new OnnxExporter(ExportForm.DEFAULT.withProvenance(provenance)).export(network, ExportDetails.NONE));
    }

    private static Map<String, String> metadata(TrainedNetwork network, ProvenanceForm provenance) {
        return OnnxMetadata.of(OnnxFile.parse(bytes(network, provenance), "test"));
    }
}
