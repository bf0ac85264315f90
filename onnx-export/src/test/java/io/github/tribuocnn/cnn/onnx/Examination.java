/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a runtime in another process is asked: a file, images as plain bytes in the layout that all but Java take, and, kept
 * back, the answers of the trained network. On all test images of MNIST where they are at hand, otherwise on a few random
 * ones.
 */
final class Examination {
    private static final int RANDOM_IMAGES = 16;

    private final ImageShape shape;
    private final int count;
    private final byte[] model;
    private final byte[] images;
    private final float[] answers;

    private Examination(
            ImageShape shape,
            TrainedNetwork network,
            ProbabilityModel trained,
            PixelInput input,
            PixelSource pixels,
            int count) {
        this.shape = shape;
        this.count = count;
        float[] values = new float[count * shape.size()];
        for (int i = 0; i < count; i++) {
            pixels.copyPixels(i, values, i * shape.size());
        }
        model = OnnxFile.bytes(
                new OnnxExporter(ExportForm.DEFAULT.withInput(input)).export(network, ExportDetails.NONE));
        images = bytes(Forms.channelsFirst(values, shape), input);
        answers = Forms.inFileOrder(trained, values, count);
    }

    static Examination with(PixelInput input) throws IOException {
        if (System.getenv("MNIST_DIR") == null) {
            RandomNetwork network = RandomNetwork.reference(21);
            return new Examination(
                    network.architecture().input(),
                    network.trained(),
                    network.classifier(),
                    input,
                    network.pixels(RANDOM_IMAGES),
                    RANDOM_IMAGES);
        }
        MnistNetwork mnist = MnistNetwork.trained();
        return new Examination(
                mnist.model().architecture().input(),
                TrainedNetwork.of(mnist.model()),
                ProbabilityModel.of(mnist.model()),
                input,
                mnist.testPixels(),
                mnist.testCount());
    }

    /** The file. */
    byte[] model() {
        return model;
    }

    /** The pixels: images one after the other, channel by channel; floats little-endian. */
    byte[] images() {
        return images;
    }

    /** Puts file and pixels where a program finds them. */
    void write(Path modelFile, Path imageFile) throws IOException {
        Files.write(modelFile, model);
        Files.write(imageFile, images);
    }

    /** Count, channels, height, width. */
    int[] dims() {
        return new int[] {count, shape.channels(), shape.height(), shape.width()};
    }

    /** Insists on the trained network's answers. */
    void grade(byte[] found, String runtime) {
        assertEquals(answers.length * Float.BYTES, found.length, "bytes of probabilities");
        float[] values = new float[answers.length];
        ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        Comparison comparison = new Comparison();
        comparison.add(answers, values, WeightLayout.unchangedOrder(answers.length / count), count);
        comparison.result(runtime, "as installed").requireAgreement();
    }

    private static byte[] bytes(float[] values, PixelInput input) {
        if (input == PixelInput.FLOAT) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i] * 255);
        }
        return bytes;
    }
}
