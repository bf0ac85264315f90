/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/** Turns the image about its centre by a random angle. */
public final class Rotation extends Movement {
    private static final Range DEGREES = new Range("degrees", 0, 180, "degrees");

    @Config(mandatory = true, description = "Largest angle to either side, in degrees, 0 to 180.")
    private double degrees;

    /** For OLCUT. */
    private Rotation() {}

    /**
     * Describes a rotation, each angle within the reach equally likely.
     *
     * @param degrees the largest angle to either side, 0 to 180
     * @throws PropertyException if the number is out of its range
     */
    public Rotation(double degrees) {
        this.degrees = degrees;
        postConfig();
    }

    @Override
    public void postConfig() {
        DEGREES.require(degrees);
    }

    @Override
    int order() {
        return 3;
    }

    @Override
    void draw(Draws draws, AffineMap map) {
        double angle = Math.toRadians(draws.within(degrees));
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        map.appendInverse(cos, sin, -sin, cos);
    }

    @Override
    String text() {
        return AugmentationWord.ROTATION.word() + " " + Decimal.text(degrees);
    }
}
