/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The column order of an exported file.
 *
 * <p>Tribuo numbers labels in the iteration order of a hash map ("cat", "dog", "ship", "frog" become frog, cat, ship,
 * dog), which a reader of the file cannot guess. The file's columns are in natural order instead: by value when every
 * label is a number, else by character.
 */
final class LabelOrder {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private LabelOrder() {}

    /**
     * Returns, for each column of the file, the index in {@code labels} of the label that belongs there.
     *
     * @throws IllegalArgumentException if a label occurs twice
     */
    static int[] natural(List<String> labels) {
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (!seen.add(label)) {
                throw new IllegalArgumentException("label '" + label + "' occurs twice in " + labels
                        + "; each output of the network needs a label of its own");
            }
        }
        boolean numbers =
                labels.stream().allMatch(label -> NUMBER.matcher(label).matches());
        // "01" and "1" are equal as numbers: the text decides, so that the order never depends on the input's.
        Comparator<String> order = numbers
                ? Comparator.<String, BigDecimal>comparing(BigDecimal::new).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparing(labels::get, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
