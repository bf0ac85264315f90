/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.WinnerList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The memory of one run over one network: parameters, gradients, and each layer's activations for up to
 * {@code capacity} images. All of it is allocated at once and reused for every batch.
 */
public final class Workspace {

    /** Floats from the beginning of an array to the next cache line, behind the 16 bytes of the array's header. */
    private static final int FIRST_LINE = 12;

    /**
     * The least memory of a training run, 4 MB. G1 keeps arrays of half a region and more at the beginning of a region,
     * where cache lines begin too; on lines of their own, vectors load and store faster.
     */
    private static final int TRAINING_FLOATS = 1 << 20;

    final Kernels kernels;
    final float[] parameters;
    final float[] gradients;

    private final int capacity;
    private final float[] memory;
    private final int inputGradients;
    private final int[] ins;
    private final int[] inGradients;
    private final int[] outs;
    private final int[] outGradients;
    private final int[] sides;
    private final int[] scratches;
    private final int[] winners;
    private final int[] winnerMemory;
    private final double[] exponentials;
    private final float[] zeros;
    private final WinnerList[] lists;
    private final int[] statistics;
    private final double[] statisticsMemory;
    private int images;

    // what a learning pass knows of its batch
    private boolean learning;
    private long seed;
    private int epoch;
    private int[] order = new int[0];
    private int start;

