/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tribuo.Model;

/**
 * A network in a file.
 *
 * @param file what {@code model.tribuo} is
 */
record SavedModel(Path file) {
    private static final String REMEDY = "; train one (mvn mnist-cnn:train), or name its file by -Dmnist-cnn.modelFile";

    /**
     * Reads the network.
     *
     * @throws WorkException if there is none, or something else
     */
    CNNModel read() throws WorkException {
        requireFile(file);
        try {
            Model<?> model = Model.deserializeFromFile(file);
            if (model instanceof CNNModel network) {
                return network;
            }
            throw new WorkException(file + " holds a " + model.getClass().getName() + ", expected a network" + REMEDY);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new WorkException(
                    file + " is no saved network, or a damaged one (" + e.getMessage() + ")" + REMEDY, e);
        }
    }

    /**
     * Insists on a file.
     *
     * @throws WorkException if it is not there
     */
    static void requireFile(Path file) throws WorkException {
        if (!Files.isRegularFile(file)) {
            throw new WorkException("there is no " + file + REMEDY);
        }
    }
}
