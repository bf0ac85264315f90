/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import io.github.tribuocnn.cnn.data.Skeleton.Stroke;
import java.util.List;

/**
 * The hand that writes one digit: moves the control points of a skeleton, then bends, squeezes, slants and turns what
 * was written. Gives strokes as chains of points x, y, x, y, ...; sizes are relative, {@link InkCanvas} scales them.
 */
final class Handwriting {
    private static final int STEPS = 6;

    private static final double POINT_MOVES = 0.055;
    private static final double WAVE_HEIGHT = 0.032;
    private static final int WAVES = 2;

    private final DigitRandom random;
    private final double waist;
    private final double taper;
    private final double aspect;
    private final double slant;
    private final double cos;
    private final double sin;
    private final Wave[] waves = new Wave[WAVES];

    /** A gentle bend of the paper. */
    private record Wave(double height, double phase, double along, double across) {
        double x(double x, double y) {
            return height * StrictMath.sin(phase + along * y + across * x);
        }

        double y(double x, double y) {
            return height * StrictMath.cos(phase + across * y - along * x);
        }
    }

    Handwriting(DigitRandom random) {
        this.random = random;
        this.waist = 0.09 * random.bell(); // how far the middle goes up or down
        this.taper = 0.22 * random.bell(); // how much wider the bottom is than the top
        this.aspect = 0.86 * (1 + 0.19 * random.bell()); // width by height
        this.slant = 0.18 + 0.26 * random.bell(); // most people lean to the right
        double turn = 0.10 * random.bell(); // radians
        this.cos = StrictMath.cos(turn);
        this.sin = StrictMath.sin(turn);
        for (int i = 0; i < WAVES; i++) {
            waves[i] = new Wave(
                    WAVE_HEIGHT * random.bell(),
                    random.uniform(0, 2 * Math.PI),
                    random.uniform(2, 6),
                    random.uniform(2, 6));
        }
    }

    /** Writes a skeleton, stroke by stroke. */
    List<double[]> write(Skeleton skeleton) {
        double[] points = skeleton.points().clone();
        for (int i = 0; i < points.length; i++) {
            points[i] += POINT_MOVES * random.bell();
        }
        return skeleton.strokes().stream().map(stroke -> write(stroke, points)).toList();
    }

    private double[] write(Stroke stroke, double[] points) {
        int last = stroke.at().length - 1;
        double[] chain = new double[2 * (last * STEPS + 1)];
        for (int i = 0; i <= last * STEPS; i++) {
            int part = Math.min(i / STEPS, last - 1);
            double t = (double) (i - part * STEPS) / STEPS;
            put(at(stroke, points, part, t, 0), at(stroke, points, part, t, 1), chain, 2 * i);
        }
        return chain;
    }

    /** One coordinate of the point a fraction {@code t} of the way from point {@code part} of a stroke to the next. */
    private static double at(Stroke stroke, double[] points, int part, double t, int axis) {
        int[] at = stroke.at();
        double a = points[2 * at[part] + axis];
        double b = points[2 * at[part + 1] + axis];
        if (!stroke.curved()) {
            return a + t * (b - a);
        }
        double before = points[2 * stroke.neighbour(part, -1) + axis];
        double after = points[2 * stroke.neighbour(part + 1, 1) + axis];
        return catmullRom(before, a, b, after, t);
    }

    private static double catmullRom(double before, double a, double b, double after, double t) {
        double linear = b - before;
        double square = 2 * before - 5 * a + 4 * b - after;
        double cube = 3 * (a - b) + after - before;
        return a + 0.5 * t * (linear + t * (square + t * cube));
    }

    /** Stores a point after it was bent, squeezed, slanted and turned. */
    private void put(double x, double y, double[] chain, int at) {
        double bentX = 0.5 + (x - 0.5) * (1 + taper * (2 * y - 1));
        double bentY = y + waist * 4 * y * (1 - y);
        for (Wave wave : waves) {
            bentX += wave.x(x, y);
            bentY += wave.y(x, y);
        }
        double slantedX = aspect * bentX - slant * bentY;
        chain[at] = cos * slantedX - sin * bentY;
        chain[at + 1] = sin * slantedX + cos * bentY;
    }
}
