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
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxPackageTest {
    private final RandomNetwork network = Forms.networks().get(1);
    private final ExportDetails details = ExportDetails.NONE
            .withDataset("animals", "1".repeat(64))
            .withSeed(7)
            .withTest(0.5, 20);

    @TempDir
    Path folder;

    private OnnxPackage standard() {
        return OnnxPackage.of(network.trained(), network.classifier(), details, ExportForm.DEFAULT);
    }

    private LabelledImages images() {
        return new LabelledImages(network.pixels(20), index -> "cat", 20);
    }

    private List<String> filesIn(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> where.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> entriesOf(Path where) throws IOException {
        try (Stream<Path> entries = Files.list(where)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }

    @Test
    void theFolderHoldsTheModelItsGoldenDataItsCardAndTheChecksums() throws IOException {
        Path target = folder.resolve("handed-on");
        List<PackagedFile> files = standard()
                .with(
                        "model-u8.onnx",
                        ExportForm.DEFAULT.withInput(PixelInput.UINT8).withOutputs(OutputForm.LABEL_AND_PROBABILITIES))
                .write(target, images());
        assertEquals(
                List.of(
                        "SHA256SUMS",
                        "model-u8.onnx",
                        "model-u8_test_data_set_0/input_0.pb",
                        "model-u8_test_data_set_0/output_0.pb",
                        "model-u8_test_data_set_0/output_1.pb",
                        "model.json",
                        "model.onnx",
                        "test_data_set_0/input_0.pb",
                        "test_data_set_0/output_0.pb"),
                filesIn(target));
        assertEquals(
                List.of("model.onnx", "model-u8.onnx"),
                files.stream().map(PackagedFile::name).toList());
        assertEquals(List.of("handed-on"), entriesOf(folder));
    }

    @Test
    void theChecksumsAreThoseOfTheFiles() throws IOException {
        standard().write(folder, images());
        List<String> lines = Files.readAllLines(folder.resolve("SHA256SUMS"));
        assertEquals(4, lines.size());
        for (String line : lines) {
            assertEquals(line.substring(0, 64), Sha256.of(Files.readAllBytes(folder.resolve(line.substring(66)))));
        }
    }

    @Test
    void theGoldenDataAreTheAnswersOfTheTrainedNetworkInTheColumnsOfTheFile() throws IOException {
        standard().write(folder, images());
        TensorProto output = TensorProto.parseFrom(Files.readAllBytes(folder.resolve("test_data_set_0/output_0.pb")));
        assertEquals("probabilities float[4,4]", output.getName() + " " + TensorType.of(output));
        float[] golden = PlainTensor.of(output).data();
        assertArrayEquals(Forms.inFileOrder(network, network.images(4), 4), golden);
    }

    @Test
    void theReceiverVerifiesEveryFormWithoutTheNetwork() throws IOException {
        int number = 0;
        OnnxPackage all = standard();
        for (ExportForm form : Forms.all().values()) {
            all.with("form-" + number++ + ".onnx", form);
        }
        List<PackagedFile> files = all.withCompressed(
                        "half.onnx", Compression.FLOAT16_WEIGHTS, new CompressionLimits(1, 1), network.pixels(20), 20)
                .write(folder, images());
        for (PackagedFile file : files) {
            Verification found = new OnnxVerifier()
                    .verifyGoldenData(folder.resolve(file.name()))
                    .requireAgreement();
            assertTrue(found.images() >= 1);
            OnnxVerifier.inPlainJava()
                    .verifyGoldenData(folder.resolve(file.name()))
                    .requireAgreement();
        }
    }

    @Test
    void theCardSaysWhatAUserHasToKnow() throws IOException {
        standard().write(folder, images());
        JsonObject card = JsonParser.parseString(Files.readString(folder.resolve("model.json")))
                .getAsJsonObject();
        assertEquals("[\"cat\",\"dog\",\"frog\",\"ship\"]", card.get("labels").toString());
        assertEquals(7, card.get("seed").getAsInt());
        assertEquals("animals", card.get("dataset").getAsString());
        assertEquals(0.5, card.get("test_accuracy").getAsDouble());
        JsonObject file = card.getAsJsonArray("files").get(0).getAsJsonObject();
        assertEquals("model.onnx", file.get("file").getAsString());
        assertEquals(13, file.get("operatorSet").getAsInt());
        assertEquals(
                "float[N,3,11,10]",
                file.getAsJsonArray("inputs")
                        .get(0)
                        .getAsJsonObject()
                        .get("type")
                        .getAsString());
        assertTrue(file.get("preprocessing").getAsString().startsWith("divide each stored value by 255"));
        JsonObject verified = file.getAsJsonObject("verified");
        assertEquals(20, verified.get("images").getAsInt());
        assertTrue(verified.get("by").getAsString().startsWith("ONNX Runtime 1."));
    }

    @Test
    void oneModelGivesOnePackage() throws IOException {
        standard().write(folder.resolve("a"), images());
        standard().write(folder.resolve("b"), images());
        for (String file : filesIn(folder.resolve("a"))) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("a").resolve(file)),
                    Files.readAllBytes(folder.resolve("b").resolve(file)),
                    file);
        }
    }

    @Test
    void aFileThatDoesNotAgreeLeavesWhatWasThere() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.writeString(target.resolve("model.onnx"), "older");
        Files.writeString(target.resolve("SHA256SUMS"), "older");
        RandomNetwork other = RandomNetwork.of(
                network.architecture().text(),
                network.architecture().input(),
                network.classifier().labels(),
                99);
        OnnxPackage wrong = OnnxPackage.of(network.trained(), other.classifier(), details, ExportForm.DEFAULT);
        assertThrows(VerificationException.class, () -> wrong.write(target, images()));
        assertEquals(List.of("SHA256SUMS", "model.onnx"), filesIn(target));
        assertEquals("older", Files.readString(target.resolve("model.onnx")));
        assertEquals(List.of("target"), entriesOf(folder));
    }

    /** Calibrated on a black image, a hidden unit tells 0 from 1 and nothing between. */
    @Test
    void aCompressedFilePastItsLimitsIsNotWritten() throws IOException {
        Architecture architecture = Architecture.parse("flatten, dense 2 relu, dense 2", new ImageShape(1, 2, 1));
        float[] larger = {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0.01f, 0};
        TrainedNetwork which = new TrainedNetwork(architecture, larger, List.of("0", "1"), 255, null);
        ProbabilityModel trained =
                new PlainClassifier(new OnnxExporter().export(which, ExportDetails.NONE), "the larger pixel");
        OnnxPackage files = OnnxPackage.of(which, trained, ExportDetails.NONE, ExportForm.DEFAULT)
                .withCompressed(
                        "model-int8.onnx", Compression.INT8, CompressionLimits.DEFAULT, (i, target, offset) -> {}, 1);
        LabelledImages right = new LabelledImages(
                (index, target, offset) -> {
                    target[offset] = 0.4f;
                    target[offset + 1] = 0.45f;
                },
                index -> "1",
                2);
        assertEquals(
                "INT8 is refused: on 2 images the accuracy falls by 100.000 percentage points (at most 0.100 is"
                        + " accepted) and 2 predictions change (at most 0); raise the limits, calibrate with more images,"
                        + " or keep the file as it is",
                assertThrows(OnnxException.class, () -> files.write(folder.resolve("target"), right))
                        .getMessage());
        assertEquals(List.of(), entriesOf(folder));
    }

    @Test
    void aChangedFileIsFoundByItsChecksum() throws IOException {
        standard().write(folder, images());
        Path file = folder.resolve("model.onnx");
        ModelProto changed = OnnxFile.read(file).toBuilder().setModelVersion(2).build();
        Files.write(file, changed.toByteArray());
        String message =
                String.valueOf(assertThrows(OnnxException.class, () -> new OnnxVerifier().verifyGoldenData(file))
                        .getMessage());
        assertTrue(message.endsWith("; the file was changed or damaged, copy it again"), message);
    }

    @Test
    void withoutGoldenDataNothingIsVerified() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(Forms.export(network, ExportForm.DEFAULT), file);
        assertEquals(
                "there are no golden data for " + file + " at " + folder.resolve("test_data_set_0")
                        + ", so nothing can be run to compare; copy the folder with the model, or verify with the"
                        + " trained model and images",
                assertThrows(IOException.class, () -> new OnnxVerifier().verifyGoldenData(file))
                        .getMessage());
    }

    @Test
    void goldenDataOfAnotherModelAreRefused() throws IOException {
        standard().write(folder, images());
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(Forms.export(Forms.networks().get(0), ExportForm.DEFAULT), file);
        Files.delete(folder.resolve("SHA256SUMS"));
        assertEquals(
                folder.resolve("test_data_set_0") + " holds 'image' as float[4,3,11,10], which is not what the model"
                        + " takes or gives; copy the folder that was written with the model",
                assertThrows(OnnxException.class, () -> new OnnxVerifier().verifyGoldenData(file))
                        .getMessage());
    }

    @Test
    void namesThatAreNoneForAFileAreRefused() {
        for (String name : List.of("../model.onnx", "model", ".onnx", "a b.onnx")) {
            assertThrows(IllegalArgumentException.class, () -> standard().with(name, ExportForm.DEFAULT));
        }
        assertEquals(
                "the package has a file model.onnx already; name another",
                assertThrows(IllegalArgumentException.class, () -> standard().with("model.onnx", ExportForm.DEFAULT))
                        .getMessage());
    }
}
