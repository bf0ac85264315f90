/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.Word;
import java.util.Arrays;
import java.util.List;

/** The vocabulary of the text form: one word for each kind of layer. */
enum LayerWord implements Word {
    CONV(
            "conv",
            Conv2D.class,
            "conv FILTERS HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] [groups NUMBER] " + LayerOptions.USAGE),
    DEPTHWISE(
            "depthwise",
            DepthwiseConv2D.class,
            "depthwise HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same] " + LayerOptions.USAGE),
    MAXPOOL("maxpool", MaxPool2D.class, "maxpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]"),
    AVGPOOL("avgpool", AveragePool2D.class, "avgpool HEIGHTxWIDTH [stride HEIGHTxWIDTH] [same]"),
    GLOBALAVGPOOL("globalavgpool", GlobalAveragePool2D.class, "globalavgpool"),
    FLATTEN("flatten", Flatten.class, "flatten"),
    DENSE("dense", Dense.class, "dense UNITS " + LayerOptions.USAGE),
    ACTIVATION(
            "activation",
            ActivationLayer.class,
            "activation " + String.join("|", Activation.words().keySet())),
    DROPOUT("dropout", Dropout.class, "dropout RATE [spatial]"),
    BATCHNORM("batchnorm", BatchNormalisation.class, "batchnorm [momentum NUMBER] [epsilon NUMBER]"),
    RESIDUAL("residual", Residual.class, "residual(LAYERS) or residual(LAYERS | LAYERS)");

    private final String word;
    private final Class<? extends LayerSpec> type;
    private final String usage;

    LayerWord(String word, Class<? extends LayerSpec> type, String usage) {
        this.word = word;
        this.type = type;
        this.usage = usage;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(LayerWord::word).toList();
    }

    @Override
    public String word() {
        return word;
    }

    Class<? extends LayerSpec> type() {
        return type;
    }

    @Override
    public String usage() {
        return usage;
    }

    LayerSpec read(LayerPhrase phrase) {
        return switch (this) {
            case CONV -> Conv2D.read(phrase);
            case DEPTHWISE -> DepthwiseConv2D.read(phrase);
            case MAXPOOL -> MaxPool2D.read(phrase);
            case AVGPOOL -> AveragePool2D.read(phrase);
            case GLOBALAVGPOOL -> new GlobalAveragePool2D();
            case FLATTEN -> new Flatten();
            case DENSE -> Dense.read(phrase);
            case ACTIVATION -> ActivationLayer.read(phrase);
            case DROPOUT -> Dropout.read(phrase);
            case BATCHNORM -> BatchNormalisation.read(phrase);
            case RESIDUAL -> Residual.read(phrase);
        };
    }
}
