/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static io.github.tribuocnn.cnn.Forgery.assertRefused;
import static io.github.tribuocnn.cnn.Forgery.proto;
import static io.github.tribuocnn.cnn.Forgery.reason;
import static io.github.tribuocnn.cnn.Forgery.shape;
import static io.github.tribuocnn.cnn.Forgery.withWeights;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models that claim more than their file holds: refused before anything is allocated for them. */
final class ForgedModelTest {
    @Test
    void layersOutOfProportionAreRefused() {
        assertRefused("the 4002 layers cover 40000000 positions, expected at most 34194432", proto -> {
            proto.setInput(shape(100, 100, 1)).setArchitecture("conv 1 1x1, ".repeat(4_000) + "flatten, dense 3");
            IntStream.range(64, 10_000).forEach(pixel -> proto.addPixelFeatureIds(-1));
        });
        assertRefused(
                "the architecture has 12000016 characters, expected at most 131072",
                proto -> proto.setArchitecture("conv 1 1x1, ".repeat(1_000_000) + "flatten, dense 3"));
    }

    @Test
    void aLongImpossibleArchitectureIsNotRepeatedWhole() {
        String reason = reason(proto -> proto.setArchitecture("conv 1 1x1, ".repeat(1_000) + "dense 3"));

        assertTrue(reason.startsWith("Invalid protobuf, the architecture \"conv 1 1x1, conv 1 1x1, "), reason);
        assertTrue(
                reason.endsWith(
                        "...\" is impossible: Layer 1001 (dense 3), input 8x8x1: dense needs a vector, but gets an"
                                + " image; put flatten before it, which makes a vector of 64 values"),
                reason);
        assertTrue(reason.length() < 450, reason);
    }

    /** What a forger claims must cost nothing: only what the file holds may be allocated. */
    @Test
    void forgedSizesAreRefusedBeforeTheyAreAllocated() throws InvalidProtocolBufferException {
        List<CNNModelProto.Builder> forgeries = List.of(
                proto().toBuilder().setArchitecture("flatten, dense 30000000"),
                proto().toBuilder().setArchitecture("conv 60000 8x8 relu, flatten, dense 3"),
                proto().toBuilder().setInput(shape(30_000, 30_000, 1)),
                proto().toBuilder().setInput(shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (CNNModelProto.Builder forgery : forgeries) {
            Any message = Any.pack(forgery.build());
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThrows(
                    IllegalStateException.class,
                    () -> CNNModel.deserializeFromProto(0, CNNModel.class.getName(), message));
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < 4_000_000, allocated + " bytes for " + forgery.getArchitecture());
        }
    }

    /** What may be true is taken in, but not yet laid out: 200 kB of file describe a network that takes 400 MB. */
    @Test
    void readingAModelOfManyLayersCostsLittleMoreThanTheFile() throws InvalidProtocolBufferException {
        String text = "conv 1 1x1, ".repeat(3_300) + "flatten, dense 3";
        ImageShape image = new ImageShape(100, 100, 1);
        float[] weights = new float[Architecture.parse(text, image).parameterCount()];
        CNNModelProto.Builder proto = withWeights(proto().toBuilder().clearOptimiserState(), weights)
                .setInput(shape(100, 100, 1))
                .setArchitecture(text);
        IntStream.range(64, 10_000).forEach(pixel -> proto.addPixelFeatureIds(-1));
        Any message = Any.pack(proto.build());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        CNNModel read = CNNModel.deserializeFromProto(0, CNNModel.class.getName(), message);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(3_302, read.architecture().layers().size());
        assertTrue(allocated < 32_000_000, allocated + " bytes for " + message.getSerializedSize());
    }
}
