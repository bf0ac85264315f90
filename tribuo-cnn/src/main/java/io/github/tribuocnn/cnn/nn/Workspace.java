/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.WinnerList;
import java.util.stream.IntStream;

/**
 * The memory of one run over one network: parameters, gradients, and each layer's activations for up to
 * {@code capacity} images. All of it is allocated at once and reused for every batch.
 */
public final class Workspace {

    final Kernels kernels;
    final float[] parameters;
    final float[] gradients;

    private final int capacity;
    private final float[] input;
    private final float[][] outs;
    private final float[][] outGradients;
    private final int[][] winners;
    private final float[][] sides;
    private final float[] zeros;
    private final WinnerList[] lists;
    private int images;

    private Workspace(Network network, Kernels kernels, float[] parameters, int capacity, boolean training) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.capacity = capacity;
        this.input = new float[capacity * network.inputStride()];
        this.outs = allocate(network, layer -> capacity * layer.outStride());
        this.winners = network.layers().stream()
                .map(layer -> new int[capacity * layer.winnerStride()])
                .toArray(int[][]::new);
        this.gradients = new float[training ? network.packedParameterCount() : 0];
        this.outGradients = allocate(network, layer -> training ? capacity * layer.outStride() : 0);
        this.sides = allocate(network, layer -> training ? layer.sideSize(capacity) : 0);
        this.zeros = new float[training ? zerosFor(network, capacity) : 0];
        this.lists = IntStream.range(0, training ? Network.PARTS : 0)
                .mapToObj(part -> new WinnerList())
                .toArray(WinnerList[]::new);
    }

    private interface Size {
        int of(Layer layer);
    }

    private static float[][] allocate(Network network, Size size) {
        return network.layers().stream().map(layer -> new float[size.of(layer)]).toArray(float[][]::new);
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
     * Where the pixels of a batch go: image by image, each {@code [H][W][C]}.
     * @return The input buffer itself.
     */
    public float[] input() {
        return input;
    }

    /**
     * The gradient of the mean loss after the backward stages, in the layout of the packed parameters.
     * @return The gradient buffer itself.
     */
    public float[] gradients() {
        return gradients;
    }

    /** What layer {@code layer} reads: the output of the layer before it, or the images. */
    float[] in(int layer) {
        return layer == 0 ? input : outs[layer - 1];
    }

    float[] out(int layer) {
        return outs[layer];
    }

    /** Gradients of what layer {@code layer} reads; the first layer has none. */
    float[] inGradient(int layer) {
        return outGradients[layer - 1];
    }

    float[] outGradient(int layer) {
        return outGradients[layer];
    }

    int[] winners(int layer) {
        return winners[layer];
    }

    /** The layer's own working space, of the size it asked for. */
    float[] side(int layer) {
        return sides[layer];
    }

    /** Zeros, at least as many as any layer has outputs and the batch has lanes. Never written. */
    float[] zeros() {
        return zeros;
    }

    WinnerList list(int part) {
        return lists[part];
    }
}
