/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of an image's channels in ONNX's metadata. */
final class PixelFormat {
    private static final Map<Integer, String> BY_CHANNELS = Map.of(1, "Gray8", 3, "Rgb8");

    private PixelFormat() {}

    /** The format of images with so many channels, {@code null} where ONNX has no name for it. */
    static @Nullable String of(ImageShape image) {
        return BY_CHANNELS.get(image.channels());
    }
}
