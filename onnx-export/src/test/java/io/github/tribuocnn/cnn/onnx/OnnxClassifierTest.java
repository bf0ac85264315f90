/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {
    private final RandomNetwork network = RandomNetwork.reference(1);
    private final ModelProto model = new OnnxExporter().export(network.trained(), ExportDetails.NONE);

    private OnnxClassifier open() {
        return OnnxClassifier.of(OnnxFile.bytes(model), "model.onnx", ServingOptions.DEFAULT);
    }

    private String refusalOf(Consumer<ModelProto.Builder> change) {
        ModelProto.Builder changed = model.toBuilder();
        change.accept(changed);
        OnnxException refusal = assertThrows(
                OnnxException.class,
                () -> OnnxClassifier.of(OnnxFile.bytes(changed.build()), "model.onnx", ServingOptions.DEFAULT));
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void aFileSaysWhatItIs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(model, file);
        try (OnnxClassifier classifier = OnnxClassifier.open(file)) {
            assertEquals(RandomNetwork.digits(10), classifier.labels());
            assertEquals(RandomNetwork.MNIST, classifier.imageShape());
            assertEquals("46054", classifier.metadata().get(OnnxMetadata.PARAMETERS));
        }
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws InterruptedException, ExecutionException {
        float[] images = network.images(5);
        float[] expected = new float[50];
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (OnnxClassifier classifier = open()) {
            classifier.probabilities(images, 5, expected);
            List<Future<float[]>> answers = IntStream.range(0, 64)
                    .mapToObj(i -> pool.submit(() -> {
                        float[] found = new float[50];
                        classifier.probabilities(images, 5, found);
                        return found;
                    }))
                    .toList();
            for (Future<float[]> answer : answers) {
                assertArrayEquals(expected, answer.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void closingUnderCallsEndsThemWithoutTakingTheJvmDown() throws InterruptedException, ExecutionException {
        float[] images = network.images(64);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                OnnxClassifier classifier = open();
                List<Future<String>> calls = IntStream.range(0, 4)
                        .mapToObj(i -> pool.submit(() -> untilRefused(classifier, images)))
                        .toList();
                classifier.close();
                for (Future<String> call : calls) {
                    assertEquals("this classifier is closed; open the file again", call.get());
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static String untilRefused(OnnxClassifier classifier, float[] images) {
        float[] found = new float[640];
        while (true) {
            try {
                classifier.probabilities(images, 64, found);
            } catch (IllegalStateException refusal) {
                return String.valueOf(refusal.getMessage());
            }
        }
    }

    @Test
    void closingTwiceIsFine() {
        OnnxClassifier classifier = open();
        classifier.close();
        classifier.close();
        assertThrows(IllegalStateException.class, () -> classifier.probabilities(new float[784], 1, new float[10]));
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        try (OnnxClassifier classifier = open()) {
            assertEquals(
                    "images holds 784 values, expected at least 2 x 784 for a count of 2",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> classifier.probabilities(new float[784], 2, new float[20]))
                            .getMessage());
            assertEquals(
                    "probabilities holds 9 values, expected at least 1 x 10 for a count of 1",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> classifier.probabilities(new float[784], 1, new float[9]))
                            .getMessage());
        }
    }

    @Test
    void arraysMayBeLongerThanTheBatch() {
        try (OnnxClassifier classifier = open()) {
            float[] images = network.images(3);
            float[] expected = new float[20];
            classifier.probabilities(images, 2, expected);
            float[] found = new float[40];
            classifier.probabilities(images, 2, found);
            for (int i = 0; i < 40; i++) {
                assertEquals(i < 20 ? expected[i] : 0, found[i]);
            }
        }
    }

    @Test
    void aFileWithoutLabelsIsRefused() {
        assertEquals(
                "the ONNX model has no 'labels' in its metadata, so its columns have no names; expected a JSON array such"
                        + " as [\"cat\",\"dog\"]; export the model with tribuo-cnn, or add the entry",
                refusalOf(ModelProto.Builder::clearMetadataProps));
    }

    @Test
    void labelsThatAreNoJsonArrayAreRefused() {
        for (String labels : List.of("cat, dog", "", "null", "[\"cat\",null]", "{\"0\":\"cat\"}", "[[1]]")) {
            assertEquals(
                    "the 'labels' in the ONNX model's metadata are " + labels
                            + ", expected a JSON array of strings such as [\"cat\",\"dog\"]",
                    refusalOf(changed -> changed.clearMetadataProps()
                            .addMetadataProps(StringStringEntryProto.newBuilder()
                                    .setKey("labels")
                                    .setValue(labels))));
        }
    }

    @Test
    void aFileWithAnotherInputIsRefused() {
        assertEquals(
                "model.onnx takes input: float[N,1,28,28], expected one input image: float32 or uint8 [N,C,H,W];"
                        + " export the model with tribuo-cnn, in another form than Tribuo's flat one",
                refusalOf(
                        changed -> changed.getGraphBuilder().getInputBuilder(0).setName("input")));
    }

    @Test
    void aFileWithAnotherNumberOfColumnsThanLabelsIsRefused() {
        assertEquals(
                "model.onnx gives probabilities: float[N,10], expected probabilities or logits: float32 [N,2], a column"
                        + " for each of its 2 labels; export the model with tribuo-cnn",
                refusalOf(changed -> changed.clearMetadataProps()
                        .addMetadataProps(StringStringEntryProto.newBuilder()
                                .setKey("labels")
                                .setValue("[\"no\",\"yes\"]"))));
    }

    @Test
    void whatOnnxRuntimeRefusesIsSaidWithItsVersion() {
        String refusal =
                refusalOf(changed -> changed.getGraphBuilder().getNodeBuilder(0).setOpType("Convolve"));
        assertTrue(refusal.startsWith("ONNX Runtime 1.29.0 refuses model.onnx: "), refusal);
    }

    @Test
    void noThreadsAreRefused() {
        assertEquals(
                "threads is 0, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> ServingOptions.DEFAULT.withThreads(0))
                        .getMessage());
    }
}
