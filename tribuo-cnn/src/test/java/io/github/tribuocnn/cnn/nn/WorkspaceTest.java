/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nothing here may allocate what it refuses. */
class WorkspaceTest {

    private final Kernels kernels = KernelProvider.select("auto");
    private final Network reference = new Network(Architecture.reference());

    @Test
    void aBatchWhosePixelsFitNoArrayIsRefused() {
        assertRefused(
                "A batch of 3000000 images: memory up to its pixels would take 2,352,000,012 floats, more than the 2,147,483,647 an"
                        + " array can hold. Use fewer images at a time, smaller images or a smaller layer",
                () -> Workspace.forInference(reference, kernels, new float[0], 3_000_000));
    }

    @Test
    void aBatchWhoseActivationsFitNoArrayIsRefusedWithTheLayer() {
        assertRefused(
                "A batch of 1000000 images: memory up to the output of layer 1 (conv 32 3x3 relu) would take"
                        + " 6,192,000,012 floats, more than the 2,147,483,647 an array can hold. Use fewer images at a time, smaller images"
                        + " or a smaller layer",
                () -> Workspace.forGradients(reference, kernels, new float[0], 1_000_000));
    }

    @Test
    void aBatchWhoseGradientsFitNoArrayIsRefusedWithTheLayer() {
        Network wide = new Network(Architecture.parse("flatten, dense 60000 relu, dense 256", new ImageShape(1, 2, 1)));
        assertRefused(
                "A batch of 20000 images: memory up to the output gradient of layer 2 (dense 60000 relu) would take"
                        + " 2,405,160,012 floats, more than the 2,147,483,647 an array can hold. Use fewer images at a time, smaller images"
                        + " or a smaller layer",
                () -> Workspace.forGradients(wide, kernels, new float[0], 20_000));
    }

    @Test
    void imagesThatPassTakeNoMoreMemoryInALargerBatch() {
        long small = Workspace.trainingBytes(reference, 128, 2);
        long large = Workspace.trainingBytes(reference, 512, 2);
        // the outputs of the second convolution and of both dense layers and their gradients are kept
        long kept = 2 * (400 + 112 + 16) * Float.BYTES;
        assertTrue(large - small <= (512 - 128) * kept, large + " against " + small);
    }

    @Test
    void oneThreadMoreThanAWorkspaceWasMadeForIsRefused() throws InterruptedException {
        Workspace workspace = Workspace.forTraining(reference, kernels, new float[0], 8, 1);
        Workspace mine = workspace.passing(0);
        assertSame(mine, workspace.passing(4));
        IllegalStateException[] thrown = new IllegalStateException[1];
        Thread other = new Thread(
                () -> thrown[0] = assertThrows(IllegalStateException.class, () -> workspace.passing(0)), "other");
        other.start();
        other.join();
        assertEquals("other is one thread more than the 1 that this workspace was made for", thrown[0].getMessage());
    }

    @Test
    void layersTooLargeForArraysAreRefusedWhenTheNetworkIsBuilt() {
        ImageShape wide = new ImageShape(20_000, 20_000, 1);
        assertRefused(
                "The output of layer 1 (conv 1 1x1) would take 6,400,000,000 floats, more than the 2,147,483,647 an"
                        + " array can hold. Use fewer images at a time, smaller images or a smaller layer",
                () -> new Network(Architecture.parse("conv 1 1x1, flatten, dense 1", wide)));
        assertRefused(
                "The weights of layer 2 (dense 1) would take 6,400,000,016 floats, more than the 2,147,483,647 an array"
                        + " can hold. Use fewer images at a time, smaller images or a smaller layer",
                () -> new Network(Architecture.parse("flatten, dense 1", wide)));
    }

    @Test
    void anImageThatFitsNoArrayOnceItHasABorderIsRefused() {
        assertRefused(
                "The padded input of layer 1 (conv 1 1024x1024 stride 500 same) would take 2,191,006,576 floats, more than the"
                        + " 2,147,483,647 an array can hold. Use fewer images at a time, smaller images or a smaller layer",
                () -> new Network(Architecture.parse(
                        "conv 1 1024 stride 500 same, flatten, dense 1", new ImageShape(42_000, 51_000, 1))));
    }

    private static void assertRefused(String message, Executable allocation) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, allocation).getMessage());
    }
}
