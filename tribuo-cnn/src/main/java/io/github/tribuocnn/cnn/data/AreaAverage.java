/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Arrays;

/**
 * Scales images by area: source and target are laid over each other, and a target pixel is the mean of what it covers,
 * parts of source pixels weighted by their area. All arithmetic is on whole numbers, so every machine computes the
 * same bytes.
 *
 * <p>Rows are measured in units of 1/(source rows x target rows): source row {@code r} covers {@code [r T, (r+1) T)} and
 * target row {@code t} covers {@code [t S, (t+1) S)}; columns likewise. The weights of a target pixel sum to
 * {@code source height x source width}.
 */
final class AreaAverage {
    private AreaAverage() {}

    /**
     * Scales an image.
     *
     * @param source row-major pixels with their channels together
     * @param from the size of {@code source}
     * @param to the size wanted, with as many channels
     * @param target receives the scaled image
     * @param offset where in {@code target} it starts
     */
    static void scale(byte[] source, Geometry from, Geometry to, byte[] target, int offset) {
        long[] rowSums = new long[from.width() * from.channels()];
        for (int row = 0; row < to.height(); row++) {
            sumRows(source, from, to.height(), row, rowSums);
            averageColumns(rowSums, from, to, target, offset + row * to.width() * to.channels());
        }
    }

    private static void sumRows(byte[] source, Geometry from, int toHeight, int toRow, long[] sums) {
        Arrays.fill(sums, 0);
        Overlap overlap = new Overlap(from.height(), toHeight, toRow);
        for (int row = overlap.first(); row <= overlap.last(); row++) {
            long weight = overlap.weight(row);
            int start = row * sums.length;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * (source[start + i] & 0xff);
            }
        }
    }

    private static void averageColumns(long[] rowSums, Geometry from, Geometry to, byte[] target, int start) {
        long area = (long) from.height() * from.width();
        int channels = from.channels();
        for (int toColumn = 0; toColumn < to.width(); toColumn++) {
            Overlap overlap = new Overlap(from.width(), to.width(), toColumn);
            for (int channel = 0; channel < channels; channel++) {
                long sum = 0;
                for (int column = overlap.first(); column <= overlap.last(); column++) {
                    sum += overlap.weight(column) * rowSums[column * channels + channel];
                }
                target[start + toColumn * channels + channel] = (byte) ((sum + area / 2) / area);
            }
        }
    }

    /** Which of {@code source} rows (or columns) row {@code index} of {@code target} covers. */
    private record Overlap(long source, long target, long index) {
        int first() {
            return (int) (index * source / target);
        }

        int last() {
            return (int) (((index + 1) * source - 1) / target);
        }

        long weight(int row) {
            return Math.min((index + 1) * source, (row + 1) * target) - Math.max(index * source, row * target);
        }
    }
}
