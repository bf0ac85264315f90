/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** Versions of ONNX's default operator set, and the version of the file format each came with. */
final class OperatorSet {
    static final int OLDEST = 13;
    /** ONNX Runtime 1.20.0, the one Tribuo 4.3.2 brings, reads none newer. */
    static final int NEWEST = 21;

    /** The last operator set of IR 7, of IR 8 and of IR 9 (the table in ONNX's Versioning.md). */
    private static final int[] LAST_OF_IR = {14, 18, 20};

    private OperatorSet() {}

    static boolean isSupported(long version) {
        return version >= OLDEST && version <= NEWEST;
    }

    /** Derived, never the newest: readers refuse an IR version they do not know, whatever the operators. */
    static int irVersion(int version) {
        int ir = 7;
        for (int last : LAST_OF_IR) {
            ir += version > last ? 1 : 0;
        }
        return ir;
    }
}
