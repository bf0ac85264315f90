/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import java.util.List;

/**
 * How to train.
 *
 * @param epochs passes over the digits, all in one run, at least 1
 * @param batchSize digits a step, at least 1
 * @param threads threads to compute with, at least 1
 * @param architecture another network than the reference network, in the text form of tribuo-cnn; empty for the reference
 *     network, which is all that others can train
 */
public record Settings(int epochs, int batchSize, int threads, String architecture) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Settings {
        if (epochs < 1 || batchSize < 1 || threads < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + ", batchSize is " + batchSize + ", threads is "
                    + threads + "; expected at least 1 each");
        }
    }

    /** The form in which a process is given its settings; {@link #parse} reads it. */
    public List<String> arguments() {
        return List.of(Integer.toString(epochs), Integer.toString(batchSize), Integer.toString(threads), architecture);
    }

    static Settings parse(List<String> arguments) {
        return new Settings(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                arguments.get(3));
    }

    /**
     * For those who train the reference network only.
     *
     * @return this
     * @throws IllegalArgumentException if another network is asked for
     */
    public Settings requireReferenceNetwork() {
        if (!architecture.isEmpty()) {
            throw new IllegalArgumentException("Only tribuo-cnn trains networks given as text, found " + architecture);
        }
        return this;
    }
}
