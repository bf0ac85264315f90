/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static io.github.tribuocnn.cnn.kernel.VectorKernels.FLOAT_VECTOR;
import static jdk.incubator.vector.VectorOperators.B2I;
import static jdk.incubator.vector.VectorOperators.I2F;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Bytes to floats, a vector of floats at a time. */
final class VectorPixels {

    private static final VectorSpecies<Float> FLOATS = VectorKernels.FLOATS;
    private static final int STEP = VectorKernels.STEP;

    /** As many bytes as {@link #FLOATS} has lanes; there are no vectors of fewer than eight, of which one half is used then. */
    private static final VectorSpecies<Byte> BYTES = STEP == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private VectorPixels() {}

    static void scale(byte[] values, int count, float maximum, float[] out, int outOffset) {
        FloatVector divisor = FloatVector.broadcast(FLOATS, maximum);
        int i = 0;
        for (; i + BYTES.length() <= count; i += STEP) {
            // the conversion that extends with zeros fails where JDK 17 interprets it
            IntVector unsigned = ((IntVector)
                            ByteVector.fromArray(BYTES, values, i).convertShape(B2I, VectorKernels.INTS, 0))
                    .and(0xFF);
            FLOAT_VECTOR
                    .cast(((FloatVector) unsigned.convert(I2F, 0)).div(divisor))
                    .intoArray(out, outOffset + i);
        }
        for (; i < count; i++) {
            out[outOffset + i] = Byte.toUnsignedInt(values[i]) / maximum;
        }
    }
}
