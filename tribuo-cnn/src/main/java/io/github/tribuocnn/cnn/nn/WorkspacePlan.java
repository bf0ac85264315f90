/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** What a {@link Workspace} needs and where in its arrays each layer has its place, before anything is allocated. */
final class WorkspacePlan {

    /** Doubles between what two threads write, so that they share no cache line nor the line fetched beside it. */
    private static final int APART = 128 / Double.BYTES;

    /**
     * The most floats of turned parameters, 1 MB, that each thread has a copy of. A second cache holds no more of them: then
     * a line that another thread wrote comes from no farther away than one of the thread's own.
     */
    private static final int OWN_TURNED = 1 << 18;

    final int capacity;
    final boolean training;

    /** What stays for the whole batch, and what passes with the images. */
    final Passage passage;

    final int inputStride;
    final int[] outStrides;
    final int[] scratchStrides;
    final int[] winnerStrides;

    /** Where places of slot 0, or of image 0, begin. */
    final int input = CacheLines.FIRST;

    final int inputGradients;
    final int[] outs;
    final int[] outGradients;
    final int[] scratches;
    final int[] winners;

    /** Where what belongs to no image begins. */
    final int[] sides;

    /** Where the first copy of turned parameters begins, and where the next after that. */
    final int[] turned;

    final long[] turnedSizes;

    /** Whether each thread has a copy of its own, but of divided layers. */
    final boolean ownTurned;

    final int[] statistics;

    /** The sizes of the arrays, in elements. */
    final int memorySize;

    final int winnersSize;
    final int statisticsSize;
    final int gradientsSize;
    final int exponentialsSize;

    /** From the loss's working space of one image, or of one slot, to the next. */
    final int exponentialsStride;

    final int zerosSize;

    private final long listBytes;

    /** A plan by which every image has places of its own. */
    static WorkspacePlan ofAllImages(Network network, int capacity, boolean training) {
        return new WorkspacePlan(network, capacity, training, Passage.ofNone(network), 0);
    }

    /** A plan to train by, with as many threads. */
    static WorkspacePlan toTrain(Network network, int capacity, int threads) {
        int apart = threads > 1 ? CacheLines.APART : 0;
        return new WorkspacePlan(network, capacity, true, Passage.ofTraining(network, capacity, threads), apart);
    }

    /**
     * A plan.
     * @param apart Floats to leave free behind each layer's: the last images are one thread's, the first of what follows
     *     another's.
     */
    private WorkspacePlan(Network network, int capacity, boolean training, Passage passage, int apart) {
        this.capacity = capacity;
        this.training = training;
        this.passage = passage;
        List<Layer> layers = network.layers();
        this.inputStride = network.inputStride();
        this.outStrides = layers.stream().mapToInt(Layer::outStride).toArray();
        this.scratchStrides = layers.stream().mapToInt(Layer::scratchStride).toArray();
        this.winnerStrides = layers.stream().mapToInt(Layer::winnerStride).toArray();
        Places floats = new Places(CacheLines.FIRST, capacity, apart);
        floats.add(room(passage.inputPasses(), inputStride), "its pixels");
        this.inputGradients =
                floats.add(training && network.givesInputGradients() ? room(false, inputStride) : 0, "their gradients");
        this.outs = floats.addAll(network, i -> room(passage.outputPasses(i), outStrides[i]), "the output of ");
        this.outGradients = floats.addAll(
                network, i -> training ? room(passage.gradientPasses(i), outStrides[i]) : 0, "the output gradient of ");
        this.turnedSizes = layers.stream().mapToLong(Layer::turnedSize).toArray();
        this.ownTurned = passage.slots() > 0 && turnedAlone() <= OWN_TURNED;
        this.turned = floats.addAll(
                network,
                i -> training ? (hasOwnTurned(i) ? passage.slots() * apart(turnedSizes[i]) : turnedSizes[i]) : 0,
                "the turned weights of ");
        this.sides = floats.addAll(network, i -> training ? layers.get(i).sideSize() : 0, "the working space of ");
        this.scratches =
                floats.addAll(network, i -> room(passage.scratchPasses(i), scratchStrides[i]), "the scratch space of ");
        Places ints = new Places(CacheLines.FIRST, capacity, apart);
        this.winners = ints.addAll(network, i -> room(passage.winnersPass(), winnerStrides[i]), "the winners of ");
        Places doubles = new Places(0, capacity, 0);
        this.statistics =
                doubles.addAll(network, i -> training ? layers.get(i).statisticsSize() : 0, "the statistics of ");
        this.memorySize = training ? Math.max(floats.size, CacheLines.LARGE) : floats.size;
        this.winnersSize = ints.size;
        this.statisticsSize = doubles.size;
        this.gradientsSize = training ? network.packedParameterCount() : 0;
        this.exponentialsStride = network.outputs() + (passage.slots() > 0 ? APART : 0);
        this.exponentialsSize = (passage.slots() > 0 ? passage.slots() : capacity) * exponentialsStride;
        this.zerosSize = zeros();
        this.listBytes = training ? listBytes() : 0;
    }

    /** Floats of turned parameters that a thread would have to itself. */
    private long turnedAlone() {
        return IntStream.range(0, turnedSizes.length)
                .filter(i -> !passage.isDivided(i))
                .mapToLong(i -> turnedSizes[i])
                .sum();
    }

    /** Whether each thread has a copy of a layer's turned parameters. */
    boolean hasOwnTurned(int layer) {
        return ownTurned && !passage.isDivided(layer);
    }

    private int zeros() {
        return Kernels.padded(
                Math.max(inputStride, IntStream.of(outStrides).max().orElse(0)));
    }

    private long room(boolean passing, int stride) {
        return passing ? passage.slots() * slotSize(stride) : (long) capacity * stride;
    }

    /** From the passing images of a slot, of so many floats or ints each, to those of the next. */
    static long slotSize(int stride) {
        return apart((long) Workspace.AT_ONCE * stride);
    }

    /** From the floats, or ints, of a slot to those of the next: nothing if there are none. */
    static long apart(long size) {
        return size == 0 ? 0 : size + CacheLines.APART;
    }

    /** The winners' lists of all parts, each an offset and a gradient for every winner of the largest layer. */
    private long listBytes() {
        int most = IntStream.of(winnerStrides).max().orElse(0);
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
        private final int apart;
        private int size;

        Places(int first, int capacity, int apart) {
            this.size = first;
            this.apart = apart;
            this.whatFor = "A batch of " + capacity + " images: memory up to ";
        }

        int add(long count, String part) {
            int place = size;
            long lines = (count + Kernels.LANES - 1) / Kernels.LANES;
            size = ArraySize.of(size + lines * Kernels.LANES + (count > 0 ? apart : 0), whatFor + part);
            return place;
        }

        int[] addAll(Network network, IntToLongFunction count, String part) {
            return IntStream.range(0, network.layers().size())
                    .map(i -> add(count.applyAsLong(i), part + network.layerName(i)))
                    .toArray();
        }
    }
}
