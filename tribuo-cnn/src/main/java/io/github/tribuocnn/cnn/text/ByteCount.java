/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

import java.util.Locale;

/** Amounts of memory in texts. */
public final class ByteCount {

    private static final String[] UNITS = {"B", "KB", "MB", "GB"};
    private static final int STEP = 1024;

    private ByteCount() {}

    /**
     * An amount in the largest unit that leaves at least 1.
     *
     * @param bytes the amount
     * @return for example {@code 179.90 KB}, of 1,024 bytes each
     */
    public static String text(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %s", size, UNITS[unit]);
    }
}
