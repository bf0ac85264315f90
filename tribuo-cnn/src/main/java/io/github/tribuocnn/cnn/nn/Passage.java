/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a batch goes through a network: what its images leave only while they pass, a few at a time, in places that a thread
 * uses again and again, and what stays for the whole batch in places of its own.
 */
final class Passage {

    /**
     * With divided layers, a thread comes back to what its images left only after all have gone forward. The most floats of
     * it, 2 MB: beyond, it is out of the second cache by then.
     */
    private static final int KEPT = 1 << 19;

    /** Where divided parameters are so many that they would leave the cache too: as many floats for each of them. */
    private static final int KEPT_FOR_A_PARAMETER = 4;

    /** The most that all threads' images may leave where they could pass, 256 MB: beyond, memory is worth more than time. */
    private static final int MOST_KEPT = 1 << 26;

    /** The threads through whose hands images can pass; 0 if whatever they leave stays. */
    private final int slots;

    /** The layer that each layer reads, -1 for the images. */
    private final int[] sources;

    private final boolean[] divided;
    private final boolean divides;
    private final boolean inputPasses;
    private final boolean[] outputPasses;
    private final boolean[] gradientPasses;
    private final boolean winnersPass;

    /** A way by which all stays. */
    static Passage ofNone(Network network) {
        return new Passage(network, 0, false);
    }

    /**
     * The way to train with as many threads. Layers that need the whole batch before they go on let no image pass; then all
     * stays anyway, and to divide others costs no memory. With one thread too, divided parameters are read once for many
     * images.
     */
    static Passage ofTraining(Network network, int batch, int threads) {
        boolean whole = network.layers().stream().anyMatch(Layer::needsWholeBatch);
        int working = Math.min(threads, Network.PARTS);
        int share = (batch - 1) / working + 1;
        long kept = floatsKept(network);
        // gradients may stay too
        boolean divide = share * kept <= mostKept(network) && 2L * batch * kept <= MOST_KEPT;
        return new Passage(network, whole ? 0 : working, whole || divide);
    }

    /** What an image leaves on its way forward. */
    private static long floatsKept(Network network) {
        return network.inputStride()
                + network.layers().stream()
                        .mapToLong(layer -> (long) layer.outStride() + layer.winnerStride())
                        .sum();
    }

    private static long mostKept(Network network) {
        long parameters = network.layers().stream()
                .filter(Layer::isDivisible)
                .mapToLong(Layer::parameterCount)
                .sum();
        return Math.max(KEPT, KEPT_FOR_A_PARAMETER * parameters);
    }

    private Passage(Network network, int slots, boolean divide) {
        this.slots = slots;
        List<Layer> layers = network.layers();
        this.sources = IntStream.range(0, layers.size()).map(network::source).toArray();
        this.divided = new boolean[layers.size()];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = divide && layers.get(i).isDivisible();
        }
        this.divides = divide && layers.stream().anyMatch(Layer::isDivisible);
        this.winnersPass = slots > 0 && !divides;
        this.inputPasses = winnersPass && !isNeededLater(layers, -1);
        // a shortcut around a divided layer has to keep its gradient
        boolean gradientsPass = slots > 0 && (!divides || isChain());
        this.outputPasses = new boolean[layers.size()];
        this.gradientPasses = new boolean[layers.size()];
        for (int i = 0; i < divided.length; i++) {
            boolean later = isNeededLater(layers, i);
            outputPasses[i] = winnersPass && !later;
            gradientPasses[i] = gradientsPass && !later;
        }
    }

    private boolean isChain() {
        return IntStream.range(0, sources.length).allMatch(i -> sources[i] == i - 1);
    }

    /** The last layer's logits and their gradient are needed; and what a layer that works across images reads or gives. */
    private boolean isNeededLater(List<Layer> layers, int layer) {
        return layer == layers.size() - 1
                || (layer >= 0 && layers.get(layer).worksAcrossImages())
                || IntStream.range(0, layers.size())
                        .anyMatch(i -> sources[i] == layer && layers.get(i).worksAcrossImages());
    }

    /** The threads through whose hands images can pass, each with places of its own; 0 if whatever they leave stays. */
    int slots() {
        return slots;
    }

    int layers() {
        return sources.length;
    }

    /** Whether any layer is divided. */
    boolean divides() {
        return divides;
    }

    /**
     * Refuses to take images through the layers one by one where layers are divided.
     * @throws IllegalArgumentException If any layer is.
     */
    void requireUndivided() {
        if (divides) {
            throw new IllegalArgumentException(
                    "A workspace for training divides layers, whose images go forward together:"
                            + " run the stages of learning, or use a workspace for inference or for gradients");
        }
    }

    /** The layer that a layer reads, -1 for the images. */
    int source(int layer) {
        return sources[layer];
    }

    /** Whether a layer is divided by its parameters rather than by images. */
    boolean isDivided(int layer) {
        return divided[layer];
    }

    /** Whether nobody needs the pixels once their images have passed. */
    boolean inputPasses() {
        return inputPasses;
    }

    /** Whether nobody needs the output of a layer once the images have passed. */
    boolean outputPasses(int layer) {
        return outputPasses[layer];
    }

    /** The same for the gradient of the output. */
    boolean gradientPasses(int layer) {
        return gradientPasses[layer];
    }

    /** Whether winners, which the backward pass reads, are of use only while the images pass. */
    boolean winnersPass() {
        return winnersPass;
    }

    /** Whether what a layer keeps in its scratch space, on the way forward only, is of use only while the images pass. */
    boolean scratchPasses(int layer) {
        return slots > 0 && !divided[layer];
    }
}
