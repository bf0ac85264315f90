/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.AveragePool2D;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.DepthwiseConv2D;
import io.github.tribuocnn.cnn.arch.Dropout;
import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.Residual;
import java.util.Map;
import java.util.Set;

/** The converter of every kind of layer; a test holds it against the permitted kinds. */
final class LayerConverters {
    private static final Map<Class<? extends LayerSpec>, LayerConverter<LayerSpec>> CONVERTERS = Map.ofEntries(
            entry(Conv2D.class, new ConvolutionConverter<>()),
            entry(DepthwiseConv2D.class, new ConvolutionConverter<>()),
            entry(MaxPool2D.class, new MaxPool2DConverter()),
            entry(AveragePool2D.class, new AveragePool2DConverter()),
            entry(GlobalAveragePool2D.class, new GlobalAveragePool2DConverter()),
            entry(Flatten.class, new FlattenConverter()),
            entry(Dense.class, new DenseConverter()),
            entry(ActivationLayer.class, new ActivationConverter()),
            entry(Dropout.class, new DropoutConverter()),
            entry(BatchNormalisation.class, new BatchNormalisationConverter()),
            entry(Residual.class, new ResidualConverter()));

    private LayerConverters() {}

    /** Binds a converter to the one class it is ever called with. */
    private static <L extends LayerSpec> Map.Entry<Class<? extends LayerSpec>, LayerConverter<LayerSpec>> entry(
            Class<L> kind, LayerConverter<L> converter) {
        return Map.entry(kind, (layer, at) -> converter.convert(kind.cast(layer), at));
    }

    /** The kinds of layer that can be exported. */
    static Set<Class<? extends LayerSpec>> kinds() {
        return CONVERTERS.keySet();
    }

    static void convert(LayerSpec layer, Conversion at) {
        LayerConverter<LayerSpec> converter = CONVERTERS.get(layer.getClass());
        if (converter == null) {
            throw new IllegalStateException("no ONNX converter for the layer '" + layer.text() + "' ("
                    + layer.getClass().getSimpleName() + "); add one to LayerConverters");
        }
        converter.convert(layer, at);
    }
}
