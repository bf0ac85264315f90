/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.AveragePool2D;
import io.github.tribuocnn.cnn.arch.BatchNormalisation;
import io.github.tribuocnn.cnn.arch.Border;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.Dense;
import io.github.tribuocnn.cnn.arch.DepthwiseConv2D;
import io.github.tribuocnn.cnn.arch.Dropout;
import io.github.tribuocnn.cnn.arch.Flatten;
import io.github.tribuocnn.cnn.arch.GlobalAveragePool2D;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.arch.Pooling;
import io.github.tribuocnn.cnn.arch.Residual;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXInitializer;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXOperator;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;

/**
 * A network as ONNX in Tribuo's form: from feature vectors {@code [batch][features]}, columns by feature id, to
 * probabilities {@code [batch][labels]}, columns by output id.
 *
 * <p>The image is gathered from the features inside the graph: a column of zeros is added for the pixels that have no
 * feature, then each pixel takes its column. ONNX lays images out channel by channel, the network pixel by pixel; the
 * weights are reordered to match.
 */
final class FlatGraph {
    private static final Map<Class<? extends LayerSpec>, Converter<LayerSpec>> CONVERTERS = Map.ofEntries(
            entry(Conv2D.class, FlatGraph::convolution),
            entry(DepthwiseConv2D.class, FlatGraph::convolution),
            entry(MaxPool2D.class, FlatGraph::maxPool),
            entry(AveragePool2D.class, FlatGraph::averagePool),
            entry(GlobalAveragePool2D.class, FlatGraph::globalAveragePool),
            entry(Flatten.class, FlatGraph::flatten),
            entry(Dense.class, FlatGraph::dense),
            entry(ActivationLayer.class, FlatGraph::activation),
            entry(Dropout.class, FlatGraph::dropout),
            entry(BatchNormalisation.class, FlatGraph::normalisation),
            entry(Residual.class, FlatGraph::residual));

    private final Architecture architecture;
    private final float[] weights;
    private final ONNXContext onnx;
    private ONNXRef<?> value;
    private PlacedLayer place;
    /** The layers behind it in its chain. */
    private List<PlacedLayer> following = List.of();
    /** The image whose values run in channel order through the vector at hand; null where the orders agree. */
    private @Nullable ImageShape flattened;

    private FlatGraph(TrainedNetwork network, ONNXRef<?> input) {
        this.architecture = network.architecture();
        this.weights = network.weights();
        this.onnx = input.onnxContext();
        this.value = input;
        this.place = architecture.placed().get(0);
    }

    @FunctionalInterface
    private interface Converter<L extends LayerSpec> {
        void convert(FlatGraph graph, L layer);
    }

    private static <L extends LayerSpec> Map.Entry<Class<? extends LayerSpec>, Converter<LayerSpec>> entry(
            Class<L> kind, Converter<L> converter) {
        return Map.entry(kind, (graph, layer) -> converter.convert(graph, kind.cast(layer)));
    }

    /** The kinds of layer that can be written. */
    static Set<Class<? extends LayerSpec>> kinds() {
        return CONVERTERS.keySet();
    }

    /**
     * Writes a network into the graph its input belongs to.
     *
     * @param features the number of columns of the input
     * @return the probabilities
     */
    static ONNXNode write(TrainedNetwork network, int features, ONNXRef<?> input) {
        FlatGraph graph = new FlatGraph(network, input);
        graph.gatherPixels(network, features);
        return graph.writeLayers();
    }

    private void gatherPixels(TrainedNetwork network, int features) {
        ImageShape image = architecture.input();
        int[] featureOfPixel = network.pixels().featureOfPixel();
        long[] columns = IntStream.of(ChannelOrder.toChannelsFirst(image))
                .mapToLong(pixel -> featureOfPixel[pixel] == PixelMap.ABSENT ? features : featureOfPixel[pixel])
                .toArray();
        value = value.apply(FlatOperator.PAD, onnx.array("absent_feature", new long[] {0, 0, 0, 1}));
        value = value.apply(ONNXOperators.GATHER, onnx.array("feature_of_pixel", columns), Map.of("axis", 1));
        value = value.apply(ONNXOperators.DIV, onnx.constant("pixel_maximum", network.pixelMaximum()));
        long[] dims = {-1, image.channels(), image.height(), image.width()};
        value = value.apply(FlatOperator.RESHAPE, onnx.array("image_shape", dims));
    }

