/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How arrays lie in memory. No vector should lie across two cache lines, where loads and stores take twice as long, and no
 * two threads should work side by side.
 *
 * <p>Java does not say where an array lies. But G1 keeps large arrays, of half a region and more, at the beginning of a
 * region. Elsewhere all works as well, only slower.
 */
public final class CacheLines {

    /** Floats from the beginning of a large array to its first cache line, behind the 16 bytes of the array's header. */
    public static final int FIRST = 12;

    /** The least floats of a large array, 4 MB: half a region of a heap of 16 GB. */
    public static final int LARGE = 1 << 20;

    /**
     * Floats to leave free between what two threads write again and again, four pages: processors fetch what follows ahead
     * of a thread, some beyond the end of a page, and would take it away from the thread that works there.
     */
    public static final int APART = 4 * 4096 / Float.BYTES;

    /** Reads and writes that the compiler leaves where they are, though nothing comes of them. */
    private static final VarHandle FLOATS = MethodHandles.arrayElementVarHandle(float[].class);

    /** The large array that rooms are being given out of, and where the next begins. */
    private static float[] array = new float[0];

    private static int next;

    private CacheLines() {}

    /**
     * Has lines that another thread wrote brought to this one, many at a time: a kernel, with work to do for each, would ask
     * for one after the other. Changes nothing.
     * @param array The array.
     * @param from The first float.
     * @param to One past the last float.
     */
    public static void fetch(float[] array, int from, int to) {
        for (int i = from; i < to; i += Kernels.LANES) {
            float unused = (float) FLOATS.getOpaque(array, i);
        }
    }

    /**
     * Has lines that another thread has read taken away from it, many at a time, before this thread writes to them: stores
     * are carried out in order, and those of a kernel would pile up behind one that waits for its line. Changes nothing.
     * @param array The array.
     * @param from The first of the floats, which no other thread writes to at this time.
     * @param to One past the last float.
     */
    public static void claim(float[] array, int from, int to) {
        for (int i = from; i < to; i += Kernels.LANES) {
            FLOATS.setOpaque(array, i, (float) FLOATS.getOpaque(array, i));
        }
    }

    /**
     * Some floats of an array, from a cache line on.
     * @param array The array, which may hold other rooms too.
     * @param first Where the room begins.
     * @param floats How many.
     */
    record Room(float[] array, int first, int floats) {

        /** Room for nothing. */
        static final Room NONE = new Room(new float[0], 0, 0);
    }

    /**
     * Gives out room, in an array that is collected once none of its rooms is in use and another has been begun.
     * @param floats How many.
     * @return Zeros that nobody else has.
     */
    static synchronized Room room(int floats) {
        if (floats > array.length - next) {
            array = new float[Math.max(LARGE, FIRST + floats)];
            next = FIRST;
        }
        Room room = new Room(array, next, floats);
        next += Math.min(array.length - next, Kernels.padded(floats) + APART);
        return room;
    }
}
