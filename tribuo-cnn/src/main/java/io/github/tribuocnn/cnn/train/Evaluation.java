/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Network;
import io.github.tribuocnn.cnn.nn.Workspace;

/** Measures a network on images it does not learn from, with all threads of the crew. */
final class Evaluation {

    private static final int BATCH = 32 * Network.PARTS;

    private final Network network;
    private final TrainingImages images;
    private final PixelReader reader;
    private final Crew crew;
    private final Workspace workspace;
    private final double[] losses;
    private final boolean[] right;
    private final int pixels;
    private int start;

    Evaluation(Network network, Kernels kernels, float[] parameters, TrainingImages images, Crew crew) {
        this.network = network;
        this.images = images;
        this.reader = new PixelReader(images, kernels);
        this.crew = crew;
        this.workspace = Workspace.forInference(network, kernels, parameters, Math.min(BATCH, images.size()));
        this.losses = new double[images.size()];
        this.right = new boolean[images.size()];
        this.pixels = network.inputStride();
    }

    /** The heap that measuring on so many images needs besides them. */
    static long bytes(Network network, int images) {
        return Workspace.inferenceBytes(network, Math.min(BATCH, images)) + (long) images * (Double.BYTES + 1);
    }

    /** Loss and accuracy with the parameters as they are now, each image weighing the same. */
    Score score() {
        for (start = 0; start < images.size(); start += workspace.capacity()) {
            workspace.begin(Math.min(workspace.capacity(), images.size() - start));
            crew.run(this::scorePart);
        }
        double loss = 0;
        int correct = 0;
        for (int i = 0; i < losses.length; i++) {
            loss += losses[i];
            correct += right[i] ? 1 : 0;
        }
        return new Score(loss / losses.length, (double) correct / losses.length);
    }

    private void scorePart(int part) {
        int from = Network.firstImage(workspace.images(), part);
        int to = Network.firstImage(workspace.images(), part + 1);
        for (int i = from; i < to; i++) {
            reader.read(part, start + i, workspace.memory(), workspace.input() + i * pixels);
        }
        network.forward(workspace, from, to);
        for (int i = from; i < to; i++) {
            int truth = images.label(start + i);
            losses[start + i] = network.loss(workspace, i, truth);
            right[start + i] = network.prediction(workspace, i) == truth;
        }
    }
}
