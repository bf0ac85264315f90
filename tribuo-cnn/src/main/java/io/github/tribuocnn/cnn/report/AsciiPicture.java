/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

/**
 * A picture drawn with characters, for a terminal: one character for two rows, since characters are about twice as high as
 * wide, darker to brighter from blank to {@code @}.
 */
public final class AsciiPicture {
    private static final String INKS = " .:-=+*#%@";

    private AsciiPicture() {}

    /**
     * Draws a picture.
     *
     * @param picture the picture
     * @return half as many lines as it has rows (rounded up), each ended by a line feed and without trailing blanks
     */
    public static String text(Picture picture) {
        var text = new StringBuilder();
        for (int row = 0; row < picture.height(); row += 2) {
            var line = new StringBuilder();
            for (int column = 0; column < picture.width(); column++) {
                float upper = picture.brightness(row, column);
                float lower = row + 1 < picture.height() ? picture.brightness(row + 1, column) : upper;
                line.append(INKS.charAt(Math.round((upper + lower) / 2 * (INKS.length() - 1))));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
