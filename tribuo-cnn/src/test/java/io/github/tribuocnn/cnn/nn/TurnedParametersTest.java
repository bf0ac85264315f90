/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The copies of parameters in another layout that the backward pass reads. */
class TurnedParametersTest {

    private final Kernels kernels = KernelProvider.select("auto");

    /** With so many weights, each thread's own copies would take too much memory. */
    private static final Architecture WIDE =
            Architecture.parse("flatten, dense 600 relu, dense 500 relu, dense 3", new ImageShape(4, 4, 1));

    static Stream<Architecture> architectures() {
        return Stream.concat(NetworkTest.architectures(), Stream.of(WIDE));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void eachBatchGoesBackwardThroughTheParametersAsTheyAreThen(Architecture architecture) {
        float[] images = NetworkTest.images(architecture, 9);
        Network network = new Network(architecture);
        float[] packed = network.pack(NetworkTest.weights(architecture));
        Workspace passing = Workspace.forTraining(network, kernels, packed, 9, 1);
        Workspace whole = Workspace.forGradients(network, kernels, packed, 9);
        for (int batch = 0; batch < 3; batch++) {
            assertArrayEquals(
                    gradients(network, whole, images), gradients(network, passing, images), 0f, "batch " + batch);
            for (int i = 0; i < packed.length; i++) {
                packed[i] *= -0.9f;
            }
        }
    }

    private static float[] gradients(Network network, Workspace workspace, float[] images) {
        workspace.begin(9);
        network.derive(workspace).forEach(NetworkTest::runParts);
        NetworkTest.learn(network, workspace, images, (view, part, from, to) -> {
            for (int n = from; n < to; n++) {
                network.lossAndGradient(view, n, n % network.outputs(), 1.0 / 9);
            }
        });
        return network.unpack(workspace.gradients());
    }

    @Test
    void threadsHaveCopiesOfTheirOwnOnlyWhereThoseAreSmall() {
        Network small = new Network(Architecture.reference());
        assertTrue(Workspace.forTraining(small, kernels, new float[0], 8, 2).hasOwnTurned());
        Network wide = new Network(WIDE);
        int batch = 5_000;
        assertFalse(WorkspacePlan.toTrain(wide, batch, 2).ownTurned);
        long another = Workspace.trainingBytes(wide, batch, 3) - Workspace.trainingBytes(wide, batch, 2);
        assertTrue(another < 500 * 600 * Float.BYTES / 10, another + " bytes for another thread");
    }

    @Test
    void aDividedLayerHasOneCopyForAllThreads() {
        Network wide = new Network(WIDE);
        assertTrue(Workspace.forTraining(wide, kernels, new float[0], 8, 2).isDivided(1));
        long another = Workspace.trainingBytes(wide, 8, 8) - Workspace.trainingBytes(wide, 8, 7);
        assertTrue(another < 500 * 600 * Float.BYTES / 10, another + " bytes for another thread");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,4", "4,3", "9,16", "16,5", "33,31"})
    void columnsOfTwoMatricesAreAddedUpToRows(int rows, int columns) {
        int rowStride = columns + 3;
        int columnStride = rows + 2;
        int apart = columns * columnStride + 1;
        float[] from = new float[7 + apart + columns * columnStride];
        Random random = new Random(5);
        for (int i = 0; i < from.length; i++) {
            from[i] = random.nextFloat();
        }
        float[] to = new float[2 + rows * rowStride];
        new Transposition(rowStride, columnStride).addBack(from, 7, apart, to, 2, rows, columns);
        for (int i = 0; i < rows * rowStride; i++) {
            int column = i % rowStride;
            int place = 7 + column * columnStride + i / rowStride;
            float expected = column < columns ? from[place] + from[place + apart] : 0f;
            assertEquals(expected, to[2 + i], "element " + i);
        }
    }
}