    private ONNXNode writeLayers() {
        writeLayers(architecture.placed());
        return value.apply(ONNXOperators.SOFTMAX, Map.of("axis", 1));
    }

    private void writeLayers(List<PlacedLayer> chain) {
        for (int i = 0; i < chain.size(); i++) {
            place = chain.get(i);
            following = chain.subList(i + 1, chain.size());
            LayerSpec spec = place.layer();
            Converter<LayerSpec> converter = CONVERTERS.get(spec.getClass());
            if (converter == null) {
                throw new IllegalStateException("No ONNX converter for the layer '" + spec.text() + "'");
            }
            converter.convert(this, spec);
        }
    }

    private void residual(Residual spec) {
        PlacedLayer residual = place;
        ONNXRef<?> input = value;
        writeLayers(residual.shortcut());
        ONNXRef<?> shortcut = value;
        value = input;
        writeLayers(residual.body());
        place = residual;
        apply(ONNXOperators.ADD, List.of(shortcut), Map.of());
    }

    private void convolution(Convolution<?> spec) {
        ParameterTensor weight = tensor(ParameterTensor.Role.WEIGHT);
        int rows = spec.kernelHeight();
        int columns = spec.kernelWidth();
        int channels = weight.dims().get(2);
        int filters = weight.dims().get(3);
        ONNXInitializer kernel = onnx.floatTensor(weight.name(), List.of(filters, channels, rows, columns), buffer -> {
            for (int filter = 0; filter < filters; filter++) {
                for (int channel = 0; channel < channels; channel++) {
                    for (int tap = 0; tap < rows * columns; tap++) {
                        buffer.put(weights[weight.offset() + (tap * channels + channel) * filters + filter]);
                    }
                }
            }
        });
        apply(
                FlatOperator.CONV,
                List.of(kernel, bias()),
                Map.of(
                        "group",
                        spec.groups(image().channels()),
                        "kernel_shape",
                        new int[] {rows, columns},
                        "pads",
                        pads(spec.border(image())),
                        "strides",
                        new int[] {spec.strideHeight(), spec.strideWidth()}));
        activate(spec.activation(), spec.activationParameter());
    }

    private void maxPool(MaxPool2D spec) {
        apply(FlatOperator.MAX_POOL, List.of(), window(spec));
    }

    private void averagePool(AveragePool2D spec) {
        Map<String, Object> attributes = new HashMap<>(window(spec));
        attributes.put("count_include_pad", 0);
        apply(FlatOperator.AVERAGE_POOL, List.of(), attributes);
    }

    private void globalAveragePool(GlobalAveragePool2D spec) {
        apply(FlatOperator.GLOBAL_AVERAGE_POOL, List.of(), Map.of());
        apply(FlatOperator.FLATTEN, List.of(), Map.of("axis", 1));
    }

    private Map<String, Object> window(Pooling<?> spec) {
        return Map.of(
                "kernel_shape", new int[] {spec.height(), spec.width()},
                "pads", pads(spec.border(image())),
                "strides", new int[] {spec.strideHeight(), spec.strideWidth()});
    }

    private static int[] pads(Border border) {
        return new int[] {border.top(), border.left(), border.bottom(), border.right()};
    }

    /** The shape of the image that reaches the layer. */
    private ImageShape image() {
        return (ImageShape) place.input();
    }

    /** A dense layer takes the order of channels first into its weights; for all else the values go back to their order. */
    private void flatten(Flatten spec) {
        if (place.input() instanceof ImageShape image) {
            if (ChannelOrder.isAbsorbed(following)) {
                flattened = image;
            } else {
                apply(FlatOperator.TRANSPOSE, List.of(), Map.of("perm", new int[] {0, 2, 3, 1}));
            }
        }
        apply(FlatOperator.FLATTEN, List.of(), Map.of("axis", 1));
    }

