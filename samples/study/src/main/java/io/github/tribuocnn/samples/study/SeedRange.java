/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds in a row.
 *
 * @param first the first
 * @param last the last, at least the first
 */
record SeedRange(long first, long last) {

    LongStream seeds() {
        return LongStream.rangeClosed(first, last);
    }

    /** Reads {@code 1-10} and {@code 7}. */
    static final class Reader implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            String[] ends = text.split("-", -1);
            try {
                long first = Long.parseLong(ends[0]);
                long last = Long.parseLong(ends[ends.length - 1]);
                if (ends.length <= 2 && first <= last) {
                    return new SeedRange(first, last);
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException(expected(text));
            }
            throw new TypeConversionException(expected(text));
        }

        private static String expected(String text) {
            return "'" + text + "' is no range of seeds, expected for example 1-10, or 7 for a single one";
        }
    }
}
