/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Arrays;

/**
 * Draws line segments as MNIST would have them: ink scaled so that its longer side is 20 pixels, anti-aliased, then
 * moved by whole pixels until its centre of mass is nearest to pixel (14, 14) of 28 x 28.
 */
final class InkCanvas {
    static final int SIDE = 28;
    private static final int BOX = 20;
    private static final int CENTRE = 14;

    /** Coverage of each pixel by ink, 0 to 1. */
    private final double[] ink = new double[SIDE * SIDE];

    /**
     * @param segments four numbers each, from x, y to x, y; scaled in place
     * @param radius half the width of the strokes in pixels
     * @param softness over how many pixels an edge fades
     */
    void draw(double[] segments, double radius, double softness) {
        Arrays.fill(ink, 0);
        double reach = radius + softness / 2;
        fit(segments, reach);
        for (int s = 0; s < segments.length; s += 4) {
            stroke(segments[s], segments[s + 1], segments[s + 2], segments[s + 3], reach, softness);
        }
    }

    /** Scales and moves the segments so that, with the width of the pen, they fill the box in the middle. */
    private static void fit(double[] segments, double reach) {
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < segments.length; i += 2) {
            minX = Math.min(minX, segments[i]);
            maxX = Math.max(maxX, segments[i]);
            minY = Math.min(minY, segments[i + 1]);
            maxY = Math.max(maxY, segments[i + 1]);
        }
        double scale = (BOX - 2 * reach) / Math.max(maxX - minX, maxY - minY);
        for (int i = 0; i < segments.length; i += 2) {
            segments[i] = SIDE / 2.0 + scale * (segments[i] - (minX + maxX) / 2);
            segments[i + 1] = SIDE / 2.0 + scale * (segments[i + 1] - (minY + maxY) / 2);
        }
    }

    private void stroke(double x0, double y0, double x1, double y1, double reach, double softness) {
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
