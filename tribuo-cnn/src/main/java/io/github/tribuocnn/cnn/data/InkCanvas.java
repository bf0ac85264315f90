/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Arrays;
import java.util.List;

/**
 * Draws strokes as MNIST would have them: ink scaled so that its longer side is 20 pixels, anti-aliased, then
 * moved by whole pixels until its centre of mass is nearest to pixel (14, 14) of 28 x 28.
 */
final class InkCanvas {
    static final int SIDE = 28;
    private static final int BOX = 20;
    private static final int CENTRE = 14;

    /** Coverage of each pixel by ink, 0 to 1. */
    private final double[] ink = new double[SIDE * SIDE];

    /**
     * @param strokes chains of points x, y, x, y, ...; scaled in place
     * @param radius half the width of the strokes in pixels
     * @param softness over how many pixels an edge fades
     */
    void draw(List<double[]> strokes, double radius, double softness) {
        Arrays.fill(ink, 0);
        double reach = radius + softness / 2;
        fit(strokes, reach);
        for (double[] chain : strokes) {
            for (int i = 2; i < chain.length; i += 2) {
                line(chain[i - 2], chain[i - 1], chain[i], chain[i + 1], reach, softness);
            }
        }
    }

    /** Scales and moves the strokes so that, with the width of the pen, they fill the box in the middle. */
    private static void fit(List<double[]> strokes, double reach) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double[] chain : strokes) {
            for (int i = 0; i < chain.length; i++) {
                least[i % 2] = Math.min(least[i % 2], chain[i]);
                most[i % 2] = Math.max(most[i % 2], chain[i]);
            }
        }
        double scale = (BOX - 2 * reach) / Math.max(most[0] - least[0], most[1] - least[1]);
        for (double[] chain : strokes) {
            for (int i = 0; i < chain.length; i++) {
                chain[i] = SIDE / 2.0 + scale * (chain[i] - (least[i % 2] + most[i % 2]) / 2);
            }
        }
    }

    private void line(double x0, double y0, double x1, double y1, double reach, double softness) {
        int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
        int right = Math.min(SIDE - 1, (int) (Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
        int bottom = Math.min(SIDE - 1, (int) (Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squaredLength = dx * dx + dy * dy;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double px = column + 0.5 - x0;
                double py = row + 0.5 - y0;
                double along = squaredLength == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / squaredLength));
                double ox = px - along * dx;
                double oy = py - along * dy;
                double squaredDistance = ox * ox + oy * oy;
                if (squaredDistance < reach * reach) {
                    double coverage = Math.min(1, (reach - Math.sqrt(squaredDistance)) / softness);
                    int pixel = row * SIDE + column;
                    ink[pixel] = Math.max(ink[pixel], coverage);
                }
            }
        }
    }

    /** Stores the picture as bytes, centred by mass. */
    void copyCentred(byte[] target, int offset) {
        long[] columnMass = new long[SIDE];
        long[] rowMass = new long[SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                columnMass[column] += level(row, column);
                rowMass[row] += level(row, column);
            }
        }
        int right = shift(columnMass);
        int down = shift(rowMass);
        Arrays.fill(target, offset, offset + SIDE * SIDE, (byte) 0);
        for (int row = Math.max(0, -down); row < Math.min(SIDE, SIDE - down); row++) {
            for (int column = Math.max(0, -right); column < Math.min(SIDE, SIDE - right); column++) {
                target[offset + (row + down) * SIDE + column + right] = (byte) level(row, column);
            }
        }
    }

    private int level(int row, int column) {
        return (int) (255 * ink[row * SIDE + column] + 0.5);
    }

    /** Whole pixels to move along one axis, not so far that ink would leave the picture. */
    private static int shift(long[] mass) {
        long total = 0;
        long moment = 0;
        int first = SIDE;
        int last = 0;
        for (int i = 0; i < SIDE; i++) {
            total += mass[i];
            moment += i * mass[i];
            if (mass[i] > 0) {
                first = Math.min(first, i);
                last = i;
            }
        }
        int wanted = (int) Math.floor(CENTRE - (double) moment / total + 0.5);
        return Math.max(-first, Math.min(SIDE - 1 - last, wanted));
    }
}
