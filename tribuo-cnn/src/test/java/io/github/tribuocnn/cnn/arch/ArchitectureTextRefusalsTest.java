/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of an architecture can get wrong, each said with the layer, the word and the way out. */
final class ArchitectureTextRefusalsTest {
    private static final ImageShape GREY = new ImageShape(28, 28, 1);

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        String conv =
                "; write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]";
        assertRefused(
                "conv 4 3x3 stride 0, flatten, dense 10",
                "Layer 1 (conv 4 3x3 stride 0): strideHeight must be a whole number from 1 to 1,024, but is 0" + conv);
        assertRefused(
                "conv 4 3x3 stride 2x1025, flatten, dense 10",
                "Layer 1 (conv 4 3x3 stride 2x1025): strideWidth must be a whole number from 1 to 1,024, but is 1025"
                        + conv);
        assertRefused(
                "conv 4 3x3 stride, flatten, dense 10",
                "Layer 1 (conv 4 3x3 stride): the size behind stride is missing" + conv);
        assertRefused(
                "conv 4 3x3 groups two, flatten, dense 10",
                "Layer 1 (conv 4 3x3 groups two): groups must be a whole number from 1 to 65,536, but is two" + conv);
        assertRefused(
                "conv 4 3x3 groups, flatten, dense 10",
                "Layer 1 (conv 4 3x3 groups): the number behind groups is missing" + conv);
        assertRefused(
                "conv 4 3x3 same valid, flatten, dense 10",
                "Layer 1 (conv 4 3x3 same valid): 'valid' repeats or contradicts another word; remove one of them");
        assertRefused(
                "maxpool 2 stride 2 stride 1, flatten, dense 10",
                "Layer 1 (maxpool 2 stride 2 stride 1): 'stride' repeats or contradicts another word;"
                        + " remove one of them");
        assertRefused(
                "depthwise 3x3 sam, flatten, dense 10",
                "Layer 1 (depthwise 3x3 sam): unknown word 'sam'; did you mean 'same'?"
                        + " Write depthwise HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "avgpool 2000, flatten, dense 10",
                "Layer 1 (avgpool 2000): height must be a whole number from 1 to 1,024, but is 2000;"
                        + " write avgpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]");
        assertRefused("globalavgpool 2, dense 10", "Layer 1 (globalavgpool 2): unknown word '2'. Write globalavgpool");
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheRange() {
        String usage = "; write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]";
        assertRefused(
                "flatten, dense 7 leaky_relu 1.5, dense 10",
                "Layer 2 (dense 7 leaky_relu 1.5): slope must be a number above 0 and up to 1, but is 1.5" + usage);
        assertRefused(
                "flatten, dense 7 elu 0, dense 10",
                "Layer 2 (dense 7 elu 0): alpha must be a number above 0 and up to 100, but is 0" + usage);
        assertRefused(
                "flatten, dense 7 l2 -1, dense 10",
                "Layer 2 (dense 7 l2 -1): l2 must be a number from 0 to 1, but is -1" + usage);
        assertRefused("flatten, dense 7 l2, dense 10", "Layer 2 (dense 7 l2): the number behind l2 is missing" + usage);
        assertRefused(
                "flatten, dense 7 relu gelu, dense 10",
                "Layer 2 (dense 7 relu gelu): 'gelu' repeats or contradicts another word; remove one of them");
        assertRefused(
                "relu, flatten, dense 10",
                "Layer 1 (relu): 'relu' is no layer but a function; write 'activation relu', or put 'relu' behind the"
                        + " layer before it");
        assertRefused(
                "activation rellu, flatten, dense 10",
                "Layer 1 (activation rellu): activation 'rellu' is unknown; did you mean 'relu'? Write activation"
                        + " relu|leaky_relu|elu|gelu|silu|sigmoid|tanh");
    }

