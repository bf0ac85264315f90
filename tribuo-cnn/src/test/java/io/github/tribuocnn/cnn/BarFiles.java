/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.IDXDataSource;

/**
 * {@link Bars} as the IDX files of a training and a test set; label {@code i} is {@code Bars.LABELS.get(i)}.
 *
 * @param folder where the files are
 */
record BarFiles(Path folder) {
    static final int TRAINING = 120;
    static final int TESTING = 30;

    /** The options that describe a network for them. */
    static final List<String> NETWORK = List.of(
            "--cnn-architecture",
            Bars.NETWORK.text(),
            "--cnn-height",
            "8",
            "--cnn-width",
            "8",
            "--cnn-epochs",
            "6",
            "--cnn-batch-size",
            "8",
            "--cnn-learning-rate",
            "0.01");

    static BarFiles write(Path folder) throws IOException {
        write(folder, "train", Bars.examples(TRAINING, 1));
        write(folder, "test", Bars.examples(TESTING, 2));
        return new BarFiles(folder);
    }

    /** A pair of files of that name. */
    static void write(Path folder, String name, List<Example<Label>> examples) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (Example<Label> example : examples) {
            byte[] image = new byte[Bars.SHAPE.size()];
            for (Feature feature : example) {
                image[Integer.parseInt(feature.getName())] = (byte) feature.getValue();
            }
            pixels.writeBytes(image);
            labels.write(Bars.LABELS.indexOf(example.getOutput().getLabel()));
        }
        Files.write(folder.resolve(name + "-images"), idx(pixels.toByteArray(), examples.size(), 8, 8));
        Files.write(folder.resolve(name + "-labels"), idx(labels.toByteArray(), examples.size()));
    }

    static byte[] idx(byte[] content, int... dimensions) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length) + content.length);
        buffer.put(new byte[] {0, 0, 8, (byte) dimensions.length});
        Arrays.stream(dimensions).forEach(buffer::putInt);
        return buffer.put(content).array();
    }

    /** The training set as Tribuo reads it. */
    IDXDataSource<Label> source() {
        try {
            return new IDXDataSource<>(file("train-images"), file("train-labels"), new LabelFactory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The training set as a dataset of Tribuo's. */
    MutableDataset<Label> dataset() {
        return new MutableDataset<>(source());
    }

    /** The training set as a dataset of images. */
    ImageDataset images() throws IOException {
        return new ImageDataset(new IdxImageSource(file("train-images"), file("train-labels")));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The options that name the files. */
    List<String> options() {
        return List.of(
                "--training-images", file("train-images").toString(),
                "--training-labels", file("train-labels").toString(),
                "--testing-images", file("test-images").toString(),
                "--testing-labels", file("test-labels").toString());
    }
}
