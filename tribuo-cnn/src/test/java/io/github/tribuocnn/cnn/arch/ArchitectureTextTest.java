/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchitectureTextTest {

    private static final ImageShape GREY = new ImageShape(28, 28, 1);
    private static final String CANONICAL = "conv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANONICAL,
                "conv 4 3 relu, maxpool 2x2, conv 2 3x5, maxpool 2x3, flatten, dense 10 softmax",
                "CONV 4 3X3 ReLU,MaxPool 2,Conv 2 3x5,maxpool 2X3,FLATTEN,Dense 10 Softmax",
                "conv 4 3\u00d73 relu, maxpool 2, conv 2 3 x 5, maxpool 2 \u00d7 3, flatten, dense 10",
                "input 28x28x1, conv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10",
                "Input 28 x 28 x 1,\tconv 4 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 10",
                "conv 4\u00a03x3 relu , maxpool 2 , conv 2 3x5 , maxpool 2x3 , flatten , dense 10 , ",
                "\n  conv 4 3x3\n relu,\r\n  maxpool 2,\n  conv 2 3x5,\n  maxpool 2x3,\n  flatten,\n  dense 10,\n",
                "conv 04 3x3 relu, maxpool 2, conv 2 3x5, maxpool 2x3, flatten, dense 0000010"
            })
    void allWaysToWriteAnArchitectureReadTheSame(String text) {
        assertEquals(CANONICAL, Architecture.parse(text, GREY).text());
    }

    @Test
    void wordsAreReadAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            // In Turkish, the lower case of I is a dotless i.
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(
                    "flatten, dense 10",
                    Architecture.parse("INPUT 28X28X1, FLATTEN, DENSE 10", GREY).text());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyArchitectureReadsBackFromItsText() {
        ArchitecturePopulation.of(500, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(architecture -> {
                    String context = architecture + ", seed " + ArchitecturePopulation.SEED;
                    Architecture fromText = Architecture.parse(architecture.text(), architecture.input());
                    Architecture fromFullText = Architecture.parse(architecture.toString(), architecture.input());
                    assertEquals(architecture, fromText, context);
                    assertEquals(architecture, fromFullText, context);
                    assertEquals(architecture.text(), fromText.text(), context);
                    assertEquals(architecture.tensors(), fromText.tensors(), context);
                });
    }

    @Test
    void everyKindOfLayerHasExactlyOneWordThatReadsItBack() {
        List<LayerSpec> examples = List.of(
                new Conv2D(4, 3, 5, Activation.RELU),
                new DepthwiseConv2D(3, 5, Activation.RELU),
                new MaxPool2D(2, 3),
                new AveragePool2D(2, 3),
                new GlobalAveragePool2D(),
                new Flatten(),
                new Dense(7, Activation.RELU),
                new ActivationLayer(Activation.GELU),
                new Dropout(0.5, true),
                new BatchNormalisation(0.99, 0.001),
                new Residual(List.of(new Conv2D(4, 3, 3, Activation.RELU)), List.of(new Flatten())));

        for (Class<?> kind : LayerSpec.class.getPermittedSubclasses()) {
            LayerSpec example =
                    examples.stream().filter(kind::isInstance).findFirst().orElseThrow();
            List<LayerWord> words = List.of(LayerWord.values()).stream()
                    .filter(word -> word.type() == kind)
                    .toList();
            assertEquals(1, words.size(), kind.getName());
            assertEquals(words.get(0).word(), example.word());
            assertTrue(words.get(0).usage().startsWith(example.word()), kind.getName());
            assertEquals(example, new LayerPhrase(1, example.text(), false).read());
        }
        assertEquals(LayerWord.values().length, LayerSpec.class.getPermittedSubclasses().length);
    }

    @Test
    void numbersAndWordsBecomeTheSettingsTheyStandFor() {
        Conv2D conv = assertInstanceOf(Conv2D.class, new LayerPhrase(1, "conv 4 3x5 relu", false).read());
        MaxPool2D pool = assertInstanceOf(MaxPool2D.class, new LayerPhrase(1, "maxpool 2x3", false).read());
        Dense dense = assertInstanceOf(Dense.class, new LayerPhrase(1, "dense 7", false).read());

        assertEquals(4, conv.filters());
        assertEquals(3, conv.kernelHeight());
        assertEquals(5, conv.kernelWidth());
        assertEquals(Activation.RELU, conv.activation());
        assertEquals(2, pool.height());
        assertEquals(3, pool.width());
        assertEquals(7, dense.units());
        assertEquals(Activation.NONE, dense.activation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 4 3x3 stride 2 same groups 2 relu",
                "conv 4 3 same stride 2x2 relu groups 2",
                "conv 4 3x3 relu groups 2 stride 2 same"
            })
    void optionsOfAConvolutionStandInAnyOrder(String text) {
        assertEquals(
                new Conv2D(4, 3, 3, Activation.RELU)
                        .withStride(2, 2)
                        .withPadding(Padding.SAME)
                        .withGroups(2),
                new LayerPhrase(1, text, false).read());
        assertEquals(
                "conv 4 3x3 stride 2 same groups 2 relu",
                new LayerPhrase(1, text, false).read().text());
    }

    @Test
    void optionsThatSayWhatIsUsualAreLeftOut() {
        assertText("conv 4 3x3", "conv 4 3x3 stride 1 valid groups 1");
        assertText("conv 4 3x3 stride 1x2", "conv 4 3x3 stride 1x2");
        assertText("depthwise 3x3 relu", "depthwise 3 stride 1 valid relu");
        assertText("maxpool 2", "maxpool 2x2 stride 2 valid");
        assertText("maxpool 3 stride 2 same", "maxpool 3 same stride 2");
        assertText("maxpool 2x3 stride 2", "maxpool 2x3 stride 2x2");
        assertText("avgpool 2x3", "avgpool 2x3 stride 2x3");
        assertText("avgpool 3 stride 1x2 same", "avgpool 3 stride 1x2 same");
        assertText("globalavgpool", "globalavgpool");
    }

    private static void assertText(String canonical, String written) {
        assertEquals(canonical, new LayerPhrase(1, written, false).read().text());
    }

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
    void everyActivationReadsBackFromItsWord() {
        for (Activation activation : Activation.values()) {
            LayerSpec layer = new Dense(7, activation);
            assertEquals(layer, new LayerPhrase(1, layer.text(), false).read());
        }
    }

    @Test
    void optionsOfALayerComeInAnyOrderAndAreWrittenInOne() {
        String canonical = "conv 4 3x3 leaky_relu 0.2 he_normal l2 0.0001";
        for (String text : List.of(
                canonical,
                "conv 4 3 l2 1e-4 he_normal leaky_relu .2",
                "conv 4 3 he_normal leaky_relu 0.20 l2 0.0001")) {
            assertEquals(canonical, new LayerPhrase(1, text, false).read().text());
        }
        assertEquals(
                "dense 7 leaky_relu",
                new LayerPhrase(1, "dense 7 leaky_relu 0.01", false).read().text());
        assertEquals(
                "dense 7 elu",
                new LayerPhrase(1, "dense 7 elu 1 glorot_uniform l2 0", false)
                        .read()
                        .text());
        assertEquals(
                "dense 7 elu 2.5",
                new LayerPhrase(1, "dense 7 elu 2.5", false).read().text());
        assertEquals(
                "activation elu 0.5",
                new LayerPhrase(1, "activation elu 0.5", false).read().text());
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
    void settingsOfNormalisationAndDropoutAreReadAndRefused() {
        assertEquals(
                "batchnorm, dropout 0.25 spatial, flatten, batchnorm momentum 0.99 epsilon 0.001, dropout 0.5, dense 10",
                Architecture.parse(
                                "batchnorm momentum .9 epsilon 1e-5, dropout 0.250 spatial, flatten,"
                                        + " batchnorm epsilon 0.001 momentum 0.99, dropout 0.5, dense 10",
                                GREY)
                        .text());
        assertRefused(
                "dropout 1, flatten, dense 10",
                "Layer 1 (dropout 1): rate must be a number above 0 and up to 0.95, but is 1; write dropout RATE"
                        + " [spatial]");
        assertRefused("dropout, flatten, dense 10", "Layer 1 (dropout): rate is missing; write dropout RATE [spatial]");
        assertRefused(
                "batchnorm momentum 1, flatten, dense 10",
                "Layer 1 (batchnorm momentum 1): momentum must be a number from 0 to 0.9999, but is 1; write batchnorm"
                        + " [momentum NUMBER] [epsilon NUMBER]");
        assertRefused(
                "batchnorm epsilon 0, flatten, dense 10",
                "Layer 1 (batchnorm epsilon 0): epsilon must be a number above 0 and up to 1, but is 0; write batchnorm"
                        + " [momentum NUMBER] [epsilon NUMBER]");
        assertRefused(
                "flatten, dropout 0.5 spatial, dense 10",
                "Layer 2 (dropout 0.5 spatial), input 784: spatial dropout needs an image, but gets a vector of 784"
                        + " values; leave out the word spatial");
    }

    @Test
    void residualsAreReadHoweverTheyAreSpacedAndNested() {
        String canonical =
                "residual(conv 4 3x3 same relu, residual(conv 4 1x1 | conv 4 1x1, batchnorm), conv 1 3x3 same),"
                        + " flatten, dense 10";
        assertEquals(canonical, Architecture.parse(canonical, GREY).text());
        assertEquals(
                canonical,
                Architecture.parse(
                                "Residual (\n  conv 4 3 relu same,\n  residual ( conv 4 1|conv 4 1 , batchnorm ),\n"
                                        + "  conv 1 3 same\n),\nflatten, dense 10",
                                GREY)
                        .text());
        assertEquals(
                List.of(
                        "residual1_conv1_weight",
                        "residual1_conv1_bias",
                        "residual1_residual1_conv1_weight",
                        "residual1_residual1_conv1_bias",
                        "residual1_residual1_conv2_weight",
                        "residual1_residual1_conv2_bias",
                        "residual1_residual1_batchnorm1_gamma",
                        "residual1_residual1_batchnorm1_beta",
                        "residual1_residual1_batchnorm1_mean",
                        "residual1_residual1_batchnorm1_variance",
                        "residual1_conv2_weight",
                        "residual1_conv2_bias",
                        "dense1_weight",
                        "dense1_bias"),
                Architecture.parse(canonical, GREY).tensors().stream()
                        .map(ParameterTensor::name)
                        .toList());
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
    void softmaxMayBeALayerOfItsOwnAtTheEnd() {
        assertEquals(
                "flatten, dense 10",
                Architecture.parse("flatten, dense 10, activation softmax", GREY)
                        .text());
        assertRefused(
                "activation softmax, flatten, dense 10",
                "Layer 1 (activation softmax): softmax belongs behind the last dense layer alone; remove this layer");
    }

    @Test
    void anyTextIsEitherReadOrRefusedWithTheLayer() {
        SplittableRandom random = new SplittableRandom(ArchitecturePopulation.SEED);
        List<String> words = List.of(
                "conv",
                "maxpool",
                "depthwise",
                "avgpool",
                "globalavgpool",
                "stride",
                "groups",
                "same",
                "valid",
                "flatten",
                "dense",
                "input",
                "relu",
                "softmax",
                "convv",
                "2",
                "3x3",
                "x",
                "-1",
                "3x",
                "0",
                "99999999999",
                "2147483648",
                "1x1x1",
                "28x28x1",
                ",",
                ",",
                ",",
                "\n",
                "\u00e9",
                "3.5",
                "\ud83d\ude00");
        Pattern refusal = Pattern.compile("(Layer \\d+ |The ).*", Pattern.DOTALL);
        for (int i = 0; i < 5_000; i++) {
            String text = IntStream.range(0, random.nextInt(1, 12))
                    .mapToObj(word -> words.get(random.nextInt(words.size())))
                    .collect(Collectors.joining(" "));
            try {
                Architecture read = Architecture.parse(text, GREY);
                assertEquals(read, Architecture.parse(read.text(), GREY));
            } catch (IllegalArgumentException e) {
                assertTrue(
                        refusal.matcher(String.valueOf(e.getMessage())).matches(),
                        () -> "'" + text + "': " + e + ", seed " + ArchitecturePopulation.SEED);
            }
        }
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

    private static void assertRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Architecture.parse(text, GREY))
                        .getMessage());
    }
}
