/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.SyntheticDigits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program from end to end, in this JVM: commands in, files, lines and exit codes out. */
class OnnxCommandTest {
    @TempDir
    static Path folder;

    private static Path images;
    private static Path labels;
    private static Path model;
    private static Outcome exportation;

    /** What one run printed, and how it ended. */
    private record Outcome(int exitCode, String out, String err) {
        Outcome ended(int expected) {
            assertEquals(expected, exitCode, err);
            return this;
        }
    }

    private static Outcome run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = OnnxCommand.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    @BeforeAll
    static void trainAndExport() throws IOException {
        ImageSet digits = SyntheticDigits.images(1, 200);
        byte[] pixels = new byte[digits.size() * digits.imageBytes()];
        byte[] numbers = new byte[digits.size()];
        for (int i = 0; i < digits.size(); i++) {
            digits.copyPixels(i, pixels, i * digits.imageBytes());
            numbers[i] = (byte) digits.label(i);
        }
        images = idx("images-idx3-ubyte", pixels, digits.size(), digits.height(), digits.width());
        labels = idx("labels-idx1-ubyte", numbers, digits.size());
        CNNModel trained = CNNTrainer.builder()
                .architecture(Architecture.parse(
                        "conv 4 5x5 stride 2 relu, maxpool 2, flatten, dense 10", new ImageShape(28, 28, 1)))
                .epochs(1)
                .seed(3)
                .build()
                .train(new ImageDataset(new IdxImageSource(images, labels)));
        model = folder.resolve("digits.tribuo");
        trained.serializeToFile(model);
        exportation = run(
                        "export",
                        model,
                        "--output",
                        folder.resolve("out"),
                        "--images",
                        images,
                        "--labels",
                        labels,
                        "--fp16",
                        "--int8",
                        images,
                        "--calibration-images",
                        50,
                        "--max-changed",
                        1,
                        "--max-accuracy-drop",
                        1,
                        "--author",
                        "Ada",
                        "--license",
                        "CC0-1.0",
                        "--dataset",
                        "drawn")
                .ended(0);
    }

