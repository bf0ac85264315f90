/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * One layer at run time. A layer knows its place in the network, its geometry and where its parameters lie in the
 * network's packed block; it holds nothing that changes, so one network serves any number of threads and runs.
 *
 * <p>Work comes in {@link Network#PARTS} parts that any threads may run at once. The number is fixed, and so is the
 * tree by which the parts' gradients are added: the result cannot depend on the number of threads.
 */
interface Layer {

    /** Floats from one image's output to the next. */
    int outStride();

    /** Floats this layer has in the packed parameter block. */
    int parameterCount();

    /**
     * Floats this layer has at the end of the packed block, which the optimiser leaves alone and the layer keeps itself.
     */
    default int stateCount() {
        return 0;
    }

    /** Doubles the layer needs while learning. */
    default int statisticsSize() {
        return 0;
    }

    /** Whether a learning forward pass needs {@link #collect} and {@link #settle} of all images before {@link #forward}. */
    default boolean needsWholeBatch() {
        return false;
    }

    /** Looks at the inputs of images {@code from} to {@code to - 1}, before the forward pass of any. */
    default void collect(Workspace workspace, int part, int from, int to) {}

    /** Draws the sum of what {@link #collect} found in all parts. */
    default void settle(Workspace workspace, int part) {}

    /** Winners to remember for each image, 0 if the layer does not choose. */
    default int winnerStride() {
        return 0;
    }

    /** Floats the layer needs for each image besides its output to go forward. */
    default int scratchStride() {
        return 0;
    }

    /** Floats the layer needs besides its output and gradient to go backward, however many images there are. */
    default long sideSize() {
        return 0;
    }

    /**
     * Floats of a copy of parameters in another layout, {@link Workspace#turned}, that the backward pass reads. Each thread
     * may have one.
     */
    default long turnedSize() {
        return 0;
    }

    /** Copies this layer's parameters from canonical order into the packed block. */
    default void pack(float[] canonical, float[] packed) {}

    /** Copies this layer's parameters from the packed block into canonical order. */
    default void unpack(float[] packed, float[] canonical) {}

    /** Whether the layer has so many parameters that workspaces may divide it, see {@link Workspace#isDivided}. */
    default boolean isDivisible() {
        return false;
    }

    /**
     * In a workspace that divides the layer: what half of its parameters contribute to the outputs of a quarter of the
     * images. Runs before {@link #forward} of any image.
     */
    default void forwardAcross(Workspace workspace, int part) {}

    /**
     * Computes the outputs of images {@code from} to {@code to - 1}; in a workspace that divides the layer, from what
     * {@link #forwardAcross} of every part has left.
     */
    void forward(Workspace workspace, int from, int to);

    /** Empties what a part adds up over its images, before the first of them is collected or goes backward. */
    default void begin(Workspace workspace, int part) {}

    /**
     * Takes the gradient of the outputs of images {@code from} to {@code to - 1} back through the layer: to its inputs,
     * if a layer below learns, and adds to the part's own share of the parameter gradient. They are at most
     * {@link Workspace#AT_ONCE}.
     */
    void backward(Workspace workspace, int part, int from, int to);

    /**
     * Adds what the images of another part have added up to in {@link #backward} to what those of a part have, when both
     * are done. The {@link PartTree} says which.
     */
    default void join(Workspace workspace, int part, int other) {}

    /** Whether {@link #backwardAcross} has work to do. */
    default boolean worksAcrossImages() {
        return false;
    }

    /**
     * The part of the backward pass that needs all images: runs after {@link #backward} of every part, and of all layers
     * if {@link #finishBackward} does not wait for it. In a workspace that divides the layer it also makes the gradient of
     * the inputs, if a layer below learns, and the layers below go backward after it.
     */
    default void backwardAcross(Workspace workspace, int part) {}

    /**
     * The first of the packed parameters whose gradients {@link #backwardAcross} or {@link #gather} of a part leaves final,
     * whichever has work to do, and which nothing reads any more in this step. All of a layer's parameters are among those
     * of some part, or none: then it says 0 for every part.
     */
    default int firstFinal(int part) {
        return 0;
    }

    /** One past the last of them. */
    default int lastFinal(int part) {
        return firstFinal(part + 1);
    }

    /** Whether {@link #finishBackward} has work to do. */
    default boolean finishesBackward() {
        return false;
    }

    /** What remains to be done for images {@code from} to {@code to - 1} after {@link #backwardAcross} of every part. */
    default void finishBackward(Workspace workspace, int from, int to) {}

    /** Adds what the two halves of the parts were joined to, into a part of the network's gradient block. */
    default void gather(Workspace workspace, int part) {}

    /**
     * Brings parts {@code from} to {@code to - 1} of the workspace's copy of the parameters in another layout up to date, after
     * an update.
     */
    default void derive(Workspace workspace, int from, int to) {}
}