    private Workspace(Network network, Kernels kernels, float[] parameters, int capacity, boolean training) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.capacity = capacity;
        Plan floats = new Plan(FIRST_LINE, "A batch of " + capacity + " images: memory up to ");
        long pixels = (long) capacity * network.inputStride();
        floats.add(pixels, "its pixels");
        this.inputGradients = floats.add(training && network.givesInputGradients() ? pixels : 0, "their gradients");
        this.outs = floats.addAll(network, layer -> (long) capacity * layer.outStride(), "the output of ");
        this.outGradients = floats.addAll(
                network, layer -> training ? (long) capacity * layer.outStride() : 0, "the output gradient of ");
        IntStream layers = IntStream.range(0, network.layers().size());
        int[] sources = layers.map(network::source).toArray();
        this.ins = Arrays.stream(sources).map(i -> i < 0 ? FIRST_LINE : outs[i]).toArray();
        this.inGradients = Arrays.stream(sources)
                .map(i -> i < 0 ? inputGradients : outGradients[i])
                .toArray();
        this.sides = floats.addAll(network, layer -> training ? layer.sideSize(capacity) : 0, "the working space of ");
        this.scratches =
                floats.addAll(network, layer -> (long) capacity * layer.scratchStride(), "the scratch space of ");
        Plan ints = new Plan(FIRST_LINE, "A batch of " + capacity + " images: memory up to ");
        this.winners = ints.addAll(network, layer -> (long) capacity * layer.winnerStride(), "the winners of ");
        Plan doubles = new Plan(0, "A batch of " + capacity + " images: memory up to ");
        this.statistics = doubles.addAll(network, layer -> training ? layer.statisticsSize() : 0, "the statistics of ");
        this.statisticsMemory = new double[doubles.size];
        this.memory = new float[training ? Math.max(floats.size, TRAINING_FLOATS) : floats.size];
        this.winnerMemory = new int[ints.size];
        this.gradients = new float[training ? network.packedParameterCount() : 0];
        this.exponentials = new double[training ? capacity * network.outputs() : 0];
        this.zeros = new float[training ? zerosFor(network, capacity) : 0];
        this.lists = IntStream.range(0, training ? Network.PARTS : 0)
                .mapToObj(part -> new WinnerList())
                .toArray(WinnerList[]::new);
    }

    /** Gives out the places of an array, each at the beginning of a cache line if the first one is. */
    private static final class Plan {

        private final String whatFor;
        private int size;

        Plan(int first, String whatFor) {
            this.size = first;
            this.whatFor = whatFor;
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

    private static int zerosFor(Network network, int capacity) {
        int widest = network.layers().stream().mapToInt(Layer::outStride).max().orElse(0);
        return Math.max(widest, Kernels.padded(capacity));
    }

    /**
     * Memory to go forward and backward.
     * @param network The network.
     * @param kernels The kernels to run with.
     * @param parameters The packed parameters, which training will change.
     * @param capacity The largest batch.
     * @return A workspace with all gradients at 0.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static Workspace forTraining(Network network, Kernels kernels, float[] parameters, int capacity) {
        return new Workspace(network, kernels, parameters, capacity, true);
    }

    /**
     * Memory to go forward only.
     * @param network The network.
     * @param kernels The kernels to run with.
     * @param parameters The packed parameters.
     * @param capacity The largest batch.
     * @return A workspace without gradients.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static Workspace forInference(Network network, Kernels kernels, float[] parameters, int capacity) {
        return new Workspace(network, kernels, parameters, capacity, false);
    }

    /**
     * Begins a batch.
     * @param count The images it has, 1 to the capacity.
     */
    public void begin(int count) {
        if (count < 1 || count > capacity) {
            throw new IllegalArgumentException("A batch of " + count + " images, expected 1 to " + capacity);
        }
        images = count;
        learning = false;
    }

    /**
     * Begins a batch to learn from: layers that work differently while learning do so until the next batch.
     * @param count The images it has, 1 to the capacity.
     * @param runSeed The run's seed.
     * @param runEpoch The epoch.
     * @param epochOrder The order of the epoch's examples.
     * @param first Where the batch begins in it.
     */
    public void beginLearning(int count, long runSeed, int runEpoch, int[] epochOrder, int first) {
        begin(count);
        learning = true;
        seed = runSeed;
        epoch = runEpoch;
        order = epochOrder;
        start = first;
    }

    /** Whether the current batch is one to learn from. */
    boolean isLearning() {
        return learning;
    }

    /** The seed of the run that learns. */
    long seed() {
        return seed;
    }

    /** The epoch that learns. */
    int epoch() {
        return epoch;
    }

    /** Which example an image of a batch to learn from is. */
    int example(int image) {
        return order[start + image];
    }

    /**
     * The images of the current batch.
     * @return 1 to the capacity.
     */
    public int images() {
        return images;
    }

    /**
     * The most images a batch may have.
     * @return At least 1.
     */
    public int capacity() {
        return capacity;
    }

    /**
     * The array that holds the activations and all else that a batch leaves. Written in places by each layer.
     * @return The array itself.
     */
    public float[] memory() {
        return memory;
    }

    /**
     * Where in {@link #memory} the pixels of a batch go: image by image, each {@code [H][W][C]}.
     * @return The index of the first pixel.
     */
    public int input() {
        return FIRST_LINE;
    }

    /**
     * The gradient of the mean loss after the backward stages, in the layout of the packed parameters.
     * @return The gradient buffer itself.
     */
    public float[] gradients() {
        return gradients;
    }

    /** Where in memory layer {@code layer} reads: the output of a layer before it, or the images. */
    int in(int layer) {
        return ins[layer];
    }

    /** Where in memory the last layer writes; without any layer, where the images are. */
    int end() {
        return outs.length == 0 ? input() : outs[outs.length - 1];
    }

    /** Where in memory layer {@code layer} writes. */
    int out(int layer) {
        return outs[layer];
    }

    /** Where in memory the gradients of what layer {@code layer} reads go; for the first layer, if the network gives them. */
    int inGradient(int layer) {
        return inGradients[layer];
    }

    /** Where in memory the gradients of what layer {@code layer} wrote are. */
    int outGradient(int layer) {
        return outGradients[layer];
    }

    /** The array of all layers' pool winners. */
    int[] winnerMemory() {
        return winnerMemory;
    }

    /** Where in {@link #winnerMemory} the winners of layer {@code layer} go. */
    int winners(int layer) {
        return winners[layer];
    }

    /** Where in memory the layer's own working space begins, of the size it asked for. */
    int side(int layer) {
        return sides[layer];
    }

    /** Where in memory the layer's scratch space of image 0 begins. */
    int scratch(int layer) {
        return scratches[layer];
    }

    /** Working space of the loss: a number for each output of each image. */
    double[] exponentials() {
        return exponentials;
    }

    /** The array of all layers' statistics. */
    double[] statistics() {
        return statisticsMemory;
    }

    /** Where among the statistics those of layer {@code layer} begin. */
    int statistics(int layer) {
        return statistics[layer];
    }

    /** Zeros, at least as many as any layer has outputs and the batch has lanes. Never written. */
    float[] zeros() {
        return zeros;
    }

    WinnerList list(int part) {
        return lists[part];
    }
}
