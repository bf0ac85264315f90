/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import org.jspecify.annotations.Nullable;

/**
 * One model of a package.
 *
 * @param name of the file
 * @param sha256 of its bytes
 * @param bytes its size
 * @param verification what came of running it beside the trained network
 * @param compression what compressing it cost and gained, null where nothing was compressed
 */
public record PackagedFile(
        String name,
        String sha256,
        long bytes,
        Verification verification,
        @Nullable CompressionReport compression) {}
