/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A part of the training images held out for validation, with the class proportions of the whole.
 *
 * <p>The number held out is {@code round(fraction * images)}, shared out among the classes by largest remainder; a
 * class never gives away its last image. Images of one example stay together, so a bootstrap sample may hold out a few
 * less. Both parts keep the order of the dataset.
 */
final class StratifiedSplit {
    private final int[] training;
    private final int[] validation;

    private StratifiedSplit(int[] training, int[] validation) {
        this.training = training;
        this.validation = validation;
    }

    /** The images to train on, ascending. */
    int[] training() {
        return training;
    }

    /** The images held out, ascending. */
    int[] validation() {
        return validation;
    }

    /**
     * Splits by a function of the labels, the fraction and the seed alone.
     *
     * @param images the whole training set
     * @param classes the number of labels
     * @param fraction the part to hold out, in (0, 1)
     * @param seed decides which images of a class are held out
     * @throws IllegalArgumentException if no image would be held out
     */
    static StratifiedSplit of(EncodedImages images, int classes, double fraction, long seed) {
        int[] left = new int[classes];
        for (int i = 0; i < images.size(); i++) {
            left[images.label(i)]++;
        }
        int[] wanted = shareOut(left, fraction);
        boolean[] held = hold(images, wanted, seed);
        if (IntStream.range(0, held.length).noneMatch(i -> held[i])) {
            throw new IllegalArgumentException("A validationFraction of " + fraction + " holds out none of the "
                    + images.size() + " training images, as every label keeps at least one. Raise it, add images, or"
                    + " set it to 0.");
        }
        return new StratifiedSplit(
                IntStream.range(0, held.length).filter(i -> !held[i]).toArray(),
                IntStream.range(0, held.length).filter(i -> held[i]).toArray());
    }

    /** Selection sampling: going through the examples in a shuffled order, each class gives its first ones away. */
    private static boolean[] hold(EncodedImages images, int[] wanted, long seed) {
        int[] copies = new int[images.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[images.source(i)]++;
        }
        boolean[] seen = new boolean[copies.length];
        boolean[] held = new boolean[copies.length];
        for (int i : shuffled(copies.length, seed)) {
            int source = images.source(i);
            int label = images.label(i);
            if (!seen[source] && copies[source] <= wanted[label]) {
                wanted[label] -= copies[source];
                held[source] = true;
            }
            seen[source] = true;
        }
        boolean[] imagesHeld = new boolean[copies.length];
        for (int i = 0; i < imagesHeld.length; i++) {
            imagesHeld[i] = held[images.source(i)];
        }
        return imagesHeld;
    }

    private static int[] shareOut(int[] counts, double fraction) {
        int[] shares = new int[counts.length];
        List<Integer> byRemainder = new ArrayList<>();
        int open = (int) Math.round(fraction * IntStream.of(counts).sum());
        for (int label = 0; label < counts.length; label++) {
            shares[label] = Math.min((int) (fraction * counts[label]), Math.max(0, counts[label] - 1));
            open -= shares[label];
            byRemainder.add(label);
        }
        byRemainder.sort(Comparator.comparingDouble(label -> -(fraction * counts[label] - shares[label])));
        for (int label : byRemainder) {
            if (open > 0 && shares[label] + 1 < counts[label]) {
                shares[label]++;
                open--;
            }
        }
        return shares;
    }

    private static int[] shuffled(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
