/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OnnxCompressorTest {
    private static final int IMAGES = 12;

    private static ModelProto compress(Compression way, RandomNetwork network, ModelProto model) {
        return switch (way) {
            case FLOAT16_WEIGHTS -> OnnxCompressor.halveWeights(model);
            case INT8 -> OnnxCompressor.quantise(model, network.pixels(IMAGES), IMAGES);
        };
    }

    /** Sound by our rules and by the official checker, and run by ONNX Runtime and by plain Java to the same answer. */
    @TestFactory
    Stream<DynamicTest> everyFormCanBeCompressed() {
        return Forms.all().entrySet().stream()
                .flatMap(form -> Forms.networks().stream()
                        .flatMap(network -> Stream.of(Compression.values())
                                .map(way -> dynamicTest(
                                        way + ", " + form.getKey() + ": "
                                                + network.architecture().text(),
                                        () -> canBeCompressed(way, network, form.getValue())))));
    }

    private static void canBeCompressed(Compression way, RandomNetwork network, ExportForm form) {
        ModelProto model = Forms.export(network, form);
        ModelProto compressed = compress(way, network, model);
        assertEquals(List.of(), OnnxStructure.faults(compressed));
        assertTrue(compressed.getSerializedSize() < model.getSerializedSize() + 12_000);
        int columns = network.classifier().labels().size();
        float[] images = network.images(5);
        float[] expected = Forms.inFileOrder(network, images, 5);
        float[] plain = new float[5 * columns];
        new PlainClassifier(compressed, "compressed").probabilities(images, 5, plain);
        assertArrayEquals(expected, plain, way == Compression.INT8 ? 0.15f : 0.01f);
        try (OnnxClassifier classifier =
                OnnxClassifier.of(OnnxFile.bytes(compressed), "compressed", ServingOptions.DEFAULT)) {
            float[] found = new float[5 * columns];
            classifier.probabilities(images, 5, found);
            // Integer arithmetic of a runtime may round a sum to another byte than float arithmetic does.
            assertArrayEquals(plain, found, way == Compression.INT8 ? 0.05f : 2e-6f);
        }
    }

    @TestFactory
    Stream<DynamicTest> theOfficialCheckerAccepts() {
        OfficialChecker.assumeThere();
        return Forms.all().entrySet().stream()
                .flatMap(form -> Stream.of(Compression.values())
                        .map(way -> dynamicTest(way + ", " + form.getKey(), () -> {
                            RandomNetwork network = Forms.networks().get(1);
                            ModelProto model = Forms.export(network, form.getValue());
                            assertNull(OfficialChecker.fault(compress(way, network, model)));
                        })));
    }

    @Test
    void theSameImagesGiveTheSameBytes() {
        RandomNetwork network = RandomNetwork.reference(3);
        ModelProto model = Forms.export(network, ExportForm.DEFAULT);
        assertArrayEquals(
                OnnxFile.bytes(compress(Compression.INT8, network, model)),
                OnnxFile.bytes(compress(Compression.INT8, network, model)));
    }

    /** Which is where processors without VNNI add them up. */
    @Test
    void twoProductsOfAnActivationAndAWeightFitSixteenBits() {
        RandomNetwork network = RandomNetwork.reference(3);
        ModelProto eight = compress(Compression.INT8, network, Forms.export(network, ExportForm.DEFAULT));
        List<TensorProto> weights = eight.getGraph().getInitializerList().stream()
                .filter(weight -> weight.getName().endsWith("weight_quantised"))
                .toList();
        assertEquals(4, weights.size());
        for (TensorProto weight : weights) {
            int largest = 0;
            for (byte value : weight.getRawData().toByteArray()) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertEquals(64, largest, weight.getName());
            assertTrue(2 * 255 * largest <= Short.MAX_VALUE);
        }
    }

    @Test
    void theLogitsStayFloats() {
        RandomNetwork network = RandomNetwork.reference(3);
        ModelProto eight = compress(Compression.INT8, network, Forms.export(network, ExportForm.DEFAULT));
        List<NodeProto> nodes = eight.getGraph().getNodeList();
        assertEquals("Gemm", nodes.get(nodes.size() - 2).getOpType());
        assertEquals("Softmax", nodes.get(nodes.size() - 1).getOpType());
        assertEquals("int8, calibrated on 12 images", OnnxMetadata.of(eight).get("compression"));
    }

    @Test
    void aWeightBeyondSixteenBitsIsNamed() {
        Architecture architecture = Architecture.parse("flatten, dense 2", new ImageShape(1, 1, 1));
        ModelProto model = new OnnxExporter()
                .export(
                        new TrainedNetwork(architecture, new float[] {70_000, 0, 0, 0}, List.of("a", "b"), 1, null),
                        ExportDetails.NONE);
        assertEquals(
                "the weight 'dense1_weight' holds 70000.0, which 16 bits cannot (at most 65504.0); keep the file as it"
                        + " is",
                assertThrows(OnnxException.class, () -> OnnxCompressor.halveWeights(model))
                        .getMessage());
    }

    /** A file whose float form was right on 98.72 % of the images. */
    private static CompressionReport eightBits(double accuracy, int changedPredictions, double maxAbsDifference) {
        return new CompressionReport(
                Compression.INT8,
                10_000,
                new CompressionReport.Measured(185_867, 0.9872, 19),
                new CompressionReport.Measured(51_940, accuracy, 25),
                changedPredictions,
                maxAbsDifference);
    }

    @Test
    void whatPassesALimitIsRefused() {
        CompressionReport report = eightBits(0.9850, 31, 0.2);
        assertSame(report, report.requireWithin(new CompressionLimits(0.0023, 0.0031)));
        assertEquals(
                "INT8 is refused: on 10,000 images the accuracy falls by 0.220 percentage points (at most 0.100 is"
                        + " accepted) and 31 predictions change (at most 20); raise the limits, calibrate with more"
                        + " images, or keep the file as it is",
                assertThrows(OnnxException.class, () -> report.requireWithin(CompressionLimits.DEFAULT))
                        .getMessage());
        assertThrows(OnnxException.class, () -> report.requireWithin(new CompressionLimits(0.0021, 1)));
        assertThrows(OnnxException.class, () -> report.requireWithin(new CompressionLimits(1, 0.0030)));
    }

    @Test
    void whatBecameMoreAccurateDoesNotFall() {
        CompressionReport report = eightBits(0.9895, 31, 0.2);
        String refusal =
                String.valueOf(assertThrows(OnnxException.class, () -> report.requireWithin(CompressionLimits.DEFAULT))
                        .getMessage());
        assertTrue(refusal.contains("the accuracy falls by 0.000 percentage points"), refusal);
    }

    @Test
    void answersThatAreNoNumbersAreRefusedWhateverTheLimits() {
        CompressionReport.Measured file = new CompressionReport.Measured(1, 1, 1);
        CompressionReport report = new CompressionReport(Compression.INT8, 1, file, file, 0, Double.NaN);
        assertThrows(OnnxException.class, () -> report.requireWithin(new CompressionLimits(1, 1)));
    }

    @Test
    void theReportSaysWhatItCostsAndForWhomItIs() {
        String report = eightBits(0.9871, 3, 0.02).toString();
        assertEquals(
                String.format(
                        "INT8%n  size      51,940 bytes, from 185,867 (-72 %%)%n  accuracy  98.71 %%, from 98.72 %%, on"
                                + " 10,000 images%n  changed   3 predictions, largest difference of a probability"
                                + " 0.020%n  speed     25.0 microseconds an image, from 19.0%n  INT8 is for devices"
                                + " without a fast float unit, not for speed on a processor like this one"),
                report);
    }

    @Test
    void outliersAreClipped() {
        ActivationHistogram histogram = new ActivationHistogram();
        float[] values = new float[100_000];
        Random random = new Random(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs((float) random.nextGaussian());
        }
        values[0] = 1000;
        histogram.stretch(values);
        histogram.count(values);
        ActivationRange range = histogram.range();
        assertEquals(0, range.zero());
        assertTrue(range.scale() * 255 < 200, range::toString);
        assertTrue(range.scale() * 255 > 3, range::toString);
    }

    @Test
    void zeroIsAlwaysExact() {
        assertEquals(new ActivationRange(1f / 255, 0), ActivationRange.of(0.5, 1));
        assertEquals(255, ActivationRange.of(-1, -0.5).zero());
        assertEquals(new ActivationRange(1, 0), ActivationRange.of(0, 0));
    }
}
