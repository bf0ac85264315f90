/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.io.Serializable;
import java.util.Locale;

/**
 * What came of running a written ONNX file beside the network it was written from.
 *
 * @param images how many images both answered, at least 1
 * @param maxAbsDifference the largest absolute difference of one probability; NaN if either side answered NaN anywhere
 * @param disagreements images for which the most probable label differs, or is not defined because of a NaN
 * @param runtime what ran the file: {@code ONNX Runtime}, or {@code tribuo-cnn in plain Java} where that is not to be had
 * @param runtimeVersion its version, e.g. {@code 1.29.0}
 */
public record Verification(
        int images, double maxAbsDifference, int disagreements, String runtime, String runtimeVersion)
        implements Serializable {
    /**
     * @throws IllegalArgumentException if no image was answered: then nothing is verified
     */
    public Verification {
        if (images < 1) {
            throw new IllegalArgumentException(
                    "images is " + images + ", expected at least 1: without an image nothing is verified");
        }
    }

    /**
     * The largest difference of a probability that float32 arithmetic in another order of summation explains, with room
     * to spare: on the 10,000 MNIST test images the measured difference is below 2e-6.
     */
    public static final double TOLERANCE = 1e-5;

    /**
     * Insists on agreement within {@link #TOLERANCE} and on the same most probable label for every image.
     *
     * @return this
     * @throws VerificationException if the file does not answer as the network does
     */
    public Verification requireAgreement() {
        return requireAgreement(TOLERANCE);
    }

    /**
     * Insists on agreement within a tolerance and on the same most probable label for every image.
     *
     * @param tolerance the largest absolute difference of a probability that is accepted
     * @return this
     * @throws VerificationException if the file does not answer as the network does
     */
    public Verification requireAgreement(double tolerance) {
        // Written as a negation: a NaN must fail, and every comparison with NaN is false.
        if (!(maxAbsDifference <= tolerance) || disagreements != 0) {
            throw new VerificationException(
                    String.format(
                            Locale.ROOT,
                            "the ONNX file does not answer as the trained network: over %d images the largest difference"
                                    + " of a probability is %.3g (at most %.3g is accepted) and %d most probable labels"
                                    + " differ (none may), run by %s %s; do not use this file, export the model"
                                    + " again and, if it stays so, report it with the architecture",
                            images,
                            maxAbsDifference,
                            tolerance,
                            disagreements,
                            runtime,
                            runtimeVersion),
                    this);
        }
        return this;
    }
}
