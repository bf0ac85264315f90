/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/** Moves the image by a random distance, not rounded to pixels, along each axis. */
public final class Shift extends Movement {
    private static final Range PIXELS = new Range("pixels", 0, 10_000, "pixels");

    @Config(mandatory = true, description = "Farthest shift along each axis, in pixels, 0 to 10,000.")
    private double pixels;

    /** For OLCUT. */
    private Shift() {}

    /**
     * Describes a shift, each within the reach equally likely.
     *
     * @param pixels the farthest along each axis, 0 to 10,000, and less than half the image
     * @throws PropertyException if the number is out of its range
     */
    public Shift(double pixels) {
        this.pixels = pixels;
        postConfig();
    }

    @Override
    public void postConfig() {
        PIXELS.require(pixels);
    }

    @Override
    void requireFit(int height, int width) {
        if (pixels > Math.min(height, width) / 2.0) {
            throw new IllegalArgumentException(
                    "a shift of " + Decimal.text(pixels) + " pixels moves most of a " + height + "x" + width
                            + " image out of sight; expected at most " + Decimal.text(Math.min(height, width) / 2.0));
        }
    }

    @Override
    int order() {
        return 4;
    }

    @Override
    void draw(Draws draws, AffineMap map) {
        double right = draws.within(pixels);
        map.appendShift(right, draws.within(pixels));
    }

    @Override
    double distance() {
        return Math.sqrt(2) * pixels;
    }

    @Override
    String text() {
        return AugmentationWord.SHIFT.word() + " " + Decimal.text(pixels);
    }
}
