/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/**
 * Adds independent noise to each value of the image and cuts the result to 0..1. The noise is the sum of four uniform
 * numbers: a bell like the normal distribution's that ends at 3.46 standard deviations.
 */
public final class Noise extends Distortion {
    private static final Range PERCENT = new Range("percent", 0, 100, "percent of the range of a pixel");

    /** A sum of 4 independent numbers, each of 65,536 equally likely, has this mean and standard deviation. */
    private static final int MEAN = 2 * 65_535;

    private static final double DEVIATION = Math.sqrt((65_536.0 * 65_536.0 - 1) / 3);

    @Config(
            mandatory = true,
            description = "Standard deviation of the noise, in percent of the range of a pixel, 0 to 100.")
    private double percent;

    /** For OLCUT. */
    private Noise() {}

    /**
     * Describes noise.
     *
     * @param percent its standard deviation in percent of the range of a pixel, 0 to 100
     * @throws PropertyException if the number is out of its range
     */
    public Noise(double percent) {
        this.percent = percent;
        postConfig();
    }

    @Override
    public void postConfig() {
        PERCENT.require(percent);
    }

    @Override
    int order() {
        return 7;
    }

    /** Changes one image in place. */
    void apply(Draws draws, float[] pixels, int offset, int length) {
        float scale = (float) (percent / 100 / DEVIATION);
        for (int i = offset; i < offset + length; i++) {
            long bits = draws.bits();
            int sum = (int) (bits & 0xFFFF)
                    + (int) (bits >>> 16 & 0xFFFF)
                    + (int) (bits >>> 32 & 0xFFFF)
                    + (int) (bits >>> 48);
            pixels[i] = Math.max(0f, Math.min(1f, pixels[i] + (sum - MEAN) * scale));
        }
    }

    @Override
    String text() {
        return AugmentationWord.NOISE.word() + " " + Decimal.text(percent);
    }
}
