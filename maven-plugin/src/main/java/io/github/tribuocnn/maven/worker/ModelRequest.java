/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Work on a saved network.
 *
 * @param data the images it was trained and is tested on
 * @param model absolute path of the saved network
 * @param onnx absolute path of the file exported from it, or null if the work needs none
 */
public record ModelRequest(
        DataRequest data, Path model, @Nullable Path onnx) implements Request {

    @Override
    public void write(Path file) throws IOException {
        data.addTo(new RequestFile()).with("model", model).with("onnx", onnx).write(file);
    }

    static ModelRequest read(Path file) throws IOException {
        RequestFile values = RequestFile.read(file);
        return new ModelRequest(DataRequest.in(values), values.path("model"), values.pathOrNull("onnx"));
    }
}
