/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * How much a compressed file may differ from the network.
 *
 * @param accuracyDrop the largest loss of accuracy, a share: 0.001 is a tenth of a percentage point
 * @param changedPredictions the largest share of images whose most probable label may change
 */
public record CompressionLimits(double accuracyDrop, double changedPredictions) {
    /**
     * A tenth of a percentage point, and two images in a thousand: a changed prediction alone costs nothing, about as many
     * change for the better. Eight bits change 0.09 % of the predictions of a network that is right on 99.5 % of unseen digits,
     * and 0.13 % where 94 % are right and many labels nearly tie.
     */
    public static final CompressionLimits DEFAULT = new CompressionLimits(0.001, 0.002);

    /**
     * @throws IllegalArgumentException if a limit is outside 0..1
     */
    public CompressionLimits {
        requireShare("accuracyDrop", accuracyDrop);
        requireShare("changedPredictions", changedPredictions);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is " + share + ", expected a share between 0 and 1");
        }
    }
}
