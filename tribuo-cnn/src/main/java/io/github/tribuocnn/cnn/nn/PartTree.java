/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A binary tree over the parts of a stage, up to its two halves: {@code (0 + 1) + (2 + 3)} and {@code (4 + 5) + (6 + 7)}.
 * So sums over parts have one order, whichever thread ends when, and a thread that runs neighbouring parts adds up what is
 * in its own cache. Of two siblings, the one that ends last is joined to the other at once; nobody waits.
 */
final class PartTree {

    /** Counters lie as far apart as this, so that no two share a cache line or the line fetched beside it. */
    private static final int APART = 128 / Integer.BYTES;

    /** How often siblings have ended, under the number of the part where the second of them begins. */
    private final AtomicIntegerArray ends = new AtomicIntegerArray((Network.PARTS + 1) * APART);

    private final Join join;

    /** Adds what the parts from {@code other} on have come to, to what those from {@code part} on have. */
    @FunctionalInterface
    interface Join {
        void join(int part, int other);
    }

    PartTree(Join join) {
        this.join = join;
    }

    /** Says that a part has ended, once in every run of the stage. */
    void end(int part) {
        for (int width = 1; width < Network.PARTS / 2; width *= 2) {
            int first = part - part % (2 * width);
            int second = first + width;
            // an odd end is the first of its run; an even one sees what the sibling wrote before its own
            if (ends.incrementAndGet(second * APART) % 2 != 0) {
                return;
            }
            join.join(first, second);
        }
    }
}
