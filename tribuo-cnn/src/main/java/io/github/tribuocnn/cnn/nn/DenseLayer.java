/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.Kernels.Strides;
import java.util.Arrays;

/**
 * A dense layer, with or without ReLU. It reads images as they lie, padding of their channels included: the weights of
 * padding are 0 and stay so. Going backward, its work is cut by inputs rather than by images, so that no gradient has to
 * be added up across parts.
 */
final class DenseLayer implements Layer {

    private final int index;
    private final ParameterTensor weight;
    private final ParameterTensor bias;
    private final int offset;
    private final int channels;
    private final int pixelStride;
    private final int inputs;
    private final int units;
    private final int unitStride;
    private final boolean relu;
    private final boolean inputLearns;
    private final Strides forward;
    private final Strides weightGradient;

    /** Of the batch size at work. Threads that both replace it put the same values there. */
    private Strides inputGradient;

    /**
     * A dense layer.
     * @param inputs The floats it reads for an image, padding included.
     * @param channels Of each {@code pixelStride} of them, how many carry a value.
     */
    DenseLayer(
            int index,
            ParameterTensor weight,
            ParameterTensor bias,
            int offset,
            int inputs,
            int channels,
            int pixelStride,
            boolean relu,
            boolean inputLearns) {
        this.index = index;
        this.weight = weight;
        this.bias = bias;
        this.offset = offset;
        this.inputs = inputs;
        this.channels = channels;
        this.pixelStride = pixelStride;
        this.units = bias.length();
        this.unitStride = Kernels.padded(units);
        this.relu = relu;
        this.inputLearns = inputLearns;
        this.forward = new Strides(inputs, 1, unitStride, unitStride);
        this.weightGradient = new Strides(1, inputs, unitStride, unitStride);
        this.inputGradient = inputGradientStrides(Kernels.LANES);
    }

    /** in [N][I] · weight [I][K] + bias [K] → out [N][K] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        int out = workspace.out(index);
        workspace.kernels.multiply(
                forward,
                inputs,
                workspace.memory(),
                workspace.in(index) + from * inputs,
                workspace.parameters,
                offset,
                workspace.parameters,
                biases(),
                workspace.memory(),
                out + from * unitStride,
                to - from,
                unitStride);
        if (relu) {
            workspace.kernels.rectify(workspace.memory(), out + from * unitStride, out + to * unitStride);
        }
    }

    /** dOut [N][K] through ReLU, and turned on its side to [K][lanes] for the input gradient */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index);
        if (relu) {
            int first = from * unitStride;
            workspace.kernels.rectifyGradient(
                    memory, workspace.out(index) + first, memory, dOut + first, (to - from) * unitStride);
        }
        if (inputLearns) {
            int side = workspace.side(index);
            int lanes = lanes(workspace);
            boolean last = part == Network.PARTS - 1;
            for (int k = 0; k < units; k++) {
                for (int n = from; n < to; n++) {
                    memory[side + k * lanes + n] = memory[dOut + n * unitStride + k];
                }
                if (last) {
                    Arrays.fill(memory, side + k * lanes + workspace.images(), side + (k + 1) * lanes, 0f);
                }
            }
        }
    }

    @Override
    public boolean worksAcrossImages() {
        return true;
    }

    /** in [N][I], dOut [N][K] → dWeight [I][K], dBias [K], dIn [N][I], for the part's inputs */
    @Override
    public void backwardAcross(Workspace workspace, int part) {
        int from = firstInput(part);
        int to = firstInput(part + 1);
        workspace.kernels.multiply(
                weightGradient,
                workspace.images(),
                workspace.memory(),
                workspace.in(index) + from,
                workspace.memory(),
                workspace.outGradient(index),
                workspace.zeros(),
                0,
                workspace.gradients,
                offset + from * unitStride,
                to - from,
                unitStride);
        if (part == Network.PARTS - 1) {
            biasGradient(workspace);
        }
        if (inputLearns) {
            inputGradient(workspace, from, to);
        }
    }

    /** The last part's rows end with the biases. */
    @Override
    public int firstFinal(int part) {
        return part == Network.PARTS ? biases() + unitStride : offset + firstInput(part) * unitStride;
    }

    private void biasGradient(Workspace workspace) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index);
        float[] gradients = workspace.gradients;
        Arrays.fill(gradients, biases(), biases() + unitStride, 0f);
        for (int n = 0; n < workspace.images(); n++) {
            for (int k = 0; k < unitStride; k++) {
                gradients[biases() + k] += memory[dOut + n * unitStride + k];
            }
        }
    }

    /** dIn [I][lanes] = weight [I][K] · dOut [K][lanes], then turned upright to [N][I] */
    private void inputGradient(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        int side = workspace.side(index);
        int lanes = lanes(workspace);
        int dIn = side + units * lanes;
        Strides strides = inputGradient;
        if (strides.outRow() != lanes) {
            strides = inputGradientStrides(lanes);
            inputGradient = strides;
        }
        workspace.kernels.multiply(
                strides,
                units,
                workspace.parameters,
                offset + from * unitStride,
                memory,
                side,
                workspace.zeros(),
                0,
                memory,
                dIn + from * lanes,
                to - from,
                lanes);
        int inGradient = workspace.inGradient(index);
        for (int n = 0; n < workspace.images(); n++) {
            for (int i = from; i < to; i++) {
                memory[inGradient + n * inputs + i] = memory[dIn + i * lanes + n];
            }
        }
    }

    private Strides inputGradientStrides(int lanes) {
        return new Strides(unitStride, 1, lanes, lanes);
    }

    /** Parts begin at multiples of 4 inputs, the height of the kernels' blocks. */
    private int firstInput(int part) {
        int blocks = (inputs + 3) / 4;
        return Math.min(inputs, part * blocks / Network.PARTS * 4);
    }

    private static int lanes(Workspace workspace) {
        return Kernels.padded(workspace.images());
    }

    private int biases() {
        return offset + inputs * unitStride;
    }

    @Override
    public int outStride() {
        return unitStride;
    }

    @Override
    public int parameterCount() {
        return (inputs + 1) * unitStride;
    }

    @Override
    public long sideSize(int capacity) {
        return inputLearns ? ((long) units + inputs) * Kernels.padded(capacity) : 0;
    }

    @Override
    public void pack(float[] canonical, float[] packed) {
        for (int i = 0; i < weight.length() / units; i++) {
            System.arraycopy(canonical, weight.offset() + i * units, packed, packedRow(i), units);
        }
        System.arraycopy(canonical, bias.offset(), packed, biases(), units);
    }

    @Override
    public void unpack(float[] packed, float[] canonical) {
        for (int i = 0; i < weight.length() / units; i++) {
            System.arraycopy(packed, packedRow(i), canonical, weight.offset() + i * units, units);
        }
        System.arraycopy(packed, biases(), canonical, bias.offset(), units);
    }

    private int packedRow(int input) {
        return offset + (input / channels * pixelStride + input % channels) * unitStride;
    }
}
