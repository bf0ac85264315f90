/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

/**
 * Says where the pixels of a moved image come from: {@code source = M (pixel - centre) + offset + centre}. Movements are
 * composed by undoing the last first.
 */
final class AffineMap {
    double xx = 1;
    double xy;
    double yx;
    double yy = 1;
    double xOffset;
    double yOffset;

    void reset() {
        xx = 1;
        xy = 0;
        yx = 0;
        yy = 1;
        xOffset = 0;
        yOffset = 0;
    }

    /** Appends a linear movement, given by its inverse: {@code (x, y)} comes from {@code (a x + b y, c x + d y)}. */
    void appendInverse(double a, double b, double c, double d) {
        double newXx = xx * a + xy * c;
        double newXy = xx * b + xy * d;
        double newYx = yx * a + yy * c;
        double newYy = yx * b + yy * d;
        xx = newXx;
        xy = newXy;
        yx = newYx;
        yy = newYy;
    }

    /** Appends a shift to the right and down. */
    void appendShift(double right, double down) {
        xOffset -= xx * right + xy * down;
        yOffset -= yx * right + yy * down;
    }

    double sourceX(double fromCentreX, double fromCentreY) {
        return xx * fromCentreX + xy * fromCentreY + xOffset;
    }

    double sourceY(double fromCentreX, double fromCentreY) {
        return yx * fromCentreX + yy * fromCentreY + yOffset;
    }
}
