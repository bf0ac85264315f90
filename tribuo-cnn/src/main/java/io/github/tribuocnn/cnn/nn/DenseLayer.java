/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.Kernels.Strides;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A dense layer, with or without ReLU. It reads images as they lie, padding of their channels included: the weights of
 * padding are 0 and stay so. The gradient of its weights is cut by inputs rather than by images, so that nothing has to be
 * added up across parts.
 *
 * <p>With many weights, all its work may be cut by inputs. Each output is the sum of two halves then, one over the first
 * half of the inputs and one over the second, whether the work is cut so or not.
 */
final class DenseLayer implements Layer {

    /** The weights from which on a layer may be divided, 64 KB: fewer travel faster than threads wait for each other. */
    private static final int MANY = 1 << 14;

    /** The inputs from which on it may, a line for each part: fewer could not be cut evenly. */
    private static final int WIDE = Network.PARTS * Kernels.LANES;

    /** Parts for each half of the inputs. */
    private static final int HALF = Network.PARTS / 2;

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

    /** Whether outputs are sums of two halves. */
    private final boolean halved;

    /** Floats left free before each half of the parameters, which threads of their own may work on. */
    private final int apart;

    private final boolean relu;
    private final boolean inputLearns;
    private final Strides forward;
    private final Strides weightGradient;
    private final Strides inputGradient;