    @Test
    void residualsThatCannotBeAreRefusedWithTheLayerInThem() {
        assertRefused(
                "conv 4 3x3, residual(conv 8 3x3 same), flatten, dense 10",
                "Layer 2 (residual(conv 8 3x3 same)), input 26x26x4: its body gives 26x26x8, but its input gives 26x26x4,"
                        + " and only equal shapes can be added; give it a shortcut such as '| conv 8 1x1', with the"
                        + " strides of the body");
        assertRefused(
                "residual(conv 8 3x3 | conv 8 1x1), flatten, dense 10",
                "Layer 1 (residual(conv 8 3x3 | conv 8 1x1)), input 28x28x1: its body gives 26x26x8, but its shortcut"
                        + " gives 28x28x8, and only equal shapes can be added; make the shortcut fit, for example"
                        + " '| conv 8 1x1', with the strides of the body");
        assertRefused(
                "flatten, residual(dense 4, maxpool 2), dense 10",
                "Layer 2.2 (maxpool 2), input 4: maxpool needs an image, but gets a vector of 4 values; put it before"
                        + " flatten");
        assertRefused(
                "residual(conv 4 1x1, conv 0 3x3 | conv 4 1x1), flatten, dense 10",
                "Layer 1.2 (conv 0 3x3): filters must be a whole number from 1 to 65,536, but is 0; write "
                        + LayerWord.CONV.usage());
        assertRefused(
                "residual(conv 1 1x1 | relu), flatten, dense 10",
                "Layer 1.2 (relu): 'relu' is no layer but a function; write 'activation relu', or put 'relu' behind the"
                        + " layer before it");
        assertRefused(
                "residual(conv 1 1x1,, conv 1 1x1), flatten, dense 10", "Layer 1.2 is empty; remove the extra comma");
        assertRefused(
                "residual(), flatten, dense 10",
                "Layer 1 (residual()): its body is empty; write residual(LAYERS) or residual(LAYERS | LAYERS)");
        assertRefused(
                "residual conv 1 1x1, flatten, dense 10",
                "Layer 1 (residual conv 1 1x1): its layers must stand in brackets; write residual(LAYERS) or"
                        + " residual(LAYERS | LAYERS)");
        assertRefused(
                "residual(conv 1 1x1 | conv 1 1x1 | conv 1 1x1), flatten, dense 10",
                "Layer 1 (residual(conv 1 1x1 | conv 1 1x1 | conv 1 1x1)): it has 3 chains of layers, but can have a body"
                        + " and a shortcut");
        assertRefused(
                "residual(conv 1 1x1, flatten, dense 10",
                "The text has a bracket '(' without its counterpart; add or remove one");
        assertRefused(
                "conv 1 1x1), flatten, dense 10",
                "The text has a bracket ')' without its counterpart; add or remove one");
        String deep = "residual(".repeat(9) + "conv 1 1x1" + ")".repeat(9) + ", flatten, dense 10";
        assertRefused(deep, "Layer 1.1.1.1.1.1.1.1.1: residuals can stand at most 8 deep in each other");
        String endless = "residual(".repeat(20_000);
        assertRefused(endless, "The text has a bracket '(' without its counterpart; add or remove one");
        assertRefused(
                endless + "conv 1 1x1" + ")".repeat(20_000) + ", flatten, dense 10",
                "Layer 1.1.1.1.1.1.1.1.1: residuals can stand at most 8 deep in each other");
    }

