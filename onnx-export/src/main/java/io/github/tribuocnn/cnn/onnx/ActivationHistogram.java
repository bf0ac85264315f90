/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * How often an activation takes which size, and where to clip it so that a byte says most about it: the threshold whose
 * clipped and quantised distribution has the least relative entropy to the distribution itself (Kullback-Leibler).
 */
final class ActivationHistogram {
    private static final int BINS = 2048;
    /** Values that one byte tells apart. */
    private static final int LEVELS = 256;

    private static final int STEP = 16;

    private final long[] counts = new long[BINS];
    private double low;
    private double high;

    /** First all values go through here, to find the bounds. */
    void stretch(float[] values) {
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }

    private double largest() {
        return Math.max(-low, high);
    }

    /** Then through here, to be counted. */
    void count(float[] values) {
        double bins = BINS / Math.max(largest(), Double.MIN_NORMAL);
        for (float value : values) {
            // Zeros say nothing of the scale, and behind a ReLU they are the most of all.
            if (value != 0) {
                counts[(int) Math.min(BINS - 1L, (long) (Math.abs(value) * bins))]++;
            }
        }
    }

    /** The range worth storing. */
    ActivationRange range() {
        double threshold = threshold(bestBins());
        return ActivationRange.of(Math.max(low, -threshold), Math.min(high, threshold));
    }

    private double threshold(int kept) {
        return largest() * kept / BINS;
    }

    /** How many bins to keep. */
    private int bestBins() {
        int best = BINS;
        double least = Double.POSITIVE_INFINITY;
        for (int kept = LEVELS; kept <= BINS; kept += STEP) {
            double divergence = divergence(kept, levels(kept));
            if (divergence < least) {
                least = divergence;
                best = kept;
            }
        }
        return best;
    }

    /** Sizes that a byte tells apart in the bins kept: as many as it has values behind a ReLU, half where signs are even. */
    private int levels(int kept) {
        double threshold = threshold(kept);
        double width = Math.min(high, threshold) - Math.max(low, -threshold);
        return width > 0 ? (int) Math.round(LEVELS * threshold / width) : LEVELS;
    }

    /** Of the clipped distribution from the one that so many levels can tell. */
    private double divergence(int kept, int levels) {
        double[] clipped = new double[kept];
        double total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            clipped[Math.min(bin, kept - 1)] += counts[bin];
            total += counts[bin];
        }
        double divergence = 0;
        double storedTotal = 0;
        double[] stored = new double[kept];
        for (int level = 0; level < levels; level++) {
            int from = level * kept / levels;
            int to = (level + 1) * kept / levels;
            spread(from, to, stored);
        }
        for (double value : stored) {
            storedTotal += value;
        }
        for (int bin = 0; bin < kept; bin++) {
            if (clipped[bin] > 0) {
                // A size that occurs and cannot be told counts as told once in 10^9 times.
                double told = Math.max(stored[bin] / Math.max(storedTotal, 1), 1e-9);
                divergence += clipped[bin] / total * Math.log(clipped[bin] / total / told);
            }
        }
        return divergence;
    }

    /** Every size of one level is told alike: its counts are shared among those of its bins that hold any. */
    private void spread(int from, int to, double[] stored) {
        double sum = 0;
        int held = 0;
        for (int bin = from; bin < to; bin++) {
            sum += counts[bin];
            held += counts[bin] > 0 ? 1 : 0;
        }
        for (int bin = from; bin < to; bin++) {
            stored[bin] = counts[bin] > 0 ? sum / held : 0;
        }
    }
}
