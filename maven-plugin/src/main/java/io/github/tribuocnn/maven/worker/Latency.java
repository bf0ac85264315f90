/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import java.util.Arrays;

/**
 * How long one answer takes when images come one at a time, in milliseconds.
 *
 * @param medianMillis the network in this library
 * @param onnxMedianMillis the exported file in ONNX Runtime, with one thread
 */
public record Latency(double medianMillis, double onnxMedianMillis) {
    private static final int WARM_UP = 300;
    private static final int MEASURED = 201;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Asks both, one image after the other. */
    static Latency of(ProbabilityModel network, ProbabilityModel onnx, TestSet images) {
        return new Latency(median(network, images), median(onnx, images));
    }

    private static double median(ProbabilityModel model, TestSet images) {
        float[] pixels = new float[images.images().imageBytes()];
        float[] probabilities = new float[model.labels().size()];
        long[] nanos = new long[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            images.copyPixels(Math.floorMod(i, images.images().size()), pixels, 0);
            long start = System.nanoTime();
            model.probabilities(pixels, 1, probabilities);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[MEASURED / 2] / NANOS_PER_MILLI;
    }
}
