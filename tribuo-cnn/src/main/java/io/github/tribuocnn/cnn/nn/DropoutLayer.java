/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.random.SplitMix64;
import java.util.Arrays;

/**
 * Dropout, of single values or of whole channels. What a value meets is a function of the run's seed, the epoch, the
 * example, the layer and the value's place alone, so the backward pass finds it again and nothing has to be kept.
 */
final class DropoutLayer implements Layer {

    private static final long PURPOSE = 3;
    private static final int STEPS = 1 << 24;

    private final int index;
    private final int number;
    private final boolean spatial;
    private final int dropped;
    private final float scale;
    private final int pixels;
    private final int channels;
    private final int pixelStride;
    private final boolean inputLearns;

    /**
     * A dropout layer.
     * @param number Counts the dropout layers of the network, from 0.
     */
    DropoutLayer(int index, int number, double rate, boolean spatial, Form form, boolean inputLearns) {
        this.index = index;
        this.number = number;
        this.spatial = spatial;
        this.dropped = (int) Math.round(rate * STEPS);
        this.scale = (float) (1 / (1 - rate));
        this.pixels = form.height() * form.width();
        this.channels = form.channels();
        this.pixelStride = form.pixelStride();
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][H][W][C] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        drop(workspace, workspace.in(index), workspace.out(index), from, to);
    }

    /** dOut [N][H][W][C] → dIn [N][H][W][C], the same values dropped */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        if (inputLearns) {
            drop(workspace, workspace.outGradient(index), workspace.inGradient(index), from, to);
        }
    }

    private void drop(Workspace workspace, int source, int target, int from, int to) {
        float[] memory = workspace.memory();
        if (!workspace.isLearning()) {
            int first = from * outStride();
            System.arraycopy(memory, source + first, memory, target + first, (to - from) * outStride());
            return;
        }
        for (int n = from; n < to; n++) {
            long sequence =
                    SplitMix64.sequence(workspace.seed(), PURPOSE, workspace.epoch(), workspace.example(n), number);
            int image = n * outStride();
            for (int pixel = 0; pixel < pixels; pixel++) {
                int at = image + pixel * pixelStride;
                int first = spatial ? 0 : pixel * channels;
                for (int c = 0; c < channels; c++) {
                    int bits = (int) (SplitMix64.at(sequence, first + c) >>> 40);
                    memory[target + at + c] = bits < dropped ? 0f : scale * memory[source + at + c];
                }
                Arrays.fill(memory, target + at + channels, target + at + pixelStride, 0f);
            }
        }
    }

    @Override
    public int outStride() {
        return pixels * pixelStride;
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
