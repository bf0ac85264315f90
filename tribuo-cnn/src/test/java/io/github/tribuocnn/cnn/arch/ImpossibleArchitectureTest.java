/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class ImpossibleArchitectureTest {

    private static final ImageShape GREY = new ImageShape(28, 28, 1);

    @Test
    void kernelLargerThanItsInputIsRefused() {
        assertRefused(
                "maxpool 12, conv 8 3x3 relu, flatten, dense 10",
                "Layer 2 (conv 8 3x3 relu), input 2x2x1: the 3x3 kernel is larger than the image;"
                        + " use at most 2x2, or shrink the image less before it");
    }

    @Test
    void kernelTallerThanItsInputIsRefused() {
        assertRefused(
                "conv 8 29x1, flatten, dense 10",
                "Layer 1 (conv 8 29x1), input 28x28x1: the 29x1 kernel is larger than the image;"
                        + " use at most 28x28, or shrink the image less before it");
    }

    @Test
    void kernelWiderThanItsInputIsRefused() {
        assertRefused(
                "conv 8 1x29, flatten, dense 10",
                "Layer 1 (conv 8 1x29), input 28x28x1: the 1x29 kernel is larger than the image;"
                        + " use at most 28x28, or shrink the image less before it");
    }

    @Test
    void poolingWindowLargerThanItsInputIsRefused() {
        assertRefused(
                "conv 8 26x27, maxpool 2, maxpool 2, flatten, dense 10",
                "Layer 3 (maxpool 2), input 1x1x8: the 2x2 pooling window is larger than the image;"
                        + " use at most 1x1, or shrink the image less before it");
    }

    @Test
    void groupsThatDoNotDivideChannelsAndFiltersAreRefused() {
        assertRefused(
                "conv 8 3x3, conv 12 3x3 groups 8, flatten, dense 10",
                "Layer 2 (conv 12 3x3 groups 8), input 26x26x8: groups must divide the 8 channels of the input and the 12"
                        + " filters, but is 8; use 4 or a divisor of it");
        assertRefused(
                "conv 8 3x3 groups 2, flatten, dense 10",
                "Layer 1 (conv 8 3x3 groups 2), input 28x28x1: groups must divide the 1 channels of the input and the 8"
                        + " filters, but is 2; use 1");
    }

    @Test
    void windowsThatMayReachBeyondTheImageAreNeverTooLarge() {
        assertEquals(
                "1x1x8",
                Architecture.parse("maxpool 14, conv 8 5x7 stride 2 same, avgpool 9 same, flatten, dense 10", GREY)
                        .outputShape(2)
                        .text());
    }

    @Test
    void layersForImagesAreRefusedBehindFlatten() {
        for (String layer : new String[] {"depthwise 3x3", "avgpool 2", "globalavgpool"}) {
            assertRefused(
                    "flatten, " + layer + ", dense 10",
                    "Layer 2 (" + layer + "), input 784: " + layer.split(" ", 2)[0]
                            + " needs an image, but gets a vector of 784 values; put it before flatten");
        }
    }

    @Test
    void flattenBehindGlobalPoolingIsRefused() {
        assertRefused(
                "conv 8 3x3, globalavgpool, flatten, dense 10",
                "Layer 3 (flatten), input 8: flatten needs an image, but gets a vector of 8 values; remove it");
    }

    @Test
    void denseBeforeFlattenIsRefused() {
        assertRefused(
                "conv 8 3x3, dense 10",
                "Layer 2 (dense 10), input 26x26x8: dense needs a vector, but gets an image;"
                        + " put flatten before it, which makes a vector of 5,408 values");
    }

    @Test
    void convolutionAfterFlattenIsRefused() {
        assertRefused(
                "flatten, conv 8 3x3, dense 10",
                "Layer 2 (conv 8 3x3), input 784: conv needs an image, but gets a vector of 784 values;"
                        + " put it before flatten");
    }

    @Test
    void poolingAfterFlattenIsRefused() {
        assertRefused(
                "flatten, maxpool 2, dense 10",
                "Layer 2 (maxpool 2), input 784: maxpool needs an image, but gets a vector of 784 values;"
                        + " put it before flatten");
    }

    @Test
    void secondFlattenIsRefused() {
        assertRefused(
                "flatten, flatten, dense 10",
                "Layer 2 (flatten), input 784: flatten needs an image, but gets a vector of 784 values; remove it");
    }

    @Test
    void missingFinalDenseIsRefused() {
        assertRefused(
                "conv 8 3x3, flatten",
                "Layer 2 (flatten), input 26x26x8: the last layer must be dense, with one unit for each class;"
                        + " add for example 'dense 10'");
        assertRefused(
                "conv 8 3x3, maxpool 2",
                "Layer 2 (maxpool 2), input 26x26x8: the last layer must be dense, with one unit for each class;"
                        + " add for example 'flatten, dense 10'");
    }

    @Test
    void activationOfTheLastLayerIsRefused() {
        assertRefused(
                "flatten, dense 10 relu",
                "Layer 2 (dense 10 relu), input 784: the last layer can have no activation, as softmax makes"
                        + " probabilities of its outputs; write 'dense 10'");
    }

    @Test
    void wrongNumberOfOutputsIsRefused() {
        assertMessage(
                "Layer 7 (dense 10), input 100: it gives 10 outputs, but the data has 26 classes; write 'dense 26'",
                () -> Architecture.reference().requireOutputs(26));
        assertMessage(
                "classes must be at least 1, but is 0",
                () -> Architecture.reference().requireOutputs(0));
    }

    @Test
    void outputOfAConvolutionThatNoArrayHoldsIsRefused() {
        assertMessage(
                "Layer 1 (conv 3000 1x1), input 1000x1000x1: the output 1000x1000x3000 has more than 2,147,483,647 values;"
                        + " use at most 2,147 filters",
                () -> Architecture.parse("conv 3000 1, flatten, dense 10", new ImageShape(1000, 1000, 1)));
    }

    @Test
    void moreParametersThanAnArrayHoldsAreRefused() {
        assertMessage(
                "Layer 2 (dense 1000000), input 10000: its 10,001,000,000 parameters are too many,"
                        + " as 2,147,483,647 are left of the 2,147,483,647 an architecture may have;"
                        + " make this layer or its input smaller",
                () -> Architecture.parse("flatten, dense 1000000, dense 10", new ImageShape(100, 100, 1)));
    }

    @Test
    void parametersAreCountedOverAllLayers() {
        ImageShape input = new ImageShape(1, 1, 2_000);
        assertEquals(
                2_001_000_000 + 1_000_001,
                Architecture.parse("flatten, dense 1000000, dense 1", input).parameterCount());
        assertMessage(
                "Layer 3 (dense 1000), input 1000000: its 1,000,001,000 parameters are too many,"
                        + " as 146,483,647 are left of the 2,147,483,647 an architecture may have;"
                        + " make this layer or its input smaller",
                () -> Architecture.parse("flatten, dense 1000000, dense 1000", input));
    }

    @Test
    void layersBuiltByHandAreRefusedInTheSameWords() {
        assertMessage(
                "Layer 2 (conv 8 3x3 relu), input 2x2x1: the 3x3 kernel is larger than the image;"
                        + " use at most 2x2, or shrink the image less before it",
                () -> Architecture.of(
                        GREY, new MaxPool2D(12), new Conv2D(8, 3, 3, Activation.RELU), new Flatten(), new Dense(10)));
        assertMessage(
                "The architecture has no layers; write for example '" + Architecture.REFERENCE_TEXT + "'",
                () -> Architecture.of(GREY));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertMessage(
                "filters must be a whole number from 1 to 65,536, but is 65537",
                () -> new Conv2D(65_537, 3, 3, Activation.NONE));
        assertMessage(
                "kernelHeight must be a whole number from 1 to 1,024, but is 0",
                () -> new Conv2D(1, 0, 3, Activation.NONE));
        assertMessage(
                "kernelWidth must be a whole number from 1 to 1,024, but is -1",
                () -> new Conv2D(1, 3, -1, Activation.NONE));
        assertMessage(
                "strideHeight must be a whole number from 1 to 1,024, but is 0",
                () -> new Conv2D(1, 3, 3, Activation.NONE).withStride(0, 1));
        assertMessage(
                "strideWidth must be a whole number from 1 to 1,024, but is 1025",
                () -> new DepthwiseConv2D(3, 3, Activation.NONE).withStride(1, 1025));
        assertMessage(
                "groups must be a whole number from 1 to 65,536, but is 0",
                () -> new Conv2D(1, 3, 3, Activation.NONE).withGroups(0));
        assertMessage(
                "strideHeight must be a whole number from 1 to 1,024, but is 0",
                () -> new AveragePool2D(2).withStride(0, 1));
        assertMessage("height must be a whole number from 1 to 1,024, but is 0", () -> new MaxPool2D(0));
        assertMessage("width must be a whole number from 1 to 1,024, but is 1025", () -> new MaxPool2D(1, 1025));
        assertMessage("units must be a whole number from 1 to 1,000,000, but is 0", () -> new Dense(0));
    }

    @Test
    void shapesOutOfRangeAreRefused() {
        assertMessage("height must be a whole number from 1 to 2,147,483,647, but is 0", () -> new ImageShape(0, 1, 1));
        assertMessage(
                "width must be a whole number from 1 to 2,147,483,647, but is -2", () -> new ImageShape(1, -2, 1));
        assertMessage(
                "channels must be a whole number from 1 to 2,147,483,647, but is 0", () -> new ImageShape(1, 1, 0));
        assertMessage("length must be a whole number from 1 to 2,147,483,647, but is 0", () -> new VectorShape(0));
        assertMessage(
                "an image of 50000x50000x1 has more than 2,147,483,647 values; make it smaller",
                () -> new ImageShape(50_000, 50_000, 1));
        assertMessage(
                "an image of 30000x30000x3 has more than 2,147,483,647 values; make it smaller",
                () -> new ImageShape(30_000, 30_000, 3));
    }

    private static void assertRefused(String text, String message) {
        assertMessage(message, () -> Architecture.parse(text, GREY));
    }

    private static void assertMessage(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
