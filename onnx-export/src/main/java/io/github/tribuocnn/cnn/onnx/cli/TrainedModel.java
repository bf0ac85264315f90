/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.Model;

/** Tribuo model files. */
final class TrainedModel {
    private TrainedModel() {}

    /**
     * Loads a network.
     *
     * @throws IOException if the file is missing or damaged, or holds no network
     */
    static CNNModel load(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no model at " + file + "; name a file that serializeToFile wrote");
        }
        Model<?> model;
        try {
            model = Model.deserializeFromFile(file);
        } catch (IllegalStateException | IllegalArgumentException | IOException e) {
            throw new IOException(
                    file + " is no Tribuo model, or a damaged one (" + e.getMessage()
                            + "); name a file that serializeToFile wrote",
                    e);
        }
        if (model instanceof CNNModel network) {
            return network;
        }
        throw new IOException(file + " holds a " + model.getClass().getName()
                + ", expected a network of tribuo-cnn; name another file");
    }

    /**
     * Insists on images of the network's size.
     *
     * @throws IOException if they are of another
     */
    static void requireFit(ImageShape shape, ImageSet images) throws IOException {
        ImageShape found = new ImageShape(images.height(), images.width(), images.channels());
        if (!found.equals(shape)) {
            throw new IOException(
                    "the images are " + found + ", the model takes " + shape + "; give images of that size");
        }
    }
}
