/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.google.protobuf.ByteString;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.protos.OptimiserNumberProto;
import io.github.tribuocnn.cnn.protos.OptimiserSlotProto;
import io.github.tribuocnn.cnn.protos.OptimiserStateProto;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what an optimiser remembers to its protobuf and reads it back. One state has one form in bytes. */
final class OptimiserStateCodec {
    /** Version of the protobuf this class writes, and the newest it reads. */
    static final int CURRENT_VERSION = 0;

    private OptimiserStateCodec() {}

    static OptimiserStateProto write(OptimiserState state) {
        OptimiserStateProto.Builder proto =
                OptimiserStateProto.newBuilder().setVersion(CURRENT_VERSION).setRule(state.rule());
        state.numbers()
                .forEach((name, value) -> proto.addNumbers(
                        OptimiserNumberProto.newBuilder().setName(name).setValue(value)));
        state.slots()
                .forEach((name, values) -> proto.addSlots(OptimiserSlotProto.newBuilder()
                        .setName(name)
                        .setValues(ByteString.copyFrom(FloatBytes.of(values)))));
        return proto.build();
    }

    /** The SHA-256 of a state, 64 lower-case hexadecimal digits. */
    static String sha256Hex(OptimiserState state) {
        return FloatBytes.hex(FloatBytes.sha256(write(state).toByteArray()));
    }

    /**
     * Reads a state.
     *
     * @param parameters the number of values each slot must have
     * @throws IllegalStateException if it is of a newer version, or contradicts itself or the network
     */
    static OptimiserState read(OptimiserStateProto proto, int parameters) {
        if (proto.getVersion() < 0 || proto.getVersion() > CURRENT_VERSION) {
            throw invalid(
                    "has version " + proto.getVersion() + ", this class supports at most version " + CURRENT_VERSION
                            + "; read the model with the release of tribuo-cnn that wrote it, or a newer one");
        }
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (OptimiserNumberProto number : proto.getNumbersList()) {
            if (!Double.isFinite(number.getValue())) {
                throw invalid("has the number " + number.getName() + " = " + number.getValue());
            }
            if (numbers.put(number.getName(), number.getValue()) != null) {
                throw invalid("has the number " + number.getName() + " twice");
            }
        }
        SortedMap<String, float[]> slots = new TreeMap<>();
        for (OptimiserSlotProto slot : proto.getSlotsList()) {
            if (slots.put(slot.getName(), values(slot, parameters)) != null) {
                throw invalid("has the values " + slot.getName() + " twice");
            }
        }
        return new OptimiserState(proto.getRule(), numbers, slots);
    }

    private static float[] values(OptimiserSlotProto slot, int parameters) {
        ByteString bytes = slot.getValues();
        if (bytes.size() != (long) Float.BYTES * parameters) {
            throw invalid("has " + bytes.size() + " bytes of " + slot.getName() + ", but the architecture has "
                    + parameters + " parameters, " + (long) Float.BYTES * parameters + " bytes");
        }
        return FloatBytes.toFloats(bytes);
    }

    private static IllegalStateException invalid(String reason) {
        return new IllegalStateException("Invalid protobuf, the optimiser state " + reason);
    }
}
