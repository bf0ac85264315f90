/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Prints what a multiply-add of a convolution costs, for many shapes, forward and backward on one thread. Shapes are
 * measured in turn, round after round, by the processor time they take, and the fastest of all rounds is printed: a machine
 * that is busy with other things disturbs all alike. Run {@link #main} with the kernels to use and, optionally, part of a layer's text.
 */
public final class ShapeTable {

    private static final int IMAGES = 8;
    private static final int ROUNDS = 12;
    private static final double ROUND_NANOS = 20e6;
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final List<Row> rows = new ArrayList<>();

    private ShapeTable() {}

    /** One layer on images of one size, ready to run. */
    private static final class Row {
        private final String text;
        private final double multiplyAdds;
        private final Network network;
        private final Workspace workspace;
        private final List<Network.Stage> backward;
        private double forwardNanos = Double.MAX_VALUE;
        private double backwardNanos = Double.MAX_VALUE;

        Row(String layer, int side, int channels, Kernels kernels) {
            Architecture architecture =
                    Architecture.parse(layer + ", globalavgpool, dense 2", new ImageShape(side, side, channels));
            Convolution convolution = (Convolution) architecture.layers().get(0);
            ImageShape out = (ImageShape) architecture.outputShape(0);
            text = String.format(Locale.ROOT, "%dx%dx%d  %s", side, side, channels, layer);
            multiplyAdds = (double) IMAGES
                    * out.size()
                    * convolution.kernelHeight()
                    * convolution.kernelWidth()
                    * channels
                    / convolution.groups(channels);
            network = Network.withInputGradients(architecture);
            workspace =
                    Workspace.forGradients(network, kernels, network.pack(NetworkTest.weights(architecture)), IMAGES);
            workspace.begin(IMAGES);
            int pixelStride = network.inputPixelStride();
            float[] images = NetworkTest.images(architecture, IMAGES);
            for (int pixel = 0; pixel < IMAGES * side * side; pixel++) {
                System.arraycopy(
                        images,
                        pixel * channels,
                        workspace.memory(),
                        workspace.input() + pixel * pixelStride,
                        channels);
            }
            network.derive(workspace).forEach(Row::runParts);
            backward = network.backward(workspace);
        }

        void measure() {
            forwardNanos = Math.min(forwardNanos, nanos(() -> network.forward(workspace, 0, IMAGES)));
            for (int n = 0; n < IMAGES; n++) {
                network.lossAndGradient(workspace, n, n % 2, 1.0 / IMAGES);
            }
            backwardNanos = Math.min(backwardNanos, nanos(() -> backward.forEach(Row::runParts)));
        }

        private static double nanos(Runnable work) {
            long begin = TIMES.getCurrentThreadCpuTime();
            int runs = 0;
            long spent;
            do {
                work.run();
                runs++;
                spent = TIMES.getCurrentThreadCpuTime() - begin;
            } while (spent < ROUND_NANOS);
            return (double) spent / runs;
        }

        private static void runParts(Network.Stage stage) {
            IntStream.range(0, Network.PARTS).forEach(stage::run);
        }

        /** Backward takes as many multiply-adds for the weights as for the input. */
        void print() {
            System.out.printf(
                    Locale.ROOT,
                    "| %-52s | %6.2f | %8.4f | %8.4f | %7.1f | %7.1f |%n",
                    text,
                    multiplyAdds / IMAGES / 1e6,
                    forwardNanos / multiplyAdds,
                    backwardNanos / multiplyAdds / 2,
                    2 * multiplyAdds / forwardNanos,
                    4 * multiplyAdds / backwardNanos);
        }
    }

    private void add(String layer, int side, int channels, Kernels kernels) {
        rows.add(new Row(layer, side, channels, kernels));
    }

    /**
     * Measures and prints.
     *
     * @param args {@code auto}, {@code vector} or {@code scalar}; then part of the rows to measure
     */
    public static void main(String[] args) {
        Kernels kernels = KernelProvider.select(args.length > 0 ? args[0] : "auto");
        ShapeTable table = new ShapeTable();
        for (int channels : new int[] {8, 16, 24, 32, 64, 128}) {
            for (String kernel : new String[] {"1x1", "3x3", "5x5"}) {
                for (String options : new String[] {"", " same", " stride 2", " stride 2 same"}) {
                    table.add("conv " + channels + " " + kernel + options, 14, channels, kernels);
                }
            }
            table.add("conv " + channels + " 3x3 same relu, maxpool 2", 14, channels, kernels);
            table.add("conv " + channels + " 3x3 same groups 2", 14, channels, kernels);
            table.add("conv " + channels + " 3x3 same groups " + channels / 4, 14, channels, kernels);
            table.add("depthwise 3x3 same", 14, channels, kernels);
            table.add("depthwise 3x3 same stride 2", 14, channels, kernels);
        }
        for (int side : new int[] {5, 7, 28}) {
            table.add("conv 32 3x3", side, 32, kernels);
            table.add("conv 32 3x3 same", side, 32, kernels);
        }
        for (int channels : new int[] {1, 3, 17, 33}) {
            table.add("conv " + Math.max(16, channels) + " 3x3 same", 14, channels, kernels);
        }
        String part = args.length > 1 ? args[1] : "";
        table.rows.removeIf(row -> !row.text.contains(part));
        for (int round = 0; round < ROUNDS; round++) {
            table.rows.forEach(Row::measure);
        }
        System.out.println(kernels.name() + ", " + Runtime.version() + ", " + Arrays.toString(args));
        System.out.printf(
                "| %-52s | %6s | %8s | %8s | %7s | %7s |%n", "layer", "M/img", "fwd ns", "bwd ns", "fwd GF", "bwd GF");
        table.rows.forEach(Row::print);
    }
}
