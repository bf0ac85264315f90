/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class OnnxVerifierTest {
    private static final int IMAGES = 20;

    private final RandomNetwork network = RandomNetwork.reference(1);
    private final ModelProto model = new OnnxExporter().export(network.trained(), ExportDetails.NONE);

    @TempDir
    Path folder;

    private Path written(ModelProto content) throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(content, file);
        return file;
    }

    private Verification verify(ModelProto content) throws IOException {
        return new OnnxVerifier().verify(written(content), network.classifier(), network.pixels(IMAGES), IMAGES);
    }

    @Test
    void anExportedNetworkAgreesOnEveryImage() throws IOException {
        Verification verification = verify(model);
        assertSame(verification, verification.requireAgreement());
        assertEquals(IMAGES, verification.images());
        assertEquals(0, verification.disagreements());
        assertTrue(verification.maxAbsDifference() < 1e-5, verification::toString);
        assertEquals("1.29.0", verification.runtimeVersion());
    }

    @Test
    void moreImagesThanOneBatchAreAllCompared() throws IOException {
        RandomNetwork small = RandomNetwork.of(
                "conv 2 3x3 relu, flatten, dense 3", new ImageShape(6, 6, 1), RandomNetwork.digits(3), 8);
        Path file = written(new OnnxExporter().export(small.trained(), ExportDetails.NONE));
        float[] white = new float[36];
        Arrays.fill(white, 1);
        ProbabilityModel wrongAboutTheLast = new ProbabilityModel() {
            @Override
            public List<String> labels() {
                return small.naive().labels();
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                small.naive().probabilities(images, count, probabilities);
                for (int i = 0; i < count; i++) {
                    if (Arrays.equals(images, i * 36, (i + 1) * 36, white, 0, 36)) {
                        probabilities[i * 3] += 0.5f;
                    }
                }
            }
        };
        float[] random = small.images(600);
        PixelSource images = (index, target, offset) ->
                System.arraycopy(index == 599 ? white : random, index == 599 ? 0 : index * 36, target, offset, 36);
        new OnnxVerifier().verify(file, small.naive(), images, 600).requireAgreement();
        new OnnxVerifier().verify(file, wrongAboutTheLast, images, 599).requireAgreement();
        Verification all = new OnnxVerifier().verify(file, wrongAboutTheLast, images, 600);
        assertEquals(600, all.images());
        assertEquals(0.5, all.maxAbsDifference(), 1e-5);
    }

    @Test
    void labelsInAnotherOrderThanTheNetworksAgreeToo() throws IOException {
        RandomNetwork animals = RandomNetwork.of(
                "conv 2 2x2 relu, flatten, dense 4", new ImageShape(4, 4, 3), List.of("frog", "cat", "ship", "dog"), 5);
        Path file = written(new OnnxExporter().export(animals.trained(), ExportDetails.NONE));
        new OnnxVerifier(2)
                .verify(file, animals.naive(), animals.pixels(20), 20)
                .requireAgreement();
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfFormIsRefusedBeforeItRuns() {
        return Faults.ofForm().entrySet().stream()
                .map(fault -> dynamicTest(fault.getKey(), () -> {
                    OnnxException refusal = assertThrows(OnnxException.class, () -> verify(broken(fault.getValue())));
                    assertTrue(String.valueOf(refusal.getMessage()).contains(fault.getKey()), refusal::toString);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfMeaningIsFoundInTheAnswers() {
        return Faults.ofMeaning().entrySet().stream()
                .map(fault -> dynamicTest(fault.getKey(), () -> {
                    ModelProto broken = broken(fault.getValue());
                    assertEquals(List.of(), OnnxStructure.faults(broken));
                    Verification found = verify(broken);
                    VerificationException refusal = assertThrows(VerificationException.class, found::requireAgreement);
                    assertSame(found, refusal.verification());
                    Verification plain = OnnxVerifier.inPlainJava()
                            .verify(written(broken), network.classifier(), network.pixels(IMAGES), IMAGES);
                    assertThrows(VerificationException.class, plain::requireAgreement);
                }));
    }

    @Test
    void whatPlainJavaVerifiedSaysSo() throws IOException {
        Verification found = OnnxVerifier.inPlainJava()
                .verify(written(model), network.classifier(), network.pixels(IMAGES), IMAGES)
                .requireAgreement();
        assertEquals("tribuo-cnn in plain Java", found.runtime());
    }

    @Test
    void whatNothingRanIsNotVerified() {
        assertEquals(
                "images is 0, expected at least 1: without an image nothing is verified",
                assertThrows(IllegalArgumentException.class, () -> new Verification(0, 0, 0, "ONNX Runtime", "1.29.0"))
                        .getMessage());
    }

    private ModelProto broken(Consumer<ModelProto.Builder> fault) {
        ModelProto.Builder broken = model.toBuilder();
        fault.accept(broken);
        return broken.build();
    }

    @Test
    void aNetworkThatAnswersNaNNeverAgrees() throws IOException {
        ProbabilityModel notANumber = new ProbabilityModel() {
            @Override
            public List<String> labels() {
                return network.naive().labels();
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                network.naive().probabilities(images, count, probabilities);
                probabilities[0] = Float.NaN;
            }
        };
        Verification found = new OnnxVerifier().verify(written(model), notANumber, network.pixels(2), 2);
        assertTrue(Double.isNaN(found.maxAbsDifference()));
        assertEquals(1, found.disagreements());
        assertThrows(VerificationException.class, found::requireAgreement);
    }

    @Test
    void theRefusalHoldsTheFacts() {
        VerificationException refusal = assertThrows(
                VerificationException.class,
                () -> new Verification(10, 0.25, 3, "ONNX Runtime", "1.29.0").requireAgreement());
        assertEquals(
                "the ONNX file does not answer as the trained network: over 10 images the largest difference of a"
                        + " probability is 0.250 (at most 1.00e-05 is accepted) and 3 most probable labels differ (none"
                        + " may), run by ONNX Runtime 1.29.0; do not use this file, export the model again and, if it"
                        + " stays so, report it with the architecture",
                refusal.getMessage());
    }

    @Test
    void oneChangedLabelIsTooManyHoweverSmallTheDifference() {
        assertThrows(
                VerificationException.class,
                () -> new Verification(10, 0, 1, "ONNX Runtime", "1.29.0").requireAgreement());
    }

    @Test
    void aToleranceCanBeChosen() {
        Verification verification = new Verification(10, 1e-3, 0, "ONNX Runtime", "1.29.0");
        assertSame(verification, verification.requireAgreement(1e-3));
        assertThrows(VerificationException.class, verification::requireAgreement);
    }

    @Test
    void withoutAnImageNothingIsVerified() throws IOException {
        Path file = written(model);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new OnnxVerifier().verify(file, network.naive(), network.pixels(0), 0));
        assertEquals("count is 0, expected at least 1: without an image nothing is verified", refusal.getMessage());
    }

    @Test
    void theFileOfAnotherNetworkIsNamedByItsLabels() throws IOException {
        RandomNetwork other = RandomNetwork.of("flatten, dense 2", RandomNetwork.MNIST, List.of("no", "yes"), 2);
        Path file = written(model);
        OnnxException refusal = assertThrows(
                OnnxException.class, () -> new OnnxVerifier().verify(file, other.naive(), other.pixels(1), 1));
        assertEquals(
                "the file's labels are [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], the network's are [no, yes]; compare a file with"
                        + " the network it was exported from",
                refusal.getMessage());
    }

    @Test
    void exactTiesAgreeWhicheverSideNamesFirst() {
        Comparison comparison = new Comparison();
        comparison.add(new float[] {0.5f, 0.5f}, new float[] {0.5f, 0.5f}, new int[] {1, 0}, 1);
        assertEquals(0, comparison.result("", "").disagreements());
        assertFalse(comparison.result("", "").maxAbsDifference() > 0);
    }
}