    @Test
    void unknownLayerIsNamedWithTheKnownOnesAndTheNearest() {
        assertRefused(
                "conv 4 3x3, maxpol 2, flatten, dense 10",
                "Layer 2 (maxpol 2): unknown layer 'maxpol'; did you mean 'maxpool'?"
                        + " Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
        assertRefused(
                "Conv2D 4 3x3, flatten, dense 10",
                "Layer 1 (conv2d 4 3x3): unknown layer 'conv2d'; did you mean 'conv'?"
                        + " Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
        assertRefused(
                "conv 4 3x3, MaxPooling2D 2, flatten, dense 10",
                "Layer 2 (maxpooling2d 2): unknown layer 'maxpooling2d'; did you mean 'maxpool'?"
                        + " Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
        assertRefused(
                "flatten, dnese 10",
                "Layer 2 (dnese 10): unknown layer 'dnese'; did you mean 'dense'?"
                        + " Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
        assertRefused(
                "flatten, lstm 10",
                "Layer 2 (lstm 10): unknown layer 'lstm'. Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
    }

    @Test
    void layerIndexDoesNotCountTheInput() {
        assertRefused(
                "input 28x28x1, flat",
                "Layer 1 (flat): unknown layer 'flat'; did you mean 'flatten'?"
                        + " Known layers: conv, depthwise, maxpool, avgpool, globalavgpool, flatten, dense, activation, dropout, batchnorm, residual");
    }

    @Test
    void unknownOptionIsNamedWithTheNearest() {
        assertRefused(
                "conv 4 3x3 rellu, flatten, dense 10",
                "Layer 1 (conv 4 3x3 rellu): unknown word 'rellu'; did you mean 'relu'?"
                        + " Write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "flatten, dense 10 softplus",
                "Layer 2 (dense 10 softplus): unknown word 'softplus'. Write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "flatten, dense 10 sofmax",
                "Layer 2 (dense 10 sofmax): unknown word 'sofmax'; did you mean 'softmax'? Write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused("flatten 2, dense 10", "Layer 1 (flatten 2): unknown word '2'. Write flatten");
        assertRefused(
                "maxpool 2 3, flatten, dense 10",
                "Layer 1 (maxpool 2 3): unknown word '3'. Write maxpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]");
    }

    @Test
    void forgottenCommaIsRecognised() {
        assertRefused(
                "conv 4 3x3 relu maxpool 2, flatten, dense 10",
                "Layer 1 (conv 4 3x3 relu maxpool 2): put a comma before 'maxpool'");
    }

    @Test
    void doubledCommaIsRecognised() {
        assertRefused("conv 4 3x3,, flatten, dense 10", "Layer 2 is empty; remove the extra comma");
        assertRefused(",", "Layer 1 is empty; remove the extra comma");
        assertRefused(", flatten, dense 10", "Layer 1 is empty; remove the extra comma");
    }

    @Test
    void missingArgumentsAreNamed() {
        assertRefused(
                "conv, flatten, dense 10",
                "Layer 1 (conv): filters is missing; write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "conv 4, flatten, dense 10",
                "Layer 1 (conv 4): kernel is missing; write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "maxpool, flatten, dense 10",
                "Layer 1 (maxpool): window is missing; write maxpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]");
        assertRefused(
                "flatten, dense",
                "Layer 2 (dense): units is missing; write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
    }

    @Test
    void numbersOutOfRangeAreRefusedWithTheRange() {
        String write =
                "; write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]";
        assertRefused(
                "conv 0 3x3, flatten, dense 10",
                "Layer 1 (conv 0 3x3): filters must be a whole number from 1 to 65,536, but is 0" + write);
        assertRefused(
                "conv -4 3x3, flatten, dense 10",
                "Layer 1 (conv -4 3x3): filters must be a whole number from 1 to 65,536, but is -4" + write);
        assertRefused(
                "conv 3x3 4, flatten, dense 10",
                "Layer 1 (conv 3x3 4): filters must be a whole number from 1 to 65,536, but is 3x3" + write);
        assertRefused(
                "conv 4 3x1025, flatten, dense 10",
                "Layer 1 (conv 4 3x1025): kernelWidth must be a whole number from 1 to 1,024, but is 1025" + write);
        assertRefused(
                "conv 4 0, flatten, dense 10",
                "Layer 1 (conv 4 0): kernelHeight must be a whole number from 1 to 1,024, but is 0" + write);
        assertRefused(
                "conv 4 3x3x3, flatten, dense 10",
                "Layer 1 (conv 4 3x3x3): the kernel must be a size such as 3x3 or 3, but is 3x3x3" + write);
        assertRefused(
                "maxpool 2x0, flatten, dense 10",
                "Layer 1 (maxpool 2x0): width must be a whole number from 1 to 1,024, but is 0;"
                        + " write maxpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]");
        assertRefused(
                "flatten, dense 1000001",
                "Layer 2 (dense 1000001): units must be a whole number from 1 to 1,000,000, but is 1000001;"
                        + " write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "flatten, dense 99999999999999999999",
                "Layer 2 (dense 99999999999999999999): units must be a whole number from 1 to 1,000,000,"
                        + " but is 99999999999999999999; write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "flatten, dense 4294967306",
                "Layer 2 (dense 4294967306): units must be a whole number from 1 to 1,000,000, but is 4294967306;"
                        + " write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
        assertRefused(
                "flatten, dense ten",
                "Layer 2 (dense ten): units must be a whole number from 1 to 1,000,000, but is ten;"
                        + " write dense UNITS [ACTIVATION] [INITIALISER] [l2 FACTOR]");
    }

    @Test
    void softmaxIsOnlyForTheLastLayer() {
        assertRefused(
                "flatten, dense 100 softmax, dense 10",
                "Layer 2 (dense 100 softmax): softmax belongs to the last layer alone;"
                        + " write relu or no activation here");
        assertRefused(
                "conv 4 3x3 softmax, flatten, dense 10",
                "Layer 1 (conv 4 3x3 softmax): unknown word 'softmax'. Write conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] [ACTIVATION] [INITIALISER] [l2 FACTOR]");
    }

    @Test
    void inputInTheTextMustAgreeWithTheImages() {
        assertRefused(
                "input 32x32x3, flatten, dense 10",
                "The text says 'input 32x32x3', but the images are 28x28x1;"
                        + " correct the text or leave the input out of it");
        assertRefused(
                "input 28x28, flatten, dense 10",
                "The input is written as height, width and channels, for example input 28x28x1,"
                        + " but the text says 'input 28x28'");
        assertRefused(
                "flatten, input 28x28x1, dense 10",
                "Layer 2 (input 28x28x1): input can only stand once, before the first layer; remove it here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "input 28x28x1", "input 28x28x1,"})
    void textWithoutLayersIsRefused(String text) {
        assertRefused(text, "The architecture has no layers; write for example '" + Architecture.REFERENCE_TEXT + "'");
    }

    static void assertRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text, GREY))
                        .getMessage());
    }
}
