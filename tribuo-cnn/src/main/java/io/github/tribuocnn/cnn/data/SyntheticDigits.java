/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Handwritten digits that nobody wrote: drawn from stroke skeletons with a varying hand, in the size, position and
 * grey levels of MNIST (28 x 28, ink 20 pixels long, centre of mass at pixel (14, 14)). They need no file and no
 * network. Image {@code i} of a seed is the same for ever, on every machine, however many are drawn.
 *
 * <p>The reference network, trained on 60,000 of them and nothing else, reads 95 % of the 60,000 real digits of MNIST's
 * training set. Skeletons and variation were chosen with an eye on that set; MNIST's test set played no part.
 */
public final class SyntheticDigits {
    /** Rows and columns of every image. */
    public static final int SIDE = InkCanvas.SIDE;

    /** The most digits one set can hold. */
    public static final int MOST = 2_000_000;

    private static final int DIGITS = 10;
    private static final int IMAGE_BYTES = SIDE * SIDE;

    private SyntheticDigits() {}

    /**
     * Draws the first images of a seed, on all cores. Each run of ten images starting at a multiple of ten holds each
     * digit once, in a random order.
     *
     * @param seed any number; two seeds have nothing in common
     * @param size how many, 1 to {@link #MOST}
     * @return a set of the name {@code synthetic} with the labels 0 to 9
     * @throws IllegalArgumentException if {@code size} is out of range
     */
    public static ImageSet images(long seed, int size) {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException(outOfRange(size));
        }
        byte[] pixels = new byte[size * IMAGE_BYTES];
        IntStream.range(0, size).parallel().forEach(i -> draw(seed, i, pixels, i * IMAGE_BYTES));
        int[] labels = IntStream.range(0, size).map(i -> label(seed, i)).toArray();
        return new HeapImageSet(
                "synthetic", new Geometry(SIDE, SIDE, 1), pixels, new Labels(labels, Labels.numerals(DIGITS)));
    }

    static String outOfRange(int size) {
        return "size is " + size + ", expected 1 to " + MOST + " synthetic digits";
    }

    /** The digit of an image: each block of ten is a permutation of its own. */
    static int label(long seed, int index) {
        DigitRandom random = new DigitRandom(~seed, index / DIGITS);
        int[] order = IntStream.range(0, DIGITS).toArray();
        for (int i = DIGITS - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int digit = order[i];
            order[i] = order[other];
            order[other] = digit;
        }
        return order[index % DIGITS];
    }

    static void draw(long seed, int index, byte[] target, int offset) {
        DigitRandom random = new DigitRandom(seed, index);
        Skeleton skeleton = choose(DigitSkeletons.of(label(seed, index)), random);
        List<double[]> strokes = new Handwriting(random).write(skeleton);
        double radius = Math.max(0.7, 1.4 + 0.36 * random.bell());
        double softness = random.uniform(1.0, 1.6);
        InkCanvas canvas = new InkCanvas();
        canvas.draw(strokes, radius, softness);
        canvas.copyCentred(target, offset);
    }

    private static Skeleton choose(List<Skeleton> skeletons, DigitRandom random) {
        double left = random.uniform()
                * skeletons.stream().mapToDouble(Skeleton::weight).sum();
        for (Skeleton skeleton : skeletons) {
            left -= skeleton.weight();
            if (left < 0) {
                return skeleton;
            }
        }
        return skeletons.get(skeletons.size() - 1);
    }
}
