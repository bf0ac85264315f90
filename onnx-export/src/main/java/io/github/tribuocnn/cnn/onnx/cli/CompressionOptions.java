/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.data.IdxImageFile;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.Compression;
import io.github.tribuocnn.cnn.onnx.CompressionLimits;
import io.github.tribuocnn.cnn.onnx.OnnxPackage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Smaller files beside the exported one. */
final class CompressionOptions {
    @Option(names = "--fp16", description = "Also write model-fp16.onnx: weights in 16 bits.")
    boolean half;

    @Option(
            names = "--int8",
            paramLabel = "IDX",
            description = "Also write model-int8.onnx, calibrated on the first images of this file of training images.")
    @Nullable
    Path calibration;

    @Option(
            names = "--calibration-images",
            defaultValue = "500",
            description = "How many images to calibrate on (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
            names = "--max-accuracy-drop",
            defaultValue = "0.001",
            description = "The largest loss of accuracy that is accepted, a share (default: ${DEFAULT-VALUE}).")
    double accuracyDrop;

    @Option(
            names = "--max-changed",
            defaultValue = "0.002",
            description = "The largest share of changed predictions that is accepted (default: ${DEFAULT-VALUE}).")
    double changed;

    void addTo(OnnxPackage files, float pixelMaximum) throws IOException {
        CompressionLimits limits = new CompressionLimits(accuracyDrop, changed);
        if (half) {
            files.withCompressed(
                    "model-fp16.onnx", Compression.FLOAT16_WEIGHTS, limits, (index, target, offset) -> {}, 1);
        }
        if (calibration != null) {
            ImageSet images = IdxImageFile.read(calibration);
            files.withCompressed(
                    "model-int8.onnx",
                    Compression.INT8,
                    limits,
                    (index, target, offset) -> images.copyPixels(index, pixelMaximum, target, offset),
                    Math.min(count, images.size()));
        }
    }

    boolean isAsked() {
        return half || calibration != null;
    }
}
