/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DropoutLayerTest {

    private static final ImageShape SHAPE = new ImageShape(20, 30, 5);

    /** What dropout makes of images of ones, each {@code [H][W][C]}. */
    private static float[][] dropped(String dropout, long seed, int epoch, int... examples) {
        Workspace workspace = workspace(dropout, examples.length);
        workspace.beginLearning(examples.length, seed, epoch, examples, 0);
        return pass(dropout, workspace, examples.length);
    }

    private static Workspace workspace(String dropout, int count) {
        Network network = network(dropout);
        return Workspace.forGradients(network, new ScalarKernels(), new float[network.packedParameterCount()], count);
    }

    private static Network network(String dropout) {
        return Network.ofFirst(1, Architecture.parse(dropout + ", flatten, dense 2", SHAPE));
    }

    private static float[][] pass(String dropout, Workspace workspace, int count) {
        Network network = network(dropout);
        Arrays.fill(workspace.memory(), workspace.input(), workspace.input() + count * SHAPE.size(), 1f);
        network.forward(workspace, 0, count);
        float[][] out = new float[count][SHAPE.size()];
        for (int n = 0; n < count; n++) {
            network.copyOutput(workspace, n, out[n], 0);
        }
        return out;
    }

    @Test
    void theRateIsDroppedAndTheRestGrowsSoThatTheMeanStays() {
        float[] out = dropped("dropout 0.4", 1, 1, 0)[0];
        long zeros = IntStream.range(0, out.length).filter(i -> out[i] == 0f).count();
        // 3,000 values: a standard deviation of 27
        assertEquals(0.4 * out.length, (double) zeros, 100);
        for (float value : out) {
            assertEquals(value == 0f ? 0f : (float) (1 / 0.6), value);
        }
    }

    @Test
    void whatIsDroppedDependsOnSeedEpochAndExampleAndNotOnTheBatch() {
        float[] out = dropped("dropout 0.4", 1, 1, 7)[0];
        assertArrayEquals(out, dropped("dropout 0.4", 1, 1, 3, 9, 7)[2]);
        assertFalse(Arrays.equals(out, dropped("dropout 0.4", 2, 1, 7)[0]));
        assertFalse(Arrays.equals(out, dropped("dropout 0.4", 1, 2, 7)[0]));
        assertFalse(Arrays.equals(out, dropped("dropout 0.4", 1, 1, 8)[0]));
    }

    @Test
    void layersOfOneNetworkDropDifferentValues() {
        Network network = Network.ofFirst(2, Architecture.parse("dropout 0.5, dropout 0.5, flatten, dense 2", SHAPE));
        Workspace workspace = Workspace.forGradients(network, new ScalarKernels(), new float[0], 1);
        workspace.beginLearning(1, 1, 1, new int[] {0}, 0);
        Arrays.fill(workspace.memory(), workspace.input(), workspace.input() + SHAPE.size(), 1f);
        network.forward(workspace, 0, 1);
        float[] out = new float[SHAPE.size()];
        network.copyOutput(workspace, 0, out, 0);
        long kept = IntStream.range(0, out.length).filter(i -> out[i] != 0f).count();
        assertEquals(0.25 * out.length, (double) kept, 100);
    }

    @Test
    void spatialDropoutDropsWholeChannels() {
        int droppedChannels = 0;
        for (int example = 0; example < 40; example++) {
            float[] out = dropped("dropout 0.5 spatial", 1, 1, example)[0];
            for (int i = 0; i < out.length; i++) {
                assertEquals(out[i % 5], out[i]);
            }
            droppedChannels +=
                    (int) IntStream.range(0, 5).filter(c -> out[c] == 0f).count();
        }
        // 200 channels: a standard deviation of 7
        assertEquals(100, droppedChannels, 28);
    }

    @Test
    void predictionDropsNothing() {
        Workspace workspace = workspace("dropout 0.9", 2);
        workspace.begin(2);
        float[] ones = new float[SHAPE.size()];
        Arrays.fill(ones, 1f);
        assertArrayEquals(new float[][] {ones, ones}, pass("dropout 0.9", workspace, 2));
    }

    @Test
    void gradientsPassWhereValuesPassed() {
        Architecture architecture = Architecture.parse("dropout 0.4, flatten, dense 2", SHAPE);
        Network network = Network.withInputGradients(architecture);
        float[] weights = InitialWeights.draw(architecture, 1);
        Workspace workspace = Workspace.forGradients(network, new ScalarKernels(), network.pack(weights), 1);
        workspace.beginLearning(1, 1, 1, new int[] {7}, 0);
        network.derive(workspace).forEach(NetworkTest::runParts);
        network.forward(workspace, 0, 1);
        network.seedGradient(workspace, 0, 1);
        network.backward(workspace)
                .forEach(stage -> IntStream.range(0, Network.PARTS).forEach(stage::run));
        float[] mask = dropped("dropout 0.4", 1, 1, 7)[0];
        for (int i = 0; i < mask.length; i++) {
            int at = workspace.inGradient(0) + i / 5 * network.inputPixelStride() + i % 5;
            // 0 is added because -0 is not 0 to an assertion
            assertEquals(mask[i] * weights[2 * i + 1] + 0f, workspace.memory()[at] + 0f);
            assertNotEquals(0f, weights[2 * i + 1]);
        }
    }
}
