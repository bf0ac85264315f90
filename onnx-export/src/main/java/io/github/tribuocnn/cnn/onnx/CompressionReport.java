/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.util.Locale;

/**
 * What compressing cost and gained, measured on test images in ONNX Runtime.
 *
 * @param compression the way
 * @param images how many test images both files answered
 * @param before the file that was compressed
 * @param after the compressed file
 * @param changedPredictions for how many images the most probable label changed
 * @param maxAbsDifference the largest change of one probability
 */
public record CompressionReport(
        Compression compression,
        int images,
        Measured before,
        Measured after,
        int changedPredictions,
        double maxAbsDifference) {
    /**
     * One file.
     *
     * @param bytes its size
     * @param accuracy the share of test images classified rightly
     * @param microsecondsPerImage the time ONNX Runtime took on this machine, one thread, in batches of 64
     */
    public record Measured(long bytes, double accuracy, double microsecondsPerImage) {}

    /**
     * Insists on a compressed file within the limits.
     *
     * @return this
     * @throws OnnxException saying what passed its limit
     */
    public CompressionReport requireWithin(CompressionLimits limits) {
        double drop = before.accuracy() - after.accuracy();
        double changed = (double) changedPredictions / images;
        // Negations, so that a NaN is refused.
        if (!(drop <= limits.accuracyDrop())
                || !(changed <= limits.changedPredictions())
                || Double.isNaN(maxAbsDifference)) {
            throw new OnnxException(String.format(
                    Locale.ROOT,
                    "%s is refused: on %,d images the accuracy falls by %.3f percentage points (at most %.3f is"
                            + " accepted) and %d predictions change (at most %d); raise the limits, calibrate with more"
                            + " images, or keep the file as it is",
                    compression,
                    images,
                    100 * Math.max(0, drop),
                    100 * limits.accuracyDrop(),
                    changedPredictions,
                    (long) (limits.changedPredictions() * images)));
        }
        return this;
    }

    /** Size, accuracy, disagreements and speed, a line each. */
    @Override
    public String toString() {
        String advice = compression == Compression.INT8
                ? "INT8 is for devices without a fast float unit, not for speed on a processor like this one"
                : "FLOAT16_WEIGHTS is read by ONNX Runtime and OpenCV 4.13, not by OpenCV 4.6; keep the plain file beside it";
        return String.format(
                Locale.ROOT,
                "%s%n  size      %,d bytes, from %,d (%+.0f %%)%n  accuracy  %.2f %%, from %.2f %%, on %,d images%n"
                        + "  changed   %d predictions, largest difference of a probability %.2g%n"
                        + "  speed     %.1f microseconds an image, from %.1f%n  %s",
                compression,
                after.bytes(),
                before.bytes(),
                100.0 * (after.bytes() - before.bytes()) / before.bytes(),
                100 * after.accuracy(),
                100 * before.accuracy(),
                images,
                changedPredictions,
                maxAbsDifference,
                after.microsecondsPerImage(),
                before.microsecondsPerImage(),
                advice);
    }
}
