/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** What a {@link Workspace} needs and where in its arrays each layer has its place, before anything is allocated. */
final class WorkspacePlan {

    /** Floats from the beginning of an array to the next cache line, behind the 16 bytes of the array's header. */
    static final int FIRST_LINE = 12;

    /**
     * The least memory of a training run, 4 MB. G1 keeps arrays of half a region and more at the beginning of a region,
     * where cache lines begin too; on lines of their own, vectors load and store faster.
     */
    private static final int TRAINING_FLOATS = 1 << 20;

    final int capacity;
    final boolean training;
    final int inputGradients;
    final int[] ins;
    final int[] inGradients;
    final int[] outs;
    final int[] outGradients;
    final int[] sides;
    final int[] scratches;
    final int[] winners;
    final int[] statistics;

    /** The sizes of the arrays, in elements. */
    final int memorySize;

    final int winnersSize;
    final int statisticsSize;
    final int gradientsSize;
    final int exponentialsSize;
    final int zerosSize;

    private final long listBytes;

    WorkspacePlan(Network network, int capacity, boolean training) {
        this.capacity = capacity;
        this.training = training;
        Places floats = new Places(FIRST_LINE, capacity);
        long pixels = (long) capacity * network.inputStride();
        floats.add(pixels, "its pixels");
        this.inputGradients = floats.add(training && network.givesInputGradients() ? pixels : 0, "their gradients");
        this.outs = floats.addAll(network, layer -> (long) capacity * layer.outStride(), "the output of ");
        this.outGradients = floats.addAll(
                network, layer -> training ? (long) capacity * layer.outStride() : 0, "the output gradient of ");
        int[] sources =
                IntStream.range(0, network.layers().size()).map(network::source).toArray();
        this.ins = Arrays.stream(sources).map(i -> i < 0 ? FIRST_LINE : outs[i]).toArray();
        this.inGradients = Arrays.stream(sources)
                .map(i -> i < 0 ? inputGradients : outGradients[i])
                .toArray();
        this.sides = floats.addAll(network, layer -> training ? layer.sideSize(capacity) : 0, "the working space of ");
        this.scratches =
                floats.addAll(network, layer -> (long) capacity * layer.scratchStride(), "the scratch space of ");
        Places ints = new Places(FIRST_LINE, capacity);
        this.winners = ints.addAll(network, layer -> (long) capacity * layer.winnerStride(), "the winners of ");
        Places doubles = new Places(0, capacity);
        this.statistics = doubles.addAll(network, layer -> training ? layer.statisticsSize() : 0, "the statistics of ");
        this.memorySize = training ? Math.max(floats.size, TRAINING_FLOATS) : floats.size;
        this.winnersSize = ints.size;
        this.statisticsSize = doubles.size;
        this.gradientsSize = training ? network.packedParameterCount() : 0;
        this.exponentialsSize = capacity * network.outputs();
        this.zerosSize = training ? Math.max(widest(network), Kernels.padded(capacity)) : 0;
        this.listBytes = training ? listBytes(network) : 0;
    }

    private static int widest(Network network) {
        return network.layers().stream().mapToInt(Layer::outStride).max().orElse(0);
    }

    /** The winners' lists of all parts, each an offset and a gradient for every winner of the largest layer. */
    private static long listBytes(Network network) {
        int most = network.layers().stream().mapToInt(Layer::winnerStride).max().orElse(0);
        return (long) Network.PARTS * most * (Integer.BYTES + Float.BYTES);
    }

    /** What the arrays take, without the parameters. */
    long bytes() {
        return listBytes
                + Float.BYTES * ((long) memorySize + gradientsSize + zerosSize)
                + (long) Integer.BYTES * winnersSize
                + Double.BYTES * ((long) statisticsSize + exponentialsSize);
    }

    /** Gives out the places of an array, each at the beginning of a cache line if the first one is. */
    private static final class Places {

        private final String whatFor;
        private int size;

        Places(int first, int capacity) {
            this.size = first;
            this.whatFor = "A batch of " + capacity + " images: memory up to ";
        }

        int add(long count, String part) {
            int place = size;
            long lines = (count + Kernels.LANES - 1) / Kernels.LANES;
            size = ArraySize.of(size + lines * Kernels.LANES, whatFor + part);
            return place;
        }

        int[] addAll(Network network, ToLongFunction<Layer> count, String part) {
            List<Layer> layers = network.layers();
            return IntStream.range(0, layers.size())
                    .map(i -> add(count.applyAsLong(layers.get(i)), part + network.layerName(i)))
                    .toArray();
        }
    }
}