    /** Of each part, where its turned weights lie on their own: neither thread nor its prefetching meets those of another. */
    private final Strides[] inputGradientAcross;

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
        // kernels write whole vectors: the last of a ragged row of input gradients would go into the next image's
        this.halved = inputs == turnedStride && inputs >= WIDE && (long) inputs * unitStride >= MANY;
        // nothing is left free where it would not fit the array of all parameters
        long spaced = offset + (inputs + 1L) * unitStride + 2 * CacheLines.APART;
        this.apart = halved && spaced <= Integer.MAX_VALUE ? CacheLines.APART : 0;
        this.relu = relu;
        this.inputLearns = inputLearns;
        this.forward = new Strides(inputs, 1, unitStride, unitStride);
        this.weightGradient = new Strides(1, inputs, unitStride, unitStride);
        this.inputGradient = new Strides(unitStride, 1, turnedStride, turnedStride);
        this.inputGradientAcross = IntStream.range(0, Network.PARTS)
                .mapToObj(part -> new Strides(unitStride, 1, firstTurned(part + 1) - firstTurned(part), inputs))
                .toArray(Strides[]::new);
    }

    /** in [N][I] · weight [I][K] + bias [K] → out [N][K] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        if (!workspace.isDivided(index)) {
            sumFirst(workspace, from, to);
            if (halved) {
                sumSecond(workspace, from, to);
            }
        }
        int out = workspace.out(index);
        int first = out + from * unitStride;
        int last = out + to * unitStride;
        if (halved) {
            workspace.kernels.updates().addUp(workspace.memory(), first, last, workspace.scratch(index) - out, 2);
        }
        if (relu) {
            workspace.kernels.rectify(workspace.memory(), first, last);
        }
    }

    @Override
    public boolean isDivisible() {
        return halved;
    }

    /** in [N][I] · weight [I][K] + bias [K] → one of the halves of out [N][K], for the images of two parts */
    @Override
    public void forwardAcross(Workspace workspace, int part) {
        int pair = 2 * (part % HALF);
        int from = Network.firstImage(workspace.images(), pair);
        int to = Network.firstImage(workspace.images(), pair + 2);
        if (part < HALF) {
            sumFirst(workspace, from, to);
        } else {
            sumSecond(workspace, from, to);
        }
    }

    /** The sums over the first half of the inputs, or over all, which begin with the biases. */
    private void sumFirst(Workspace workspace, int from, int to) {
        int last = halved ? firstInput(HALF) : inputs;
        sum(workspace, 0, last, workspace.parameters, biases(), workspace.out(index), from, to);
    }

    /** The sums over the second half of the inputs. */
    private void sumSecond(Workspace workspace, int from, int to) {
        sum(workspace, firstInput(HALF), inputs, workspace.zeros(), 0, workspace.scratch(index), from, to);
    }

    private void sum(Workspace workspace, int first, int last, float[] start, int startAt, int sums, int from, int to) {
        workspace.kernels.multiply(
                forward,
                last - first,
                workspace.memory(),
                workspace.in(index) + from * inputs + first,
                workspace.parameters,
                row(first),
                start,
                startAt,
                workspace.memory(),
                sums + from * unitStride,
                to - from,
                unitStride);
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
        if (inputLearns && !workspace.isDivided(index)) {
            inputGradient(workspace, part, from, to);
        }
    }

    /** Kernels write whole vectors: where an image ends within one, beside the gradients first. */
    private void inputGradient(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dIn = workspace.inGradient(index) + from * inputs;
        int rows = inputs == turnedStride ? dIn : beside(workspace, part);
        multiplyBack(workspace, inputGradient, from, to, workspace.turned(index), rows, turnedStride);
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

    /** in [N][I], dOut [N][K] → dWeight [I][K], dBias [K], for the part's inputs; if divided, dIn [N][I] too */
    @Override
    public void backwardAcross(Workspace workspace, int part) {
        if (inputLearns && workspace.isDivided(index)) {
            inputGradientAcross(workspace, part);
        }
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
                row(from),
                to - from,
                unitStride);
        if (part == 0) {
            biasGradient(workspace);
        }
    }

    /** The part turns its weights first: those who do are those who have just used them. */
    private void inputGradientAcross(Workspace workspace, int part) {
        Strides strides = inputGradientAcross[part];
        int first = firstTurned(part);
        int rows = strides.bTerm();
        int turned = workspace.turned(index) + first * units;
        turn(workspace, first, rows, turned, rows);
        multiplyBack(workspace, strides, 0, workspace.images(), turned, workspace.inGradient(index) + first, rows);
    }

    /** dOut · turned weight → the gradient of some inputs, in whole vectors, for images {@code from} to {@code to - 1} */
    private void multiplyBack(
            Workspace workspace, Strides strides, int from, int to, int turned, int gradient, int columns) {
        float[] memory = workspace.memory();
        workspace.kernels.multiply(
                strides,
                units,
                memory,
                workspace.outGradient(index) + from * unitStride,
                memory,
                turned,
                workspace.zeros(),
                0,
                memory,
                gradient,
                to - from,
                columns);
    }

    /** The biases come before the first part's rows. */
    @Override
    public int firstFinal(int part) {
        return part == 0 ? biases() : row(firstInput(part));
    }

    @Override
    public int lastFinal(int part) {
        return row(firstInput(part + 1) - 1) + unitStride;
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
        if (inputLearns && !workspace.isDivided(index)) {
            for (int part = from; part < to; part++) {
                int first = firstTurned(part);
                turn(workspace, first, firstTurned(part + 1) - first, workspace.turned(index) + first, turnedStride);
            }
        }
    }

    /** Rows of weight [I][K] → columns of turned weight [K][I] */
    private void turn(Workspace workspace, int first, int rows, int turned, int stride) {
        workspace.kernels.transpose(
                workspace.parameters, row(first), unitStride, workspace.memory(), turned, stride, rows, units);
    }

    /** Parts begin at whole cache lines of the turned weights, so that no two threads write to the same. */
    private int firstTurned(int part) {
        return Math.min(inputs, (int) ((long) part * turnedStride / Kernels.LANES / Network.PARTS) * Kernels.LANES);
    }

    /** Parts begin at multiples of 4 inputs, the height of the kernels' blocks; where they also turn weights, like those. */
    private int firstInput(int part) {
        if (halved) {
            return firstTurned(part);
        }
        int blocks = (inputs + 3) / 4;
        return Math.min(inputs, part * blocks / Network.PARTS * 4);
    }

    private int biases() {
        return offset + apart;
    }

    /** Where the weights of an input begin in the packed block; -1 stands for the biases. */
    private int row(int input) {
        return biases() + (input + 1) * unitStride + (input >= firstInput(HALF) ? apart : 0);
    }

    @Override
    public int outStride() {
        return unitStride;
    }

    @Override
    public int parameterCount() {
        return (inputs + 1) * unitStride + 2 * apart;
    }

    @Override
    public int scratchStride() {
        return halved ? unitStride : 0;
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
        return row(input / channels * pixelStride + input % channels);
    }
}
