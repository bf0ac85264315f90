/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** What a {@link Workspace} needs and where in its arrays each layer has its place, before anything is allocated. */
final class WorkspacePlan {

    /** Floats from the beginning of an array to the next cache line, behind the 16 bytes of the array's header. */
    static final int FIRST_LINE = 12;

    /** Doubles between what two threads write, so that they share no cache line nor the line fetched beside it. */
    private static final int APART = 128 / Double.BYTES;

    /**
     * The least memory of a training run, 4 MB. G1 keeps arrays of half a region and more at the beginning of a region,
     * where cache lines begin too; on lines of their own, vectors load and store faster.
     */
    private static final int TRAINING_FLOATS = 1 << 20;

    /**
     * The most floats of turned parameters, 1 MB, that each thread has a copy of. A second cache holds no more of them: then
     * a line that another thread wrote comes from no farther away than one of the thread's own.
     */
    private static final int OWN_TURNED = 1 << 18;

    /**
     * The most floats, 2 MB, that its images may leave a thread to go backward from if layers are divided. Beyond, they are
     * out of the second cache when the thread comes back to them.
     */
    private static final int KEPT = 1 << 19;

    /** Where divided parameters are so many that they leave the cache too: the most floats of images for one of those. */
    private static final int KEPT_FOR_A_PARAMETER = 4;

    final int capacity;
    final boolean training;

    /** The threads through whose hands images pass, each with places of its own; 0 if every image has its own. */
    final int slots;

    /** The layer that each layer reads, -1 for the images. */
    final int[] sources;

    /** Which layers are divided by their parameters rather than by images. */
    final boolean[] divided;

    /** Whether nobody needs the pixels, the output of a layer or its gradient once the images have passed. */
    final boolean inputPasses;

    final boolean[] passes;
    final boolean[] gradientPasses;

    /** Whether a layer's winners, or what it keeps in its scratch space, are of use only while the images pass. */
    final boolean winnersPass;

    final boolean[] scratchPasses;

    final int inputStride;
    final int[] outStrides;
    final int[] scratchStrides;
    final int[] winnerStrides;

    /** Where places of slot 0, or of image 0, begin. */
    final int input = FIRST_LINE;

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

