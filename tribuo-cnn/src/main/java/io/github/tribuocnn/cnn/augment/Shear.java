/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/** Slants the image about its centre row, as italics do: vertical lines lean by a random angle, horizontal ones stay. */
public final class Shear extends Movement {
    private static final Range DEGREES = new Range("degrees", 0, 45, "degrees");

    @Config(mandatory = true, description = "Largest slant to either side, in degrees, 0 to 45.")
    private double degrees;

    /** For OLCUT. */
    private Shear() {}

    /**
     * Describes a slant, each angle within the reach equally likely.
     *
     * @param degrees the largest angle to either side, 0 to 45
     * @throws PropertyException if the number is out of its range
     */
    public Shear(double degrees) {
        this.degrees = degrees;
        postConfig();
    }

    @Override
    public void postConfig() {
        DEGREES.require(degrees);
    }

    @Override
    int order() {
        return 2;
    }

    @Override
    void draw(Draws draws, AffineMap map) {
        map.appendInverse(1, StrictMath.tan(Math.toRadians(draws.within(degrees))), 0, 1);
    }

    @Override
    double stretch() {
        return 1 + StrictMath.tan(Math.toRadians(degrees));
    }

    @Override
    String text() {
        return AugmentationWord.SHEAR.word() + " " + Decimal.text(degrees);
    }
}