    private void dense(Dense spec) {
        ParameterTensor weight = tensor(ParameterTensor.Role.WEIGHT);
        int inputs = place.input().size();
        int[] order =
                flattened == null ? IntStream.range(0, inputs).toArray() : ChannelOrder.toChannelsFirst(flattened);
        flattened = null;
        ONNXInitializer matrix = onnx.floatTensor(weight.name(), List.of(inputs, spec.units()), buffer -> {
            for (int input : order) {
                buffer.put(weights, weight.offset() + input * spec.units(), spec.units());
            }
        });
        apply(ONNXOperators.GEMM, List.of(matrix, bias()), Map.of());
        activate(spec.activation(), spec.activationParameter());
    }

    private void activation(ActivationLayer spec) {
        activate(spec.activation(), spec.activationParameter());
    }

    /** Nothing is dropped at prediction. */
    private void dropout(Dropout spec) {}

    private void normalisation(BatchNormalisation spec) {
        ImageShape image = flattened;
        List<ONNXRef<?>> tensors = new ArrayList<>();
        for (ParameterTensor tensor : place.tensors()) {
            int[] order =
                    image == null ? IntStream.range(0, tensor.length()).toArray() : ChannelOrder.toChannelsFirst(image);
            tensors.add(onnx.floatTensor(tensor.name(), List.of(tensor.length()), buffer -> {
                for (int value : order) {
                    buffer.put(weights[tensor.offset() + value]);
                }
            }));
        }
        apply(FlatOperator.BATCH_NORMALIZATION, tensors, Map.of("epsilon", (float) spec.epsilon()));
    }

    private ONNXInitializer bias() {
        ParameterTensor bias = tensor(ParameterTensor.Role.BIAS);
        return onnx.floatTensor(
                bias.name(), List.of(bias.length()), buffer -> buffer.put(weights, bias.offset(), bias.length()));
    }

    private void activate(Activation activation, double parameter) {
        switch (activation) {
            case NONE -> {}
            case RELU -> apply(FlatOperator.RELU, List.of(), Map.of());
            case LEAKY_RELU -> apply(FlatOperator.LEAKY_RELU, List.of(), Map.of("alpha", (float) parameter));
            case ELU -> apply(FlatOperator.ELU, List.of(), Map.of("alpha", (float) parameter));
            case GELU -> gelu();
            case SILU -> {
                ONNXRef<?> x = value;
                apply(ONNXOperators.SIGMOID, List.of(), Map.of());
                apply(ONNXOperators.MUL, List.of(x), Map.of());
            }
            case SIGMOID -> apply(ONNXOperators.SIGMOID, List.of(), Map.of());
            case TANH -> apply(FlatOperator.TANH, List.of(), Map.of());
        }
    }

    /** {@code x · (erf(x/√2)/2 + 1/2)}: version 13 has no operator of its own for it. */
    private void gelu() {
        ONNXRef<?> x = value;
        ONNXInitializer half = onnx.constant("half", 0.5f);
        apply(ONNXOperators.MUL, List.of(onnx.constant("root_of_half", (float) StrictMath.sqrt(0.5))), Map.of());
        apply(FlatOperator.ERF, List.of(), Map.of());
        apply(ONNXOperators.MUL, List.of(half), Map.of());
        apply(ONNXOperators.ADD, List.of(half), Map.of());
        apply(ONNXOperators.MUL, List.of(x), Map.of());
    }

    private void apply(ONNXOperator operator, List<ONNXRef<?>> others, Map<String, Object> attributes) {
        List<ONNXRef<?>> inputs = new ArrayList<>();
        inputs.add(value);
        inputs.addAll(others);
        value = onnx.operation(operator, inputs, place.name(), attributes);
    }

    private ParameterTensor tensor(ParameterTensor.Role role) {
        return place.tensor(role);
    }
}
