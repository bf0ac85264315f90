/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;

/**
 * The parameters of one convolution, or of one group of it, in their layouts. Kernels read {@code [C][R][S][K]} with K padded, then the biases.
 * Users see Keras's {@code [R][S][C][K]}. Where lanes run over channels, gradients and the copy used for the input
 * gradient lie filter by filter, {@code [K][R][S][C]} with C padded.
 *
 * <p>A layer's working space holds one share of the gradient for each part of the batch. They are added as a
 * {@link PartTree}: those of the first half of the parts into share 0, those of the second into share 4, and these two
 * when they are gathered.
 */
final class ConvolutionParameters {

    /** How a share of the weight gradient lies in memory. */
    enum Layout {
        /** As the parameters: {@code [C][R][S][padded K]}. */
        AS_PARAMETERS,
        /** Filter by filter: {@code [K][R][S][padded C]}. */
        BY_FILTER
    }

    private final ParameterTensor weight;
    private final ParameterTensor bias;
    private final Layout layout;
    private final int offset;
    private final int filterStride;
    private final int channelStride;
    private final int kernelSize;
    private final int channels;
    private final int filters;
    private final int firstFilter;

    /** Floats between the shares of two parts. */
    private final int apart;

    private final Transposition turn;

    ConvolutionParameters(
            ParameterTensor weight, ParameterTensor bias, ConvolutionShape shape, Layout layout, int offset) {
        this(weight, bias, shape, layout, offset, 0);
    }

    /**
     * Parameters of the filters that a shape has, from {@code firstFilter} on.
     */
    ConvolutionParameters(
            ParameterTensor weight,
            ParameterTensor bias,
            ConvolutionShape shape,
            Layout layout,
            int offset,
            int firstFilter) {
        this.weight = weight;
        this.bias = bias;
        this.layout = layout;
        this.offset = offset;
        this.filterStride = shape.filterStride();
        this.channelStride = Kernels.padded(weight.dims().get(2));
        this.kernelSize = weight.dims().get(0) * weight.dims().get(1);
        this.channels = weight.dims().get(2);
        this.filters = shape.filters();
        this.firstFilter = firstFilter;
        // not for one of many groups, whose shares alternate with those of the others
        this.apart = filters == bias.length() ? CacheLines.APART : 0;
        this.turn = new Transposition(kernelSize * filterStride, kernelSize * channelStride);
    }

    /** Where the weights begin in the packed block. */
    int offset() {
        return offset;
    }

    Layout layout() {
        return layout;
    }

    /** Floats in the packed block: weights and biases. */
    int size() {
        return rows() * filterStride;
    }

    /** Floats of one share's weight gradient; its bias gradient follows. */
    int weightSize() {
        return layout == Layout.BY_FILTER ? filters * kernelSize * channelStride : channels * kernelSize * filterStride;
    }

    private int shareSize() {
        return weightSize() + filterStride;
    }

    /** Where a part's share begins in the working space. */
    int share(int part) {
        return part * (shareSize() + apart);
    }

    /** Sets a part's share to 0. Those that the halves were joined to have been gathered by other threads since. */
    void clearShare(Workspace workspace, int side, int part) {
        int first = side + share(part);
        if (part % (Network.PARTS / 2) == 0) {
            CacheLines.claim(workspace.memory(), first, first + shareSize());
        }
        Arrays.fill(workspace.memory(), first, first + shareSize(), 0f);
    }

    /** Adds another part's share to a part's. */
    void join(Workspace workspace, int side, int part, int other) {
        int first = side + share(part);
        workspace
                .kernels
                .updates()
                .addUp(workspace.memory(), first, first + shareSize(), share(other) - share(part), 2);
    }

    /**
     * Floats from the first share to behind the last. Counted in long: it may be too large for an array, which the caller
     * checks.
     */
    long sharesSize() {
        long weights = layout == Layout.BY_FILTER
                ? (long) filters * kernelSize * channelStride
                : (long) channels * kernelSize * filterStride;
        return Network.PARTS * (weights + filterStride + apart);
    }

    /** Floats of the turned copy, with zeros where it would have biases. In long for the same reason. */
    long turnedSize() {
        return ((long) filters * kernelSize + 1) * channelStride;
    }

    /** Rows of K in the packed block: one for each channel and tap, and the biases. */
    int rows() {
        return channels * kernelSize + 1;
    }

