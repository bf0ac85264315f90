/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Labelled grey images of 28 rows of 28 pixels, the same bytes for every competitor. */
public final class Digits {

    /** Rows, and pixels a row. */
    public static final int SIDE = 28;

    /** Pixels of a digit. */
    public static final int PIXELS = SIDE * SIDE;

    /** Different labels: 0 to 9. */
    public static final int CLASSES = 10;

    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Digits.
     *
     * @param pixels 784 bytes a digit, row by row, 0 to 255; not copied
     * @param labels a label from 0 to 9 a digit; not copied
     * @throws IllegalArgumentException if the arrays are not for the same number of digits, or there are none
     */
    public Digits(byte[] pixels, byte[] labels) {
        if (labels.length == 0 || pixels.length != (long) labels.length * PIXELS) {
            throw new IllegalArgumentException(pixels.length + " pixels and " + labels.length
                    + " labels, expected at least one label and " + PIXELS + " pixels each");
        }
        this.pixels = pixels;
        this.labels = labels;
    }

    /** How many. */
    public int size() {
        return labels.length;
    }

    /** The label of a digit, 0 to 9. */
    public int label(int index) {
        return labels[index];
    }

    /**
     * The grey level of a pixel.
     *
     * @param index the digit
     * @param position 28 times the row plus the column
     * @return 0 to 255
     */
    public int pixel(int index, int position) {
        return pixels[index * PIXELS + position] & 0xff;
    }

    /**
     * Writes the pixels of a digit as numbers from 0 to 1.
     *
     * @param index the digit
     * @param target receives 784 numbers
     * @param offset where the first goes
     */
    public void copyPixels(int index, float[] target, int offset) {
        for (int i = 0; i < PIXELS; i++) {
            target[offset + i] = (pixels[index * PIXELS + i] & 0xff) / 255f;
        }
    }

    /** The bytes of all digits, one after the other; a copy. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** The first digits. */
    public Digits head(int count) {
        return new Digits(Arrays.copyOf(pixels, count * PIXELS), Arrays.copyOf(labels, count));
    }

    /**
     * An order to visit the digits in.
     *
     * @param epoch each has its own
     * @return every index once
     */
    public int[] shuffled(int epoch) {
        Random random = new Random(epoch);
        int[] order = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * Writes a file for {@link #read}.
     *
     * @throws IOException if writing fails
     */
    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(labels.length);
            out.write(pixels);
            out.write(labels);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if reading fails
     */
    public static Digits read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            return new Digits(in.readNBytes(count * PIXELS), in.readNBytes(count));
        }
    }
}
