/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnnxExporterTest {
    private static final ExportDetails DETAILS = ExportDetails.NONE
            .withAuthor("Ada")
            .withLicense("CC0-1.0")
            .withDataset("mnist", "0".repeat(64))
            .withSeed(7)
            .withTest(0.98765, 10_000)
            .withPreprocessing("white ink on black");

    private final ModelProto reference =
            new OnnxExporter().export(RandomNetwork.reference(1).trained(), DETAILS);

    @Test
    void theGraphIsTheChainOfTheReferenceNetwork() {
        assertEquals(
                List.of(
                        "Conv conv1",
                        "Relu conv1_relu",
                        "MaxPool maxpool1",
                        "Conv conv2",
                        "Relu conv2_relu",
                        "MaxPool maxpool2",
                        "Flatten flatten1",
                        "Gemm dense1",
                        "Relu dense1_relu",
                        "Gemm dense2",
                        "Softmax softmax"),
                reference.getGraph().getNodeList().stream()
                        .map(node -> node.getOpType() + " " + node.getName())
                        .toList());
        assertEquals(
                List.of(
                        "conv1_weight float[32,1,3,3]", "conv1_bias float[32]",
                        "conv2_weight float[16,32,3,3]", "conv2_bias float[16]",
                        "dense1_weight float[100,400]", "dense1_bias float[100]",
                        "dense2_weight float[10,100]", "dense2_bias float[10]"),
                reference.getGraph().getInitializerList().stream()
                        .map(weight -> weight.getName() + " " + TensorType.of(weight))
                        .toList());
    }

    @Test
    void inputAndOutputAreWhatTheContractNames() {
        GraphProto graph = reference.getGraph();
        assertEquals("image: float[N,1,28,28]", TensorType.describe(graph.getInputList()));
        assertEquals("probabilities: float[N,10]", TensorType.describe(graph.getOutputList()));
        assertEquals("IMAGE", graph.getInput(0).getType().getDenotation());
        assertEquals(
                List.of("DATA_BATCH", "DATA_CHANNEL", "DATA_FEATURE", "DATA_FEATURE"),
                graph.getInput(0).getType().getTensorType().getShape().getDimList().stream()
                        .map(TensorShapeProto.Dimension::getDenotation)
                        .toList());
    }

    @Test
    void theHeaderNamesTheOldestVersionsEveryReaderTakes() {
        assertEquals(7, reference.getIrVersion());
        assertEquals(1, reference.getOpsetImportCount());
        assertEquals(13, reference.getOpsetImport(0).getVersion());
        assertEquals("tribuo-cnn", reference.getProducerName());
        assertTrue(reference.getProducerVersion().matches("[0-9]+\\.[0-9]+\\..*"), reference.getProducerVersion());
        assertEquals("io.github.tribuocnn", reference.getDomain());
    }

    @Test
    void everyNameIsACIdentifier() {
        GraphProto graph = reference.getGraph();
        Stream.of(
                        graph.getNodeList().stream().map(NodeProto::getName),
                        graph.getNodeList().stream().flatMap(node -> node.getOutputList().stream()),
                        graph.getInitializerList().stream().map(TensorProto::getName),
                        graph.getInputList().stream().map(ValueInfoProto::getName),
                        Stream.of(graph.getName()))
                .flatMap(names -> names)
                .forEach(name -> assertTrue(name.matches("[A-Za-z_][A-Za-z0-9_]*"), name));
    }

    @Test
    void theMetadataSayHowToUseTheModel() {
        String sha256 = RandomNetwork.reference(1).trained().weightsSha256();
        assertEquals(
                Map.ofEntries(
                        Map.entry("model_author", "Ada"),
                        Map.entry("model_license", "CC0-1.0"),
                        Map.entry("Image.BitmapPixelFormat", "Gray8"),
                        Map.entry("Image.ColorSpaceGamma", "SRGB"),
                        Map.entry("Image.NominalPixelRange", "Normalized_0_1"),
                        Map.entry("labels", "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]"),
                        Map.entry(
                                "preprocessing",
                                "white ink on black; then divide each stored value by 255, nothing else: no gamma"
                                        + " correction, no mean, no deviation. Shape [N,1,28,28], float32, rows from the"
                                        + " top, columns from the left."),
                        Map.entry("pixel_maximum", "255"),
                        Map.entry(
                                "architecture",
                                RandomNetwork.reference(1).architecture().text()),
                        Map.entry("parameters", "46054"),
                        Map.entry("weights_sha256", sha256),
                        Map.entry("seed", "7"),
                        Map.entry("dataset", "mnist"),
                        Map.entry("dataset_sha256", "0".repeat(64)),
                        Map.entry("test_accuracy", "0.98765"),
                        Map.entry("test_images", "10000")),
                OnnxMetadata.of(reference));
    }

    @Test
    void whatIsNotKnownIsNotInTheMetadata() {
        ModelProto model = new OnnxExporter().export(RandomNetwork.reference(1).trained(), ExportDetails.NONE);
        assertEquals(
                List.of(
                        "Image.BitmapPixelFormat",
                        "Image.ColorSpaceGamma",
                        "Image.NominalPixelRange",
                        "labels",
                        "preprocessing",
                        "pixel_maximum",
                        "architecture",
                        "parameters",
                        "weights_sha256"),
                List.copyOf(OnnxMetadata.of(model).keySet()));
    }

    @Test
    void labelsSurviveWhateverCharactersTheyHave() {
        List<String> labels = List.of("\"quoted\"", "<b>&'", "été 猫\u2028");
        RandomNetwork network = RandomNetwork.of("flatten, dense 3", new ImageShape(2, 2, 1), labels, 3);
        ModelProto model = new OnnxExporter().export(network.trained(), ExportDetails.NONE);
        assertEquals(labels, OnnxMetadata.labelsOf(model));
    }

    @Test
    void imagesOfUnusualDepthCarryNoPixelFormat() {
        RandomNetwork network =
                RandomNetwork.of("flatten, dense 2", new ImageShape(2, 2, 5), RandomNetwork.digits(2), 3);
        ModelProto model = new OnnxExporter().export(network.trained(), ExportDetails.NONE);
        assertEquals("", model.getGraph().getInput(0).getType().getDenotation());
        assertTrue(OnnxMetadata.of(model).keySet().stream().noneMatch(key -> key.startsWith("Image.")));
    }

    @Test
    void oneNetworkAlwaysGivesTheSameBytes() {
        byte[] again = OnnxFile.bytes(
                new OnnxExporter().export(RandomNetwork.reference(1).trained(), DETAILS));
        assertArrayEquals(OnnxFile.bytes(reference), again);
    }

    @Test
    void theBytesOfTheGraphDependOnNoMachine() {
        // A change of this hash is a change of the exported format: make it on purpose, and raise the model version.
        assertEquals(
                "73f8b3e61a83b83657c6a582302f9b22b7444ee424cd20a338deee2c85a9ce12",
                Sha256.of(reference.getGraph().toByteArray()));
    }

    @Test
    void theFileIsNotMuchLargerThanTheWeights() {
        int size = OnnxFile.bytes(reference).length;
        assertTrue(size < 46_054 * Float.BYTES + 5_000, "size " + size);
    }
}
