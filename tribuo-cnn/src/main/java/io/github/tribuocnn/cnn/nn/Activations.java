/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;

/**
 * What one layer of a network with fixed weights makes of images. Thread-safe; an image gets the same values to the bit
 * alone, in a batch, and from any thread.
 */
public final class Activations {

    private static final int BLOCK = 32;

    private final Network network;
    private final Kernels kernels;
    private final float[] parameters;
    private final int length;

    /**
     * The outputs of a layer.
     * @param architecture The network.
     * @param weights Its parameters in the order of {@link Architecture#tensors()}. Copied.
     * @param kernels The kernels to run with.
     * @param layer The index of the layer, from 0.
     */
    public Activations(Architecture architecture, float[] weights, Kernels kernels, int layer) {
        this.network = Network.ofFirst(layer + 1, architecture);
        this.kernels = kernels;
        this.parameters = network.pack(weights);
        this.length = architecture.outputShape(layer).size();
    }

    /**
     * Runs images up to the layer.
     * @param images Pixels in 0..1, image by image, each {@code [H][W][C]}.
     * @param count The number of images.
     * @param activations Receives the layer's output for each image: {@code [H][W][C]} of the layer, or its units; after
     *     its activation function, and of the last layer before softmax.
     */
    public void of(float[] images, int count, float[] activations) {
        int pixels = network.inputStride();
        Workspace workspace = Workspace.forInference(network, kernels, parameters, Math.max(1, Math.min(BLOCK, count)));
        for (int done = 0; done < count; done += workspace.capacity()) {
            int block = Math.min(workspace.capacity(), count - done);
            workspace.begin(block);
            System.arraycopy(images, done * pixels, workspace.memory(), workspace.input(), block * pixels);
            network.forward(workspace, 0, block);
            for (int i = 0; i < block; i++) {
                network.copyOutput(workspace, i, activations, (done + i) * length);
            }
        }
    }
}
