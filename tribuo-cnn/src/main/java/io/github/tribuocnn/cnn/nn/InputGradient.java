/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.Kernels;

/**
 * How the scores of a network with fixed weights change with the pixels of an image. Thread-safe.
 *
 * <p>See: Simonyan, K., Vedaldi, A. and Zisserman, A. "Deep Inside Convolutional Networks", ICLR workshop 2014.
 */
public final class InputGradient {

    /** Scores differentiated together: as many copies of the image go through the network. */
    private static final int BLOCK = 16;

    private final Network network;
    private final Kernels kernels;
    private final float[] parameters;
    private final ImageShape image;

    /**
     * The gradients of a network.
     * @param architecture The network.
     * @param weights Its parameters in the order of {@link Architecture#tensors()}. Copied.
     * @param kernels The kernels to run with.
     */
    public InputGradient(Architecture architecture, float[] weights, Kernels kernels) {
        this.network = Network.withInputGradients(architecture);
        this.kernels = kernels;
        this.parameters = network.pack(weights);
        this.image = architecture.input();
    }

    /**
     * Differentiates every score at one image. A score is what the last layer gives, before softmax.
     * @param pixels The image {@code [H][W][C]}, usually in 0..1.
     * @return {@code [outputs][H][W][C]}: the change of each score with each pixel value.
     */
    public float[][] at(float[] pixels) {
        int outputs = network.outputs();
        float[][] gradients = new float[outputs][];
        Workspace workspace = Workspace.forGradients(network, kernels, parameters, Math.min(BLOCK, outputs));
        network.derive(workspace).forEach(InputGradient::runAll);
        for (int first = 0; first < outputs; first += workspace.capacity()) {
            int count = Math.min(workspace.capacity(), outputs - first);
            workspace.begin(count);
            for (int copy = 0; copy < count; copy++) {
                layOut(pixels, workspace.memory(), workspace.input() + copy * network.inputStride());
            }
            network.forward(workspace, 0, count);
            for (int copy = 0; copy < count; copy++) {
                network.seedGradient(workspace, copy, first + copy);
            }
            network.backward(workspace).forEach(InputGradient::runAll);
            for (int copy = 0; copy < count; copy++) {
                gradients[first + copy] =
                        gather(workspace.memory(), workspace.inGradient(0) + copy * network.inputStride());
            }
        }
        return gradients;
    }

    private static void runAll(Network.Stage stage) {
        for (int part = 0; part < Network.PARTS; part++) {
            stage.run(part);
        }
    }

    /** From {@code [H][W][C]} to the network's form, whose padding is 0 and stays so. */
    private void layOut(float[] pixels, float[] input, int offset) {
        int channels = image.channels();
        for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
            System.arraycopy(pixels, pixel * channels, input, offset + pixel * network.inputPixelStride(), channels);
        }
    }

    private float[] gather(float[] gradients, int offset) {
        float[] gathered = new float[image.size()];
        int channels = image.channels();
        for (int pixel = 0; pixel < image.height() * image.width(); pixel++) {
            System.arraycopy(
                    gradients, offset + pixel * network.inputPixelStride(), gathered, pixel * channels, channels);
        }
        return gathered;
    }
}
