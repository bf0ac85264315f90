/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The reference network, trained on the first images of real MNIST for as long as a test may take. */
final class MnistNetwork {
    private static final int TRAINING_IMAGES = 8_000;

    private static @Nullable MnistNetwork shared;

    private final CNNModel model;
    private final ImageSet training;
    private final ImageSet test;

    private MnistNetwork(CNNModel model, ImageSet training, ImageSet test) {
        this.model = model;
        this.training = training;
        this.test = test;
    }

    /** Skips the test where MNIST is not at hand. */
    static synchronized MnistNetwork trained() throws IOException {
        String folder = System.getenv("MNIST_DIR");
        assumeTrue(
                folder != null,
                "MNIST_DIR is not set; set it to the folder that holds the four IDX files of MNIST to run this test");
        if (shared == null) {
            Path mnist = Path.of(String.valueOf(folder));
            IdxImageSource training = new IdxImageSource(pair(mnist, "train"), TRAINING_IMAGES, false);
            CNNModel model = CNNTrainer.builder().seed(1).epochs(1).build().train(new ImageDataset(training));
            shared = new MnistNetwork(
                    model, training.images(), pair(mnist, "t10k").read());
        }
        return shared;
    }

    private static IdxPair pair(Path folder, String part) {
        return IdxPair.of(file(folder, part + "-images-idx3-ubyte"), file(folder, part + "-labels-idx1-ubyte"));
    }

    private static Path file(Path folder, String name) {
        Path packed = folder.resolve(name + ".gz");
        return Files.exists(packed) ? packed : folder.resolve(name);
    }

    CNNModel model() {
        return model;
    }

    PixelSource trainingPixels() {
        return (index, target, offset) -> training.copyPixels(index, 255f, target, offset);
    }

    PixelSource testPixels() {
        return (index, target, offset) -> test.copyPixels(index, 255f, target, offset);
    }

    int testCount() {
        return test.size();
    }

    LabelledImages test() {
        return new LabelledImages(testPixels(), index -> Integer.toString(test.label(index)), test.size());
    }
}
