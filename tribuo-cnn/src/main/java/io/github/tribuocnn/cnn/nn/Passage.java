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
     * The most floats, 2 MB, that its images may leave a thread to go backward from if layers are divided. Beyond, they are
     * out of the second cache when the thread comes back to them.
     */
    private static final int KEPT = 1 << 19;

    /** Where divided parameters are so many that they would leave the cache too: as many floats for each of them. */
    private static final int KEPT_FOR_A_PARAMETER = 4;

    /** The most in any case, 256 MB: other limits to a batch than its memory would come first. */
    private static final int MOST_KEPT = 1 << 26;

    /** The threads through whose hands images pass; 0 if all that images leave stays. */
    final int slots;

    /** The layer that each layer reads, -1 for the images. */
    private final int[] sources;

    private final boolean[] divided;
    private final boolean inputPasses;
    private final boolean[] outputPasses;
    private final boolean[] gradientPasses;
    private final boolean winnersPass;

    /** A way by which all stays. */
    static Passage ofNone(Network network) {
        return new Passage(network, 0, false);
    }

    /** The way to train with as many threads. Layers that need the whole batch before they go on let no image pass. */
    static Passage ofTraining(Network network, int batch, int threads) {
        boolean whole = network.layers().stream().anyMatch(Layer::needsWholeBatch);
        int working = Math.min(threads, Network.PARTS);
        boolean divide = whole || kept(network, (batch + working - 1) / working) <= mostKept(network);
        return new Passage(network, whole ? 0 : working, divide);
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
        return Math.min(MOST_KEPT, Math.max(KEPT, KEPT_FOR_A_PARAMETER * parameters));
    }

    private Passage(Network network, int slots, boolean divide) {
        this.slots = slots;
        List<Layer> layers = network.layers();
        this.sources = IntStream.range(0, layers.size()).map(network::source).toArray();
        this.divided = new boolean[layers.size()];
        boolean some = false;
        for (int i = 0; i < divided.length; i++) {
            divided[i] = divide && layers.get(i).divides();
            some |= divided[i];
        }
        this.winnersPass = slots > 0 && !some;
        this.inputPasses = winnersPass && !isNeededLater(layers, -1);
        // a shortcut around a divided layer has to keep its gradient
        boolean gradientsPass = slots > 0 && (!some || isChain());
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

    int layers() {
        return sources.length;
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
