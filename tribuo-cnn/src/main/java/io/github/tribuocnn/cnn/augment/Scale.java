/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/**
 * Enlarges or shrinks the image about its centre by a random factor, and on request stretches it: a width that grows by a
 * second random factor while the height shrinks by it, or the other way round.
 */
public final class Scale extends Movement {
    private static final Range PERCENT = new Range("percent", 0, 50, "percent");
    private static final Range STRETCH = new Range("stretchPercent", 0, 50, "percent");

    @Config(mandatory = true, description = "Largest change of the size, in percent, 0 to 50.")
    private double percent;

    @Config(description = "Largest stretch, in percent, 0 to 50.")
    private double stretchPercent = 0;

    /** For OLCUT. */
    private Scale() {}

    /**
     * Describes a change of size, each factor within the reach equally likely, without stretching.
     *
     * @param percent the largest change, 0 to 50
     * @throws PropertyException if the number is out of its range
     */
    public Scale(double percent) {
        this(percent, 0);
    }

    /**
     * Describes a change of size and a stretch, each factor within the reach equally likely.
     *
     * @param percent the largest change of the size, 0 to 50
     * @param stretchPercent the largest stretch, 0 to 50
     * @throws PropertyException if a number is out of its range
     */
    public Scale(double percent, double stretchPercent) {
        this.percent = percent;
        this.stretchPercent = stretchPercent;
        postConfig();
    }

    @Override
    public void postConfig() {
        PERCENT.require(percent);
        STRETCH.require(stretchPercent);
    }

    @Override
    int order() {
        return 1;
    }

    @Override
    void draw(Draws draws, AffineMap map) {
        double size = 1 + draws.within(percent / 100);
        double stretch = 1 + draws.within(stretchPercent / 100);
        map.appendInverse(1 / (size * stretch), 0, 0, stretch / size);
    }

    @Override
    double stretch() {
        double smallest = 1 - stretchPercent / 100;
        return Math.max(1 / smallest, 1 + stretchPercent / 100) / (1 - percent / 100);
    }

    @Override
    String text() {
        return AugmentationWord.SCALE.word() + " " + Decimal.text(percent)
                + (stretchPercent == 0 ? "" : " " + Decimal.text(stretchPercent));
    }
}
