/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The export of a saved network.
 *
 * @param data the images the file is proved on
 * @param model absolute path of the saved network
 * @param fileName the name of the exported file
 * @param fold whether batch normalisation goes into the weights of the layer before it
 * @param author who made the network, for the file's metadata, or null
 * @param licence its licence, for the file's metadata, or null
 * @param preprocessing how a picture becomes the network's frame, for the file's metadata, or null
 */
public record ExportRequest(
        DataRequest data,
        Path model,
        String fileName,
        boolean fold,
        @Nullable String author,
        @Nullable String licence,
        @Nullable String preprocessing)
        implements Request {

    @Override
    public void write(Path file) throws IOException {
        data.addTo(new RequestFile())
                .with("model", model)
                .with("fileName", fileName)
                .with("fold", fold)
                .with("author", author)
                .with("licence", licence)
                .with("preprocessing", preprocessing)
                .write(file);
    }

    static ExportRequest read(Path file) throws IOException {
        RequestFile values = RequestFile.read(file);
        return new ExportRequest(
                DataRequest.in(values),
                values.path("model"),
                values.text("fileName"),
                values.flag("fold"),
                values.textOrNull("author"),
                values.textOrNull("licence"),
                values.textOrNull("preprocessing"));
    }
}
