/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.ConvolutionShape;
import java.util.List;

/**
 * Convolution in groups, with or without ReLU: one dense convolution after the other, each from its run of the channels
 * to its run of the filters. Kernels write whole vectors, which a run need not be; so a group's outputs and gradients
 * have a place of their own, and are copied from and to their runs.
 */
final class GroupedConvolutionLayer implements Layer {

    private final int index;
    private final ConvolutionShape whole;
    private final List<ConvolutionParameters> groups;
    private final boolean relu;
    private final boolean inputLearns;

    /** From a run of channels, where it lies among the others, to a group's filters. */
    private final ConvolutionShape within;

    /** The same from channels that lie alone. */
    private final ConvolutionShape alone;

    private final int channels;
    private final int filters;

    /**
     * @param whole The geometry of a convolution with all channels and filters.
     * @param within The geometry of a group: over pixels of all channels, but of its own channels and filters.
     * @param groups Their parameters.
     */
    GroupedConvolutionLayer(
            int index,
            ConvolutionShape whole,
            ConvolutionShape within,
            List<ConvolutionParameters> groups,
            boolean relu,
            boolean inputLearns) {
        this.index = index;
        this.whole = whole;
        this.within = within;
        this.alone = within.repacked();
        this.groups = List.copyOf(groups);
        this.channels = within.channels();
        this.filters = within.filters();
        this.relu = relu;
        this.inputLearns = inputLearns;
    }

    /** in [N][H][W][C] → out [N][P][Q][K] */
    @Override
    public void forward(Workspace workspace, int from, int to) {
        float[] memory = workspace.memory();
        int out = workspace.out(index);
        for (int n = from; n < to; n++) {
            int scratch = workspace.scratch(index) + n * scratchStride();
            for (int g = 0; g < groups.size(); g++) {
                workspace.kernels.convolve(
                        within,
                        memory,
                        workspace.in(index) + n * whole.imageStride() + g * channels,
                        workspace.parameters,
                        groups.get(g).offset(),
                        memory,
                        scratch,
                        1);
                int run = out + n * outStride() + g * filters;
                copyRuns(memory, scratch, within.filterStride(), run, whole.filterStride(), filters, outPixels());
            }
        }
        if (relu) {
            workspace.kernels.rectify(memory, out + from * outStride(), out + to * outStride());
        }
    }

    @Override
    public void begin(Workspace workspace, int part) {
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).clearShare(workspace, side(workspace, g), part);
        }
    }

    /** dOut [N][P][Q][K] → the part's dWeight and dBias, and dIn [N][H][W][C] */
    @Override
    public void backward(Workspace workspace, int part, int from, int to) {
        float[] memory = workspace.memory();
        int dOut = workspace.outGradient(index);
        if (relu) {
            int out = workspace.out(index) + from * outStride();
            workspace.kernels.rectifyGradient(
                    memory, out, memory, dOut + from * outStride(), (to - from) * outStride());
        }
        int place = workspace.side(index) + (int) sharesSize() + part * placeSize();
        for (int g = 0; g < groups.size(); g++) {
            ConvolutionParameters group = groups.get(g);
            int side = side(workspace, g);
            int share = side + group.share(part);
            for (int n = from; n < to; n++) {
                int run = dOut + n * outStride() + g * filters;
                copyRuns(memory, run, whole.filterStride(), place, within.filterStride(), filters, outPixels());
                int in = workspace.in(index) + n * whole.imageStride() + g * channels;
                workspace.kernels.weightGradient(within, memory, in, memory, place, memory, share, 1);
                if (inputLearns) {
                    int dIn = workspace.inGradient(index) + n * whole.imageStride() + g * channels;
                    inputGradient(workspace, turned(workspace, g), place, dIn);
                }
            }
        }
    }

    private void inputGradient(Workspace workspace, int turned, int place, int dIn) {
        float[] memory = workspace.memory();
        int gradient = place + within.outStride();
        workspace.kernels.inputGradient(alone, memory, place, memory, turned, memory, gradient);
        int pixels = alone.imageStride() / alone.pixelStride();
        copyRuns(memory, gradient, alone.pixelStride(), dIn, whole.pixelStride(), channels, pixels);
    }

    private static void copyRuns(
            float[] memory, int from, int fromStride, int to, int toStride, int length, int pixels) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int i = 0; i < length; i++) {
                memory[to + pixel * toStride + i] = memory[from + pixel * fromStride + i];
            }
        }
    }

    private int outPixels() {
        return whole.outHeight() * whole.outWidth();
    }

    /** A part's place for the gradients of one group and image: of outputs, then of inputs. */
    private int placeSize() {
        return within.outStride() + (inputLearns ? alone.imageStride() : 0);
    }

    private long sharesSize() {
        return groups.size() * groups.get(0).sharesSize();
    }

    private int side(Workspace workspace, int group) {
        return workspace.side(index) + group * (int) groups.get(0).sharesSize();
    }

    private int turned(Workspace workspace, int group) {
        return workspace.turned(index) + group * (int) groups.get(0).turnedSize();
    }

    @Override
    public void join(Workspace workspace, int part, int other) {
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).join(workspace, side(workspace, g), part, other);
        }
    }

    /** Groups lie one after the other, and parts are cut across them all. */
    @Override
    public void gather(Workspace workspace, int part) {
        int rows = groups.get(0).rows();
        int first = firstRow(part);
        int last = firstRow(part + 1);
        for (int g = first / rows; g * rows < last; g++) {
            int from = Math.max(0, first - g * rows);
            int to = Math.min(rows, last - g * rows);
            groups.get(g).gather(workspace, side(workspace, g), from, to);
        }
    }

    private int firstRow(int part) {
        return (int) ((long) part * groups.size() * groups.get(0).rows() / Network.PARTS);
    }

    @Override
    public int firstFinal(int part) {
        return groups.get(0).offset() + firstRow(part) * within.filterStride();
    }

    @Override
    public void derive(Workspace workspace, int from, int to) {
        if (inputLearns) {
            for (int g = 0; g < groups.size(); g++) {
                groups.get(g).turn(workspace, turned(workspace, g), from, to, false);
            }
        }
    }

    @Override
    public int outStride() {
        return whole.outStride();
    }

    @Override
    public int scratchStride() {
        return within.outStride();
    }

    @Override
    public int parameterCount() {
        return groups.stream().mapToInt(ConvolutionParameters::size).sum();
    }

    @Override
    public long sideSize() {
        return sharesSize() + (long) Network.PARTS * placeSize();
    }

    @Override
    public long turnedSize() {
        return inputLearns ? groups.size() * groups.get(0).turnedSize() : 0;
    }

    @Override
    public void pack(float[] canonical, float[] packed) {
        groups.forEach(group -> group.pack(canonical, packed));
    }

    @Override
    public void unpack(float[] packed, float[] canonical) {
        groups.forEach(group -> group.unpack(packed, canonical));
    }
}
