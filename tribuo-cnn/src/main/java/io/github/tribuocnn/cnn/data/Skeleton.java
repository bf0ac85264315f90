/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: strokes through control points in a box of width and height 1, x to the right, y down.
 *
 * @param weight how often people write it so, relative to the other skeletons of the digit
 * @param strokes the strokes; where two points coincide they stay together however the points are moved
 * @param points the different control points, x then y
 */
record Skeleton(double weight, List<Stroke> strokes, double[] points) {

    /**
     * A pen movement.
     *
     * @param curved whether it is a smooth curve through its points, or straight from point to point
     * @param at indices into the skeleton's points
     */
    record Stroke(boolean curved, int[] at) {
        /** The point before or after one of the stroke; past an end the end itself, or round again if it is closed. */
        int neighbour(int index, int step) {
            int last = at.length - 1;
            int wanted = index + step;
            if (at[0] == at[last]) {
                return at[Math.floorMod(wanted, last)];
            }
            return at[Math.max(0, Math.min(last, wanted))];
        }
    }

    /**
     * Reads a skeleton: the weight, then each stroke after a {@code ~} (curved) or {@code -} (straight), points as
     * {@code x,y} in hundredths.
     */
    static Skeleton parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        List<String> points = new ArrayList<>();
        List<Stroke> strokes = new ArrayList<>();
        boolean curved = false;
        List<Integer> at = new ArrayList<>();
        for (String word : Arrays.copyOfRange(words, 1, words.length)) {
            if (word.equals("~") || word.equals("-")) {
                addStroke(strokes, curved, at);
                curved = word.equals("~");
                at.clear();
            } else {
                if (!points.contains(word)) {
                    points.add(word);
                }
                at.add(points.indexOf(word));
            }
        }
        addStroke(strokes, curved, at);
        double[] coordinates = points.stream()
                .flatMap(point -> Arrays.stream(point.split(",", -1)))
                .mapToDouble(hundredths -> Double.parseDouble(hundredths) / 100)
                .toArray();
        return new Skeleton(Double.parseDouble(words[0]), List.copyOf(strokes), coordinates);
    }

    private static void addStroke(List<Stroke> strokes, boolean curved, List<Integer> at) {
        if (!at.isEmpty()) {
            strokes.add(new Stroke(curved, at.stream().mapToInt(i -> i).toArray()));
        }
    }
}