    /** Whether each thread has a copy of its own. */
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
        return new WorkspacePlan(network, capacity, training, 0, false);
    }

    /** A plan to train by, with as many threads. Layers that need the whole batch before they go on let no image pass. */
    static WorkspacePlan ofPassingImages(Network network, int capacity, int threads) {
        boolean whole = network.layers().stream().anyMatch(Layer::needsWholeBatch);
        int working = Math.min(threads, Network.PARTS);
        boolean divide = whole || kept(network, (capacity + working - 1) / working) <= mostKept(network);
        return new WorkspacePlan(network, capacity, true, whole ? 0 : working, divide);
    }

    /** What images leave on their way forward, in floats. */
    private static long kept(Network network, int images) {
        long layers = network.layers().stream()
                .mapToLong(layer -> (long) layer.outStride() + layer.winnerStride())
                .sum();
        return images * (network.inputStride() + layers);
    }

    private static long mostKept(Network network) {
        long parameters = network.layers().stream()
                .filter(Layer::divides)
                .mapToLong(Layer::parameterCount)
                .sum();
        return Math.max(KEPT, KEPT_FOR_A_PARAMETER * parameters);
    }

    /**
     * A plan.
     * @param divide Whether layers that can be divided are.
     */
    private WorkspacePlan(Network network, int capacity, boolean training, int slots, boolean divide) {
        this.capacity = capacity;
        this.training = training;
        this.slots = slots;
        List<Layer> layers = network.layers();
        this.sources = IntStream.range(0, layers.size()).map(network::source).toArray();
        this.divided = new boolean[layers.size()];
        boolean stay = false;
        for (int i = 0; i < divided.length; i++) {
            divided[i] = divide && layers.get(i).divides();
            stay |= divided[i];
        }
        this.passes = passing(layers, !stay);
        // around a divided layer a shortcut would have to keep its gradient
        this.gradientPasses = passing(layers, !stay || isChain());
        this.inputPasses = slots > 0 && !stay && !isNeededLater(layers, -1);
        this.winnersPass = slots > 0 && !stay;
        this.scratchPasses = new boolean[layers.size()];
        for (int i = 0; i < scratchPasses.length; i++) {
            scratchPasses[i] = slots > 0 && !divided[i];
        }
        this.inputStride = network.inputStride();
        this.outStrides = layers.stream().mapToInt(Layer::outStride).toArray();
        this.scratchStrides = layers.stream().mapToInt(Layer::scratchStride).toArray();
        this.winnerStrides = layers.stream().mapToInt(Layer::winnerStride).toArray();
        Places floats = new Places(FIRST_LINE, capacity);
        floats.add(room(inputPasses, inputStride), "its pixels");
        this.inputGradients =
                floats.add(training && network.givesInputGradients() ? room(false, inputStride) : 0, "their gradients");
        this.outs = floats.addAll(network, i -> room(passes[i], outStrides[i]), "the output of ");
        this.outGradients = floats.addAll(
                network, i -> training ? room(gradientPasses[i], outStrides[i]) : 0, "the output gradient of ");
        this.turnedSizes = layers.stream().mapToLong(Layer::turnedSize).toArray();
        this.ownTurned = slots > 0 && turnedAlone() <= OWN_TURNED;
        this.turned = floats.addAll(
                network,
                i -> training ? turnedSizes[i] * (ownTurned && !divided[i] ? slots : 1) : 0,
                "the turned weights of ");
        this.sides = floats.addAll(network, i -> training ? layers.get(i).sideSize() : 0, "the working space of ");
        this.scratches =
                floats.addAll(network, i -> room(scratchPasses[i], scratchStrides[i]), "the scratch space of ");
        Places ints = new Places(FIRST_LINE, capacity);
        this.winners = ints.addAll(network, i -> room(winnersPass, winnerStrides[i]), "the winners of ");
        Places doubles = new Places(0, capacity);
        this.statistics =
                doubles.addAll(network, i -> training ? layers.get(i).statisticsSize() : 0, "the statistics of ");
        this.memorySize = training ? Math.max(floats.size, TRAINING_FLOATS) : floats.size;
        this.winnersSize = ints.size;
        this.statisticsSize = doubles.size;
        this.gradientsSize = training ? network.packedParameterCount() : 0;
        this.exponentialsStride = network.outputs() + (slots > 0 ? APART : 0);
        this.exponentialsSize = (slots > 0 ? slots : capacity) * exponentialsStride;
        this.zerosSize = zeros();
        this.listBytes = training ? listBytes() : 0;
    }

    private boolean[] passing(List<Layer> layers, boolean any) {
        boolean[] passing = new boolean[layers.size()];
        for (int i = 0; i < passing.length; i++) {
            passing[i] = slots > 0 && any && !isNeededLater(layers, i);
        }
        return passing;
    }

    /** Whether each layer reads what the one before it wrote, and nothing else. */
    private boolean isChain() {
        return IntStream.range(0, sources.length).allMatch(i -> sources[i] == i - 1);
    }

    /** Floats of turned parameters that a thread would have to itself. */
    private long turnedAlone() {
        return IntStream.range(0, divided.length)
                .filter(i -> !divided[i])
                .mapToLong(i -> turnedSizes[i])
                .sum();
    }

    private int zeros() {
        return Kernels.padded(
                Math.max(inputStride, IntStream.of(outStrides).max().orElse(0)));
    }

    /** The last layer's logits and their gradient are needed; and what a layer that works across images reads or gives. */
    private boolean isNeededLater(List<Layer> layers, int layer) {
        return layer == layers.size() - 1
                || (layer >= 0 && layers.get(layer).worksAcrossImages())
                || IntStream.range(0, layers.size())
                        .anyMatch(i -> sources[i] == layer && layers.get(i).worksAcrossImages());
    }

    private long room(boolean passing, int stride) {
        return (passing ? slots * Workspace.AT_ONCE : capacity) * (long) stride;
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

        int[] addAll(Network network, IntToLongFunction count, String part) {
            return IntStream.range(0, network.layers().size())
                    .map(i -> add(count.applyAsLong(i), part + network.layerName(i)))
                    .toArray();
        }
    }
}
