/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

/**
 * The field of an {@link Elastic} distortion over one image: a uniform cubic B-spline over a grid of random vectors, computed
 * row by row.
 */
final class DisplacementField {
    private static final int TAPS = 4;

    /** The mean over all places between two points of the sum of the squared weights: what smoothing leaves of a variance. */
    private static final double MEAN_SQUARED_WEIGHTS = 151.0 / 315;

    private final int spacing;
    private final int width;
    private final int order;
    private final double reach;

    /** The spline's weights at each distance from a grid point, {@link #TAPS} a distance. */
    private final float[] weights;

    private final int columns;
    private final float[] gridX;
    private final float[] gridY;
    private final float[] lineX;
    private final float[] lineY;

    DisplacementField(Elastic elastic, int height, int width) {
        this.spacing = elastic.spacing();
        this.width = width;
        this.order = elastic.order();
        this.reach = reach(elastic);
        this.weights = weights(spacing);
        this.columns = points(width);
        this.gridX = new float[columns * points(height)];
        this.gridY = new float[gridX.length];
        this.lineX = new float[columns];
        this.lineY = new float[columns];
    }

    /** The farthest displacement along an axis: that of the grid's own vectors, which the spline never exceeds. */
    static double reach(Elastic elastic) {
        return elastic.pixels() * Math.sqrt(3) / MEAN_SQUARED_WEIGHTS;
    }

    private int points(int pixels) {
        return (pixels - 1) / spacing + TAPS;
    }

    private static float[] weights(int spacing) {
        float[] weights = new float[spacing * TAPS];
        for (int phase = 0; phase < spacing; phase++) {
            double t = (double) phase / spacing;
            double rest = 1 - t;
            weights[phase * TAPS] = (float) (rest * rest * rest / 6);
            weights[phase * TAPS + 1] = (float) ((3 * t * t * t - 6 * t * t + 4) / 6);
            weights[phase * TAPS + 2] = (float) ((3 * rest * rest * rest - 6 * rest * rest + 4) / 6);
            weights[phase * TAPS + 3] = (float) (t * t * t / 6);
        }
        return weights;
    }

    /** Draws a new field. */
    void draw(Draws draws, long image) {
        draws.begin(image, order);
        float scale = (float) (reach * 0x1p-31);
        for (int i = 0; i < gridX.length; i++) {
            long bits = draws.bits();
            gridX[i] = (int) bits * scale;
            gridY[i] = (int) (bits >>> 32) * scale;
        }
    }

    /**
     * Computes the displacements of one row of pixels.
     *
     * @param row the row
     * @param x receives the displacements to the right
     * @param y receives the displacements down
     */
    void row(int row, float[] x, float[] y) {
        int phase = row % spacing * TAPS;
        along(gridX, row / spacing * columns, phase, lineX);
        along(gridY, row / spacing * columns, phase, lineY);
        between(lineX, x);
        between(lineY, y);
    }

    /** Combines the grid's rows around a row of pixels. */
    private void along(float[] grid, int from, int phase, float[] line) {
        float w0 = weights[phase];
        float w1 = weights[phase + 1];
        float w2 = weights[phase + 2];
        float w3 = weights[phase + 3];
        for (int i = 0; i < columns; i++) {
            int at = from + i;
            line[i] =
                    w0 * grid[at] + w1 * grid[at + columns] + w2 * grid[at + 2 * columns] + w3 * grid[at + 3 * columns];
        }
    }

    /** Combines the points around each pixel of the row. */
    private void between(float[] line, float[] pixels) {
        int pixel = 0;
        for (int cell = 0; pixel < width; cell++) {
            float p0 = line[cell];
            float p1 = line[cell + 1];
            float p2 = line[cell + 2];
            float p3 = line[cell + 3];
            int end = Math.min(spacing, width - pixel) * TAPS;
            for (int phase = 0; phase < end; phase += TAPS) {
                pixels[pixel++] = weights[phase] * p0
                        + weights[phase + 1] * p1
                        + weights[phase + 2] * p2
                        + weights[phase + 3] * p3;
            }
        }
    }
}
