/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;
import io.github.tribuocnn.cnn.text.Setting;

/**
 * Displaces each pixel by a smooth random field, as an unsteady hand does.
 *
 * <p>The field is a cubic B-spline over a coarse grid of independent random vectors. Simard et al. smooth one random vector a
 * pixel with a Gaussian instead; the spline's bell has the standard deviation of a Gaussian of {@code 0.577 * spacing} (their
 * sigma of 4 is a spacing of 7), costs a fifth, and strays no farther than 3.7 times its root mean square.
 *
 * <p>See: Simard, P., Steinkraus, D. and Platt, J. "Best Practices for Convolutional Neural Networks Applied to Visual
 * Document Analysis", ICDAR 2003.
 */
public final class Elastic extends Distortion {
    private static final Range PIXELS = new Range("pixels", 0, 100, "pixels");
    static final int USUAL_SPACING = 7;
    static final Setting SPACING_WORD = new Setting("spacing", 1000);

    private static final Range SPACING = new Range("spacing", 2, 1000, "pixels");

    @Config(
            mandatory = true,
            description = "Root mean square of the displacement along each axis, in pixels, 0 to 100.")
    private double pixels;

    @Config(description = "Distance between the grid's points, in pixels, 2 to 1000: smaller is wavier.")
    private int spacing = USUAL_SPACING;

    /** For OLCUT. */
    private Elastic() {}

    /**
     * Describes an elastic distortion with a grid point every 7 pixels, which suits handwriting in 28x28 images.
     *
     * @param pixels the root mean square of the displacement along each axis, 0 to 100
     * @throws PropertyException if the number is out of its range
     */
    public Elastic(double pixels) {
        this(pixels, USUAL_SPACING);
    }

    /**
     * Describes an elastic distortion.
     *
     * @param pixels the root mean square of the displacement along each axis, 0 to 100
     * @param spacing the distance between the grid's points in pixels, 2 to 1000
     * @throws PropertyException if a number is out of its range
     */
    public Elastic(double pixels, int spacing) {
        this.pixels = pixels;
        this.spacing = spacing;
        postConfig();
    }

    @Override
    public void postConfig() {
        PIXELS.require(pixels);
        SPACING.require(spacing);
    }

    @Override
    void requireFit(int height, int width) {
        if (pixels > Math.min(height, width) / 2.0) {
            throw new IllegalArgumentException(
                    "an elastic displacement of " + Decimal.text(pixels) + " pixels tears a " + height + "x" + width
                            + " image apart; expected at most " + Decimal.text(Math.min(height, width) / 2.0));
        }
    }

    @Override
    int order() {
        return 5;
    }

    double pixels() {
        return pixels;
    }

    int spacing() {
        return spacing;
    }

    @Override
    String text() {
        return AugmentationWord.ELASTIC.word() + " " + Decimal.text(pixels)
                + Decimal.option("spacing", spacing, USUAL_SPACING);
    }
}
