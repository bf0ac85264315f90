/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * The sum of what a residual's body and its shortcut give. Both have the same values but may lie differently, a flattened
 * image and the units of a dense layer for example; the sum lies as the body does.
 */
final class AddLayer implements Layer {

    private final int index;
    private final Form body;
    private final boolean bodyLearns;
    private final int shortcutLayer;
    private final Form shortcut;
    private final boolean shortcutLearns;

    /**
     * A sum.
     * @param body How an image lies that the layer reads.
     * @param bodyLearns Whether the body wants a gradient.
     * @param shortcutLayer The last layer of the shortcut.
     * @param shortcut How an image lies that it gives.
     * @param shortcutLearns Whether the shortcut wants a gradient.
     */
    AddLayer(int index, Form body, boolean bodyLearns, int shortcutLayer, Form shortcut, boolean shortcutLearns) {
        this.index = index;
        this.body = body;
        this.bodyLearns = bodyLearns;
        this.shortcutLayer = shortcutLayer;
        this.shortcut = shortcut;
        this.shortcutLearns = shortcutLearns;
    }

    @Override
    public void forward(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        for (int n = from; n < to; n++) {
            int left = workspace.in(index) + n * body.stride();
            int right = workspace.out(shortcutLayer) + n * shortcut.stride();
            int out = workspace.out(index) + n * body.stride();
            if (body.equals(shortcut)) {
                for (int i = 0; i < body.stride(); i++) {
                    memory[out + i] = memory[left + i] + memory[right + i];
                }
            } else {
                for (int value = 0; value < body.size(); value++) {
                    int place = body.place(value);
                    memory[out + place] = memory[left + place] + memory[right + shortcut.place(value)];
                }
            }
        }
    }

    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        for (int n = from; n < to; n++) {
            int dOut = workspace.outGradient(index) + n * body.stride();
            if (bodyLearns) {
                int left = workspace.inGradient(index) + n * body.stride();
                System.arraycopy(memory, dOut, memory, left, body.stride());
            }
            if (shortcutLearns) {
                int right = workspace.outGradient(shortcutLayer) + n * shortcut.stride();
                for (int value = 0; value < body.size(); value++) {
                    memory[right + shortcut.place(value)] = memory[dOut + body.place(value)];
                }
            }
        }
    }

    @Override
    public int outStride() {
        return body.stride();
    }

    @Override
    public int parameterCount() {
        return 0;
    }
}
