/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.SyntheticDigits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;

/** The Java of the README is this file's, and it runs. */
class ReadmeTest {

    private static final String BEGIN = "        // README begins" + System.lineSeparator();
    private static final String END = "        // README ends" + System.lineSeparator();

    private static void readme(Path mnist, Path folder) throws IOException {
        // README begins
        Dataset<Label> train = new ImageDataset(new IdxImageSource(
                mnist.resolve("train-images-idx3-ubyte.gz"), mnist.resolve("train-labels-idx1-ubyte.gz")));
        Dataset<Label> test = new ImageDataset(new IdxImageSource(
                mnist.resolve("t10k-images-idx3-ubyte.gz"), mnist.resolve("t10k-labels-idx1-ubyte.gz")));

        CNNModel model = CNNTrainer.builder().seed(1).build().train(train);
        System.out.println(new LabelEvaluator().evaluate(model, test));

        model.serializeToFile(folder.resolve("digits.tribuo"));
        OnnxFile.write(new OnnxExporter().export(model, ExportDetails.NONE), folder.resolve("digits.onnx"));
        // README ends
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/tribuocnn/cnn/onnx/ReadmeTest.java"));
        String code = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END))
                .stripTrailing()
                .stripIndent();
        assertTrue(code.lines().filter(line -> !line.isBlank()).count() <= 12, code);
        String readme = Files.readString(Path.of("../README.md"));
        assertTrue(readme.contains("```java\n" + code + "\n```"), () -> "The README lacks\n" + code);
    }

    @Test
    void theCodeLeavesAModelAndAnOnnxFileThatAgree(@TempDir Path folder) throws IOException, OnnxException {
        write(SyntheticDigits.images(1, 300), folder, "train");
        write(SyntheticDigits.images(2, 100), folder, "t10k");
        readme(folder, folder);
        CNNModel model = (CNNModel) Model.deserializeFromFile(folder.resolve("digits.tribuo"));
        ImageSet test = SyntheticDigits.images(2, 100);
        Verification verification = new OnnxVerifier()
                .verify(
                        folder.resolve("digits.onnx"),
                        model,
                        (index, target, offset) -> test.copyPixels(index, 255f, target, offset),
                        100);
        assertEquals(0, verification.requireAgreement().disagreements());
    }

    /** Writes images and labels as two gzipped IDX files named like MNIST's. */
    private static void write(ImageSet images, Path folder, String part) throws IOException {
        byte[] pixels = new byte[images.size() * images.imageBytes()];
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < images.size(); i++) {
            images.copyPixels(i, pixels, i * images.imageBytes());
            labels[i] = (byte) images.label(i);
        }
        gzip(folder.resolve(part + "-images-idx3-ubyte.gz"), pixels, images.size(), images.height(), images.width());
        gzip(folder.resolve(part + "-labels-idx1-ubyte.gz"), labels, images.size());
    }

    private static void gzip(Path file, byte[] content, int... dimensions) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
        header.putInt(0x0800 + dimensions.length);
        for (int dimension : dimensions) {
            header.putInt(dimension);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(header.array());
            out.write(content);
        }
    }
}
