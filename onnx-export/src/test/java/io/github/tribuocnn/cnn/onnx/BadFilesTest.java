/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files from elsewhere: one sentence with the remedy, and the JVM goes on. */
class BadFilesTest {
    private final RandomNetwork network = RandomNetwork.reference(1);
    private final ModelProto model = Forms.export(network, ExportForm.DEFAULT);

    private String refusalOf(Consumer<ModelProto.Builder> change) {
        ModelProto.Builder changed = model.toBuilder();
        change.accept(changed);
        OnnxException refusal = assertThrows(
                OnnxException.class,
                () -> OnnxClassifier.of(OnnxFile.bytes(changed.build()), "model.onnx", ServingOptions.DEFAULT));
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void anOperatorSetTheRuntimeDoesNotReadIsNamedBeforeItTries() {
        assertEquals(
                "model.onnx is of operator set 99 and IR version 7, ONNX Runtime 1.29.0 reads operator sets 7 to 26 and"
                        + " IR versions up to 13; export the model with opset 13, or take another version of ONNX"
                        + " Runtime",
                refusalOf(changed -> changed.getOpsetImportBuilder(0).setVersion(99)));
        assertTrue(refusalOf(changed -> changed.setIrVersion(14)).contains("IR version 14, ONNX Runtime 1.29.0 reads"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.20.0, 21, 10, true",
        "1.20.0, 22, 10, false",
        "1.20.0, 21, 11, false",
        "1.15.1, 20, 9, false",
        "1.21.0, 22, 10, true",
        "1.99.0, 40, 20, true",
        "1.29.0, 26, 13, true",
        "1.29.0, 6, 3, false"
    })
    void everyMeasuredRuntimeHasItsLimits(String version, int opset, int irVersion, boolean reads) {
        ModelProto.Builder changed = model.toBuilder().setIrVersion(irVersion);
        changed.getOpsetImportBuilder(0).setVersion(opset);
        if (reads) {
            RuntimeLimits.require(changed.build(), version, "model.onnx");
        } else {
            assertThrows(OnnxException.class, () -> RuntimeLimits.require(changed.build(), version, "model.onnx"));
        }
    }

    @Test
    void weightsInAnotherFileAreNotFetched() {
        assertEquals(
                "model.onnx keeps the weight 'conv1_weight' in another file, which is not read; export the model with"
                        + " tribuo-cnn, or save it with its weights inside",
                refusalOf(changed -> changed.getGraphBuilder()
                        .getInitializerBuilder(0)
                        .clearRawData()
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("../../../../etc/passwd"))));
    }

    @Test
    void anImageTooLargeForAnArrayIsRefused() {
        String refusal = refusalOf(changed -> {
            for (int dimension = 2; dimension < 4; dimension++) {
                changed.getGraphBuilder()
                        .getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(dimension)
                        .setDimValue(999_999_999);
            }
        });
        assertTrue(refusal.startsWith("model.onnx takes image: float[N,1,999999999,999999999], expected"), refusal);
    }

    @Test
    void aPixelMaximumThatIsNoneIsRefused() {
        for (String maximum : new String[] {"0", "-1", "NaN", "Infinity", "many"}) {
            assertEquals(
                    "the 'pixel_maximum' in the ONNX model's metadata is '" + maximum
                            + "', expected a positive number such as 255; export the model again",
                    refusalOf(changed -> changed.getMetadataPropsBuilderList().stream()
                            .filter(entry -> entry.getKey().equals("pixel_maximum"))
                            .forEach(entry -> entry.setValue(maximum))));
        }
    }

    @Test
    void aProviderThatIsNotThereIsNamedWithTheRemedy() {
        OnnxException refusal = assertThrows(
                OnnxException.class,
                () -> OnnxClassifier.of(
                        OnnxFile.bytes(model),
                        "model.onnx",
                        ServingOptions.DEFAULT.withProvider(ExecutionProvider.CUDA)));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("ONNX Runtime 1.29.0 has no CUDA here, only ["), message);
        assertTrue(
                message.endsWith("; take the artifact com.microsoft.onnxruntime:onnxruntime_gpu in place of"
                        + " onnxruntime, or compute with CPU"),
                message);
    }

    /** What damage does in the middle of a file: refused in a sentence, or answered, never anything else. */
    @Test
    void filesWithChangedBytesNeverBreakTheJvm() {
        byte[] bytes = OnnxFile.bytes(model);
        long seed = 20_261;
        Random random = new Random(seed);
        float[] answer = new float[10];
        for (int round = 0; round < 150; round++) {
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 1 + round % 5; i++) {
                // Most of the file is weights, where damage is only a wrong number: look for the rest.
                int at = random.nextBoolean() ? random.nextInt(4_000) : bytes.length - 1 - random.nextInt(4_000);
                damaged[at] = (byte) random.nextInt(256);
            }
            try (OnnxClassifier classifier = OnnxClassifier.of(damaged, "damaged", ServingOptions.DEFAULT)) {
                classifier.probabilities(new float[784], classifier.imageShape().size() == 784 ? 1 : 0, answer);
            } catch (OnnxException | IllegalArgumentException refusal) {
                assertTrue(String.valueOf(refusal.getMessage()).length() > 20, "seed " + seed + ": " + refusal);
            }
        }
    }
}
