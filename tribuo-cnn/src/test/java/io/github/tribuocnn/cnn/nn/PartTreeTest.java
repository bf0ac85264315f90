/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartTreeTest {

    private final Kernels kernels = KernelProvider.select("auto");

    private final String[] sums = new String[Network.PARTS];
    private final PartTree tree =
            new PartTree((part, other) -> sums[part] = "(" + sums[part] + "+" + sums[other] + ")");

    private void assertSums(String when) {
        assertEquals("((0+1)+(2+3))", sums[0], when);
        assertEquals("((4+5)+(6+7))", sums[Network.PARTS / 2], when);
    }

    private void run(int part) {
        sums[part] = Integer.toString(part);
        tree.end(part);
    }

    @Test
    void sumsHaveOneOrderWhicheverPartEndsFirst() {
        List<Integer> parts = IntStream.range(0, Network.PARTS).boxed().collect(Collectors.toList());
        Random random = new Random(1);
        for (int run = 0; run < 200; run++) {
            Collections.shuffle(parts, random);
            parts.forEach(this::run);
            assertSums(parts.toString());
        }
    }

    @Test
    void sumsHaveOneOrderFromManyThreads() {
        for (int run = 0; run < 500; run++) {
            IntStream.range(0, Network.PARTS).parallel().forEach(this::run);
            assertSums("run " + run);
        }
    }

    /**
     * A part's share is the gradient of a batch in which all other images weigh nothing. The last layer is not cut by
     * images.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 5 3x3 relu, maxpool 2, conv 7 2x2 relu, maxpool 2, flatten, dense 3",
                "conv 17 2x2 relu, conv 18 3x3 stride 2 relu, flatten, dense 3",
                "conv 6 3x3 relu, conv 4 3x3 groups 2 relu, depthwise 2x2, flatten, dense 3"
            })
    void gradientsAreTheTreeOfTheSharesOfAllParts(String text) {
        Architecture architecture = Architecture.parse(text, new ImageShape(9, 9, 1));
        int count = 27;
        float[] images = NetworkTest.images(architecture, count);
        float[][] shares = new float[Network.PARTS][];
        for (int part = 0; part < Network.PARTS; part++) {
            int only = part;
            shares[part] = gradients(architecture, images, count, 0, other -> other == only ? 1 : 0);
        }
        float[] whole = gradients(architecture, images, count, 0, part -> 1);
        int last = architecture.tensors().get(architecture.tensors().size() - 2).offset();
        int otherwise = 0;
        for (int i = 0; i < last; i++) {
            float[] s = new float[Network.PARTS];
            for (int part = 0; part < Network.PARTS; part++) {
                s[part] = shares[part][i];
            }
            assertEquals(((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])), whole[i], "parameter " + i);
            float inOrder = 0;
            for (float share : s) {
                inOrder += share;
            }
            otherwise += inOrder == whole[i] ? 0 : 1;
        }
        assertTrue(otherwise > 0, "another order would have given the same bits");
    }

    static Stream<Architecture> architectures() {
        return NetworkTest.architectures();
    }

    /** Some batches leave parts without images, others have one more in some. */
    @ParameterizedTest
    @MethodSource("architectures")
    void aBatchOfAnySizeHasTheMeanGradientOfItsImages(Architecture architecture) {
        int size = architecture.input().size();
        float[] images = NetworkTest.images(architecture, 33);
        for (int count : new int[] {1, 3, 7, 9, 33}) {
            double[] mean = new double[architecture.parameterCount()];
            for (int n = 0; n < count; n++) {
                int truth = n;
                float[] alone = gradients(
                        architecture, Arrays.copyOfRange(images, n * size, (n + 1) * size), 1, truth, part -> 1);
                IntStream.range(0, mean.length).forEach(i -> mean[i] += alone[i] / (double) count);
            }
            float[] together = gradients(architecture, images, count, 0, part -> 1);
            for (int i = 0; i < mean.length; i++) {
                assertEquals(mean[i], together[i], 1e-6, count + " images, parameter " + i);
            }
        }
    }

    /** Of the mean loss, the images of each part weighed. The first image is of class {@code truth}. */
    private float[] gradients(
            Architecture architecture, float[] images, int count, int truth, IntToDoubleFunction weight) {
        Network network = new Network(architecture);
        Workspace workspace =
                Workspace.forTraining(network, kernels, network.pack(NetworkTest.weights(architecture)), count, 1);
        workspace.begin(count);
        NetworkTest.learn(network, workspace, images, (view, part, from, to) -> {
            for (int n = from; n < to; n++) {
                network.lossAndGradient(view, n, (truth + n) % network.outputs(), weight.applyAsDouble(part) / count);
            }
        });
        float[] gradients = network.unpack(workspace.gradients());
        // -0 is not 0 to an assertion
        IntStream.range(0, gradients.length).forEach(i -> gradients[i] += 0f);
        return gradients;
    }
}
