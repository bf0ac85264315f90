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
 * padding are 0 and stay so. The gradient of its weights is cut by inputs rather than by images, so that nothing has to be
 * added up across parts.
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

    /** Floats of a row of the turned weights: all inputs in whole vectors. */
    private final int turnedStride;

    private final boolean relu;
    private final boolean inputLearns;
    private final Strides forward;
    private final Strides weightGradient;
    private final Strides inputGradient;

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
        this.turnedStride = Kernels.padded(inputs);
        this.relu = relu;
        this.inputLearns = inputLearns;
        this.forward = new Strides(inputs, 1, unitStride, unitStride);
        this.weightGradient = new Strides(1, inputs, unitStride, unitStride);
        this.inputGradient = new Strides(unitStride, 1, turnedStride, turnedStride);
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

    /** dOut [N][K] through ReLU, · weight [K][I] → dIn [N][I] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index) + from * unitStride;
        if (relu) {
            int out = workspace.out(index) + from * unitStride;
            workspace.kernels.rectifyGradient(memory, out, memory, dOut, (to - from) * unitStride);
        }
        if (inputLearns) {
            inputGradient(workspace, part, from, to);
        }
    }

    /** Kernels write whole vectors: where an image ends within one, beside the gradients first. */
    private void inputGradient(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dIn = workspace.inGradient(index) + from * inputs;
        int rows = inputs == turnedStride ? dIn : beside(workspace, part);
        workspace.kernels.multiply(
                inputGradient,
                units,
                memory,
                workspace.outGradient(index) + from * unitStride,
                memory,
                workspace.turned(index),
                workspace.zeros(),
                0,
                memory,
                rows,
                to - from,
                turnedStride);
        if (rows != dIn) {
            for (int n = 0; n < to - from; n++) {
                System.arraycopy(memory, rows + n * turnedStride, memory, dIn + n * inputs, inputs);
            }
        }
    }

    /** Where in the working space a part has rows of its own. */
    private int beside(Workspace workspace, int part) {
        return workspace.side(index) + part * Workspace.AT_ONCE * turnedStride;
    }

    @Override
    public boolean worksAcrossImages() {
        return true;
    }

    /** in [N][I], dOut [N][K] → dWeight [I][K], dBias [K], for the part's inputs */
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

    /** weight [I][K] → turned weight [K][I], for the parts' inputs */
    @Override
    public void derive(Workspace workspace, int from, int to) {
        if (inputLearns) {
            int first = firstTurned(from);
            workspace.kernels.transpose(
                    workspace.parameters,
                    offset + first * unitStride,
                    unitStride,
                    workspace.memory(),
                    workspace.turned(index) + first,
                    turnedStride,
                    firstTurned(to) - first,
                    units);
        }
    }

    /** Parts begin at whole cache lines of the turned weights, so that no two threads write to the same. */
    private int firstTurned(int part) {
        return Math.min(inputs, (int) ((long) part * turnedStride / Kernels.LANES / Network.PARTS) * Kernels.LANES);
    }

    /** Parts begin at multiples of 4 inputs, the height of the kernels' blocks. */
    private int firstInput(int part) {
        int blocks = (inputs + 3) / 4;
        return Math.min(inputs, part * blocks / Network.PARTS * 4);
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
    public long sideSize() {
        boolean besides = inputLearns && inputs != turnedStride;
        return besides ? (long) Network.PARTS * Workspace.AT_ONCE * turnedStride : 0;
    }

    @Override
    public long turnedSize() {
        return inputLearns ? (long) units * turnedStride : 0;
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
