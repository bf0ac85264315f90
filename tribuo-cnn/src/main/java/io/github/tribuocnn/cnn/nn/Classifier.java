/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A network with fixed weights, ready to predict. Thread-safe; an image gets the same probabilities to the bit alone, in
 * a batch, and from any thread.
 */
public final class Classifier {

    /** Images that go through the network together: enough to reuse each weight, few enough to stay in the cache. */
    private static final int BLOCK = 32;

    private final Network network;
    private final Kernels kernels;
    private final float[] parameters;

    /** Memory that no call is using. More threads than slots only means that some memory is not kept. */
    private final AtomicReferenceArray<@Nullable Workspace> idle = new AtomicReferenceArray<>(64);

    /**
     * A classifier.
     * @param architecture The network.
     * @param weights Its parameters in the order of {@link Architecture#tensors()}. Copied.
     * @param kernels The kernels to run with.
     */
    public Classifier(Architecture architecture, float[] weights, Kernels kernels) {
        this.network = new Network(architecture);
        this.kernels = kernels;
        this.parameters = network.pack(weights);
    }

    /**
     * The heap that each thread that predicts needs, and that is kept for the next call.
     * @param architecture The network.
     * @return Bytes.
     */
    public static long bytesPerThread(Architecture architecture) {
        return Workspace.inferenceBytes(new Network(architecture), BLOCK);
    }

    /**
     * Predicts.
     * @param images Pixels in 0..1, image by image, each {@code [H][W][C]}.
     * @param count The number of images.
     * @param probabilities Receives {@code [count][outputs]}.
     */
    public void probabilities(float[] images, int count, float[] probabilities) {
        probabilities(images, 0, count, probabilities, 0);
    }

    /**
     * Predicts a part of a larger batch.
     * @param images Pixels in 0..1, image by image, each {@code [H][W][C]}.
     * @param from The first image to predict.
     * @param count The number of images to predict.
     * @param probabilities Receives {@code [count][outputs]}.
     * @param offset Where the first of them goes.
     */
    public void probabilities(float[] images, int from, int count, float[] probabilities, int offset) {
        int pixels = network.inputStride();
        int outputs = network.outputs();
        Workspace workspace = take();
        for (int done = 0; done < count; done += BLOCK) {
            int block = Math.min(BLOCK, count - done);
            workspace.begin(block);
            System.arraycopy(images, (from + done) * pixels, workspace.memory(), workspace.input(), block * pixels);
            network.forward(workspace, 0, block);
            for (int i = 0; i < block; i++) {
                network.probabilities(workspace, i, probabilities, offset + (done + i) * outputs);
            }
        }
        giveBack(workspace);
    }

    private Workspace take() {
        for (int slot = 0; slot < idle.length(); slot++) {
            Workspace workspace = idle.getAndSet(slot, null);
            if (workspace != null) {
                return workspace;
            }
        }
        return Workspace.forInference(network, kernels, parameters, BLOCK);
    }

    private void giveBack(Workspace workspace) {
        for (int slot = 0; slot < idle.length(); slot++) {
            if (idle.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
    }
}
