/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import io.github.tribuocnn.cnn.data.Skeleton.Stroke;

/**
 * The hand that writes one digit: moves the control points, then slants, turns and bends what was written. Gives line
 * segments; sizes are relative, as {@link InkCanvas} scales them.
 */
final class Handwriting {
    private static final int STEPS_PER_CURVE_PART = 6;
    private static final int STEPS_PER_LINE = 4;

    private final DigitRandom random;
    private final double waist;
    private final double taper;
    private final double aspect;
    private final double slant;
    private final double cos;
    private final double sin;
    private final double[] waves = new double[8];

    Handwriting(DigitRandom random) {
        this.random = random;
        this.waist = 0.09 * random.bell();
        this.taper = 0.22 * random.bell();
        this.aspect = 0.86 * (1 + 0.19 * random.bell());
        this.slant = 0.18 + 0.26 * random.bell();
        double turn = 0.10 * random.bell();
        this.cos = StrictMath.cos(turn);
        this.sin = StrictMath.sin(turn);
        for (int i = 0; i < waves.length; i += 4) {
            waves[i] = 0.032 * random.bell();
            waves[i + 1] = random.uniform(0, 2 * Math.PI);
            waves[i + 2] = random.uniform(2, 6);
            waves[i + 3] = random.uniform(2, 6);
        }
    }

    /** Writes a skeleton; one segment is four numbers, from x, y to x, y. */
    double[] write(Skeleton skeleton) {
        double[] points = skeleton.points().clone();
        for (int i = 0; i < points.length; i++) {
            points[i] += 0.055 * random.bell();
        }
        double[] segments = new double[4 * segments(skeleton)];
        int at = 0;
        for (Stroke stroke : skeleton.strokes()) {
            at = stroke.curved() ? curve(stroke.at(), points, segments, at) : line(stroke.at(), points, segments, at);
        }
        return segments;
    }

    private static int segments(Skeleton skeleton) {
        int count = 0;
        for (Stroke stroke : skeleton.strokes()) {
            count += (stroke.at().length - 1) * (stroke.curved() ? STEPS_PER_CURVE_PART : STEPS_PER_LINE);
        }
        return count;
    }

    private int line(int[] stroke, double[] points, double[] segments, int start) {
        int at = start;
        for (int i = 1; i < stroke.length; i++) {
            int a = 2 * stroke[i - 1];
            int b = 2 * stroke[i];
            for (int step = 0; step < STEPS_PER_LINE; step++) {
                for (int end = 0; end < 2; end++) {
                    double t = (double) (step + end) / STEPS_PER_LINE;
                    put(
                            points[a] + t * (points[b] - points[a]),
                            points[a + 1] + t * (points[b + 1] - points[a + 1]),
                            segments,
                            at);
                    at += 2;
                }
            }
        }
        return at;
    }

    /** A Catmull-Rom spline through the points; the ends are their own neighbours, unless the curve is closed. */
    private int curve(int[] stroke, double[] points, double[] segments, int start) {
        int last = stroke.length - 1;
        boolean closed = stroke[0] == stroke[last];
        int at = start;
        for (int i = 0; i < last; i++) {
            int before = 2 * (i > 0 ? stroke[i - 1] : closed ? stroke[last - 1] : stroke[0]);
            int after = 2 * (i + 2 <= last ? stroke[i + 2] : closed ? stroke[1] : stroke[last]);
            int a = 2 * stroke[i];
            int b = 2 * stroke[i + 1];
            for (int step = 0; step < STEPS_PER_CURVE_PART; step++) {
                for (int end = 0; end < 2; end++) {
                    double t = (double) (step + end) / STEPS_PER_CURVE_PART;
                    put(
                            spline(points[before], points[a], points[b], points[after], t),
                            spline(points[before + 1], points[a + 1], points[b + 1], points[after + 1], t),
                            segments,
                            at);
                    at += 2;
                }
            }
        }
        return at;
    }

    private static double spline(double before, double a, double b, double after, double t) {
        return 0.5
                * (2 * a
                        + t
                                * (b
                                        - before
                                        + t
                                                * (2 * before
                                                        - 5 * a
                                                        + 4 * b
                                                        - after
                                                        + t * (3 * (a - b) + after - before))));
    }

    /** Stores a point after it was bent, squeezed, slanted and turned. */
    private void put(double x, double y, double[] segments, int at) {
        double bentX = 0.5 + (x - 0.5) * (1 + taper * (2 * y - 1));
        double bentY = y + waist * 4 * y * (1 - y);
        for (int i = 0; i < waves.length; i += 4) {
            bentX += waves[i] * StrictMath.sin(waves[i + 1] + waves[i + 2] * y + waves[i + 3] * x);
            bentY += waves[i] * StrictMath.cos(waves[i + 1] + waves[i + 3] * y - waves[i + 2] * x);
        }
        double slantedX = aspect * bentX - slant * bentY;
        segments[at] = cos * slantedX - sin * bentY;
        segments[at + 1] = sin * slantedX + cos * bentY;
    }
}