    private static Path idx(String name, byte[] content, int... dimensions) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + content.length);
        file.putInt(0x0800 + dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return Files.write(folder.resolve(name), file.put(content).array());
    }

    private static Path exported() {
        return folder.resolve("out/model.onnx");
    }

    @Test
    void exportSaysWhatCompressingCostAndForWhomItIs() {
        String out = exportation.out();
        assertTrue(out.contains("FLOAT16_WEIGHTS" + System.lineSeparator() + "  size      "), out);
        assertTrue(out.contains("INT8" + System.lineSeparator() + "  size      "), out);
        assertTrue(out.contains(" microseconds an image, from "), out);
        assertTrue(out.contains("INT8 is for devices without a fast float unit"), out);
    }

    @Test
    void exportWritesAVerifiedPackage() {
        for (String file : List.of(
                "model.onnx",
                "model-fp16.onnx",
                "model-int8.onnx",
                "model.json",
                "SHA256SUMS",
                "test_data_set_0/input_0.pb")) {
            assertTrue(Files.exists(folder.resolve("out").resolve(file)), file);
        }
    }

    @Test
    void withoutTestImagesNothingIsWrittenUnlessAskedFor() {
        Path target = folder.resolve("bare");
        Outcome refused = run("export", model, "--output", target).ended(2);
        assertEquals(
                "without test images nothing can be verified; give --images and --labels, or write a plain file with"
                        + " --unverified",
                refused.err().strip());
        assertFalse(Files.exists(target));
        Outcome written = run("export", model, "--output", target, "--unverified", "--opset", 17)
                .ended(0);
        assertTrue(written.out().contains("NOT VERIFIED"), written.out());
        Outcome verified = run("verify", target.resolve("model.onnx")).ended(3);
        assertTrue(verified.err().startsWith("there are no golden data for "), verified.err());
    }

    @Test
    void theReceiverVerifiesWithTheGoldenDataAndTheSenderWithTheModel() {
        assertTrue(run("verify", exported()).ended(0).out().contains(" is verified: ONNX Runtime "));
        assertTrue(run("verify", exported(), "--plain-java").ended(0).out().contains("tribuo-cnn in plain Java"));
        Outcome all = run("verify", exported(), "--model", model, "--images", images, "--labels", labels)
                .ended(0);
        assertTrue(all.out().contains("answered 200 images"), all.out());
        assertEquals(2, run("verify", exported(), "--model", model).exitCode());
    }

    @Test
    void aFileThatDoesNotAgreeEndsWithOne() {
        Outcome refused = run(
                        "verify",
                        folder.resolve("out/model-int8.onnx"),
                        "--model",
                        model,
                        "--images",
                        images,
                        "--labels",
                        labels)
                .ended(1);
        assertTrue(refused.err().startsWith("the ONNX file does not answer as the trained network: "), refused.err());
        assertEquals(1, refused.err().lines().count());
    }

    @Test
    void describeShowsTheContractTheMetadataAndTheProvenanceAsATree() {
        String description = run("describe", exported()).ended(0).out();
        for (String line : List.of(
                "input +image: float\\[N,1,28,28\\] - Images, .*",
                "output +probabilities: float\\[N,10\\] - .*",
                "structure +sound",
                "versions +IR 7, operator sets default 13",
                "model_author +Ada",
                "labels +\\[\"0\",.*",
                "test_images +200",
                "provenance",
                "  model CNNModel",
                "    trainer CNNTrainer",
                ".*seed 3")) {
            assertTrue(
                    Pattern.compile("(?m)^" + line + "$").matcher(description).find(), line + " in\n" + description);
        }
    }

    @Test
    void idxFilesAreScored() {
        Outcome lines = run("score", exported(), images).ended(0);
        assertEquals(200, lines.out().lines().count());
        assertTrue(lines.out().lines().findFirst().orElseThrow().matches(".*#0\t[0-9]\t[01]\\.[0-9]{4}"), lines.out());
        String accuracy =
                run("score", exported(), images, "--labels", labels).ended(0).out();
        assertTrue(accuracy.contains("of 200 images classified rightly, accuracy "), accuracy);
    }

    @Test
    void picturesAreScoredAsTheirIdxTwins() throws IOException {
        byte[] pixels = Arrays.copyOfRange(Files.readAllBytes(images), 16, 16 + 784);
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage negative = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 784; i++) {
            picture.getRaster().setSample(i % 28, i / 28, 0, pixels[i] & 0xFF);
            negative.getRaster().setSample(i % 28, i / 28, 0, 255 - (pixels[i] & 0xFF));
        }
        Path png = folder.resolve("digit.png");
        Path inverse = folder.resolve("negative.png");
        ImageIO.write(picture, "png", png.toFile());
        ImageIO.write(negative, "png", inverse.toFile());
        String idx = run("score", exported(), images).out().lines().findFirst().orElseThrow();
        String answer = idx.substring(idx.indexOf('\t'));
        assertEquals(png + answer, run("score", exported(), png).ended(0).out().strip());
        assertEquals(
                inverse + answer,
                run("score", exported(), inverse, "--invert").ended(0).out().strip());
    }

    @Test
    void whatIsMissingOrDamagedEndsWithThreeAndASentence() throws IOException {
        assertEquals(
                "there is no ONNX file at nowhere.onnx; export the model first, or name another file",
                run("describe", "nowhere.onnx").ended(3).err().strip());
        assertEquals(
                "there is no model at nowhere.tribuo; name a file that serializeToFile wrote",
                run("export", "nowhere.tribuo", "--unverified").ended(3).err().strip());
        Path broken = Files.write(folder.resolve("broken.tribuo"), new byte[] {1, 2, 3});
        Outcome damaged = run("export", broken, "--unverified").ended(3);
        assertTrue(damaged.err().startsWith(broken + " is no Tribuo model, or a damaged one"), damaged.err());
        assertEquals(1, damaged.err().lines().count());
    }

    @Test
    void aDamagedOnnxFileEndsWithOneAndASentence() throws IOException {
        byte[] bytes = Files.readAllBytes(exported());
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        for (String command : List.of("verify", "describe")) {
            Outcome refused = run(command, half).ended(1);
            assertTrue(refused.err().contains("is no ONNX model, or a truncated one"), refused.err());
            assertEquals(1, refused.err().lines().count());
        }
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertEquals(2, run().exitCode());
        assertEquals(2, run("explode").exitCode());
        assertEquals(2, run("score", exported()).exitCode());
        Outcome opset = run("export", model, "--unverified", "--opset", 9).ended(2);
        assertTrue(opset.err().startsWith("opset is 9, expected 13 to 21"), opset.err());
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        String help = run("--help").ended(0).out();
        for (String word : List.of("export", "verify", "describe", "score", "Exit codes:")) {
            assertTrue(help.contains(word), help);
        }
        assertTrue(run("--version").ended(0).out().startsWith("tribuo-cnn-onnx "));
    }
}