    /** Where a row begins in the packed block. */
    private int row(int row) {
        return offset + row * filterStride;
    }

    /** The first of the packed parameters whose gradients {@link #gather(Workspace, int, int)} of a part makes. */
    int firstFinal(int part) {
        return row(firstRow(part));
    }

    private int firstRow(int part) {
        return (int) ((long) part * rows() / Network.PARTS);
    }

    /**
     * Adds the shares of both halves into a part of the gradient block.
     * @param side Where in memory the layer's working space begins.
     */
    void gather(Workspace workspace, int side, int part) {
        gather(workspace, side, firstRow(part), firstRow(part + 1));
    }

    /**
     * Adds the shares of both halves into some rows of the gradient block.
     * @param side Where in memory the layer's working space begins.
     * @param from The first row.
     * @param to One past the last row.
     */
    void gather(Workspace workspace, int side, int from, int to) {
        if (from >= to) {
            return;
        }
        int weightRows = Math.min(to, rows() - 1);
        if (layout == Layout.BY_FILTER) {
            gatherByFilter(workspace, side, from, weightRows);
        } else {
            sumHalves(workspace, side + from * filterStride, row(from), (weightRows - from) * filterStride);
        }
        if (to == rows()) {
            sumHalves(workspace, side + weightSize(), row(to - 1), filterStride);
        }
    }

    private void sumHalves(Workspace workspace, int place, int target, int size) {
        float[] memory = workspace.memory();
        workspace.kernels.updates().addUp(memory, place, place + size, halves(), 2);
        System.arraycopy(memory, place, workspace.gradients, target, size);
    }

    /** Of each tap the channels whose rows are asked for. Row {@code c·taps + tap} is that of channel c. */
    private void gatherByFilter(Workspace workspace, int side, int from, int to) {
        for (int tap = 0; tap < kernelSize; tap++) {
            int first = (from - tap + kernelSize - 1) / kernelSize;
            int last = (to - tap + kernelSize - 1) / kernelSize;
            turn.addBack(
                    workspace.memory(),
                    side + tap * channelStride + first,
                    halves(),
                    workspace.gradients,
                    packed(first, tap, 0),
                    last - first,
                    filters);
        }
    }

    /** From the share of the first half to that of the second. */
    private int halves() {
        return share(Network.PARTS / 2);
    }

    /**
     * Writes the turned copy {@code [K][R][S][C]} of the filters of some parts.
     * @param turned Where in memory the copy begins.
     * @param from The first part.
     * @param to One past the last part.
     * @param flip Whether the kernel's rows and columns run backwards in the copy.
     */
    void turn(Workspace workspace, int turned, int from, int to, boolean flip) {
        int first = (int) ((long) from * filters / Network.PARTS);
        int last = (int) ((long) to * filters / Network.PARTS);
        for (int tap = 0; tap < kernelSize; tap++) {
            int place = first * kernelSize + (flip ? kernelSize - 1 - tap : tap);
            workspace.kernels.transpose(
                    workspace.parameters,
                    packed(0, tap, first),
                    turn.rowStride(),
                    workspace.memory(),
                    turned + place * channelStride,
                    turn.columnStride(),
                    channels,
                    last - first);
        }
    }

    void pack(float[] canonical, float[] packed) {
        for (int k = 0; k < filters; k++) {
            for (int tap = 0; tap < kernelSize; tap++) {
                for (int c = 0; c < channels; c++) {
                    packed[packed(c, tap, k)] = canonical[canonical(c, tap, k)];
                }
            }
            packed[packedBias(k)] = canonical[bias.offset() + firstFilter + k];
        }
    }

    void unpack(float[] packed, float[] canonical) {
        for (int k = 0; k < filters; k++) {
            for (int tap = 0; tap < kernelSize; tap++) {
                for (int c = 0; c < channels; c++) {
                    canonical[canonical(c, tap, k)] = packed[packed(c, tap, k)];
                }
            }
            canonical[bias.offset() + firstFilter + k] = packed[packedBias(k)];
        }
    }

    private int packed(int channel, int tap, int filter) {
        return offset + (channel * kernelSize + tap) * filterStride + filter;
    }

    private int packedBias(int filter) {
        return offset + channels * kernelSize * filterStride + filter;
    }

    private int canonical(int channel, int tap, int filter) {
        return weight.offset() + (tap * channels + channel) * bias.length() + firstFilter + filter;
    }
}
