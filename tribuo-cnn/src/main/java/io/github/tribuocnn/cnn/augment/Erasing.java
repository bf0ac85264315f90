/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.text.Decimal;

/**
 * Paints a rectangle of random size, proportions and place over some of the images. The ratio of its height to its width is
 * between 0.3 and 1/0.3; a rectangle that would be longer than the image is cut to it.
 *
 * <p>See: Zhong, Z., Zheng, L., Kang, G., Li, S. and Yang, Y. "Random Erasing Data Augmentation", AAAI 2020.
 */
public final class Erasing extends Distortion {
    static final double USUAL_LEAST = 2;
    static final double USUAL_MOST = 20;

    private static final Range PROBABILITY = new Range("probabilityPercent", 0, 100, "percent of the images");
    private static final Range LEAST = new Range("leastPercent", 0, 100, "percent of the image");
    private static final Range MOST = new Range("mostPercent", 0, 100, "percent of the image");
    private static final Range VALUE = new Range("value", 0, 1, "(black to white)");
    private static final double FLATTEST = StrictMath.log(0.3);

    @Config(mandatory = true, description = "How many of the images lose a rectangle, in percent, 0 to 100.")
    private double probabilityPercent;

    @Config(description = "Smallest area of the rectangle, in percent of the image, 0 to 100.")
    private double leastPercent = USUAL_LEAST;

    @Config(description = "Largest area of the rectangle, in percent of the image, leastPercent to 100.")
    private double mostPercent = USUAL_MOST;

    @Config(description = "What the rectangle is filled with, 0 (black) to 1 (white).")
    private double value = 0;

    /** For OLCUT. */
    private Erasing() {}

    /**
     * Describes black rectangles of 2 to 20 percent of the image.
     *
     * @param probabilityPercent how many of the images lose one, 0 to 100
     * @throws PropertyException if the number is out of its range
     */
    public Erasing(double probabilityPercent) {
        this(probabilityPercent, USUAL_LEAST, USUAL_MOST, 0);
    }

    /**
     * Describes rectangles.
     *
     * @param probabilityPercent how many of the images lose one, 0 to 100
     * @param leastPercent the smallest area in percent of the image, 0 to 100
     * @param mostPercent the largest area in percent of the image, {@code leastPercent} to 100
     * @param value what they are filled with, 0 (black) to 1 (white)
     * @throws PropertyException if a number is out of its range
     */
    public Erasing(double probabilityPercent, double leastPercent, double mostPercent, double value) {
        this.probabilityPercent = probabilityPercent;
        this.leastPercent = leastPercent;
        this.mostPercent = mostPercent;
        this.value = value;
        postConfig();
    }

    @Override
    public void postConfig() {
        PROBABILITY.require(probabilityPercent);
        LEAST.require(leastPercent);
        MOST.require(mostPercent);
        VALUE.require(value);
        if (leastPercent > mostPercent) {
            throw new PropertyException(
                    "",
                    LEAST.property(),
                    "leastPercent is " + Decimal.text(leastPercent) + ", expected at most mostPercent, which is "
                            + Decimal.text(mostPercent));
        }
    }

    @Override
    int order() {
        return 6;
    }

    /** Changes one image in place. */
    void apply(Draws draws, ImageShape shape, float[] pixels, int offset) {
        if (draws.fraction() * 100 >= probabilityPercent) {
            return;
        }
        double area = (leastPercent + draws.fraction() * (mostPercent - leastPercent)) / 100;
        double ratio = StrictMath.exp(draws.within(FLATTEST));
        double pixelArea = area * shape.height() * shape.width();
        int height = side(Math.sqrt(pixelArea * ratio), shape.height());
        int width = side(Math.sqrt(pixelArea / ratio), shape.width());
        int top = (int) (draws.fraction() * (shape.height() - height + 1));
        int left = (int) (draws.fraction() * (shape.width() - width + 1));
        for (int row = top; row < top + height; row++) {
            int from = offset + (row * shape.width() + left) * shape.channels();
            for (int i = from; i < from + width * shape.channels(); i++) {
                pixels[i] = (float) value;
            }
        }
    }

    private static int side(double pixels, int most) {
        return Math.min((int) (pixels + 0.5), most);
    }

    @Override
    String text() {
        return AugmentationWord.ERASING.word() + " " + Decimal.text(probabilityPercent)
                + Decimal.option("least", leastPercent, USUAL_LEAST)
                + Decimal.option("most", mostPercent, USUAL_MOST) + Decimal.option("value", value, 0);
    }
}
