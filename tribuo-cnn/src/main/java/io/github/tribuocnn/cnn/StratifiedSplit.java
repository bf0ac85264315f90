/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.train.TrainingImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A part of the training images held out for validation, with the class proportions of the whole.
 *
 * <p>The number held out is {@code round(fraction * images)}, shared out among the classes by largest remainder; a
 * class never gives away its last image. Both parts keep the order of the dataset.
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
    static StratifiedSplit of(TrainingImages images, int classes, double fraction, long seed) {
        int[] left = new int[classes];
        for (int i = 0; i < images.size(); i++) {
            left[images.label(i)]++;
        }
        int[] wanted = shareOut(left, fraction);
        if (IntStream.of(wanted).sum() == 0) {
            throw new IllegalArgumentException("A validationFraction of " + fraction + " holds out none of the "
                    + images.size() + " training images, as every label keeps at least one. Raise it, add images, or"
                    + " set it to 0.");
        }
        boolean[] held = new boolean[images.size()];
        // Selection sampling: going through a shuffled order, each class gives its first ones away.
        for (int i : shuffled(images.size(), seed)) {
            int label = images.label(i);
            if (wanted[label] > 0) {
                wanted[label]--;
                held[i] = true;
            }
        }
        return new StratifiedSplit(
                IntStream.range(0, held.length).filter(i -> !held[i]).toArray(),
                IntStream.range(0, held.length).filter(i -> held[i]).toArray());
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
