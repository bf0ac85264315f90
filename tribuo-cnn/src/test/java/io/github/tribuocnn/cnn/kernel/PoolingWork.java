/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

/** Pooling in overlapping windows of 3x3, as the benchmark's cases want it. */
final class PoolingWork {

    private static final PoolShape SHAPE = new PoolShape(13, 13, 32, 3, 3, 2, 2, 0, 0, 6, 6);

    private PoolingWork() {}

    static KernelCase.Work of(KernelCase one, int images) {
        float[] in = KernelCase.floats(images * SHAPE.imageStride());
        float[] dOut = KernelCase.floats(images * SHAPE.outStride());
        int[] winners = new int[dOut.length];
        new ScalarKernels().maxPool(SHAPE, in, 0, new float[dOut.length], 0, winners, 0, images);
        return switch (one) {
            case MAX_POOL ->
                KernelCase.work(
                        new float[dOut.length],
                        (kernels, out) -> kernels.maxPool(SHAPE, in, 0, out, 0, winners, 0, images));
            case MAX_POOL_GRADIENT ->
                KernelCase.work(
                        new float[in.length],
                        (kernels, out) -> kernels.maxPoolGradient(SHAPE, dOut, 0, winners, 0, out, 0, images));
            case AVERAGE_POOL ->
                KernelCase.work(
                        new float[dOut.length], (kernels, out) -> kernels.averagePool(SHAPE, in, 0, out, 0, images));
            case AVERAGE_POOL_GRADIENT ->
                KernelCase.work(
                        new float[in.length],
                        (kernels, out) -> kernels.averagePoolGradient(SHAPE, dOut, 0, out, 0, images));
            default -> throw new IllegalArgumentException(one + " is no pooling");
        };
    }
}
