/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.VectorShape;
import java.util.List;

/** The graph of a network in one of its forms: from the image through every layer to what is answered. */
final class ImageGraph {
    /** The weight that bytes are divided by. */
    static final String PIXEL_MAXIMUM = "image_maximum";

    private static final String NAME = "image_classifier";
    private static final List<String> DIMENSION_DENOTATIONS =
            List.of("DATA_BATCH", "DATA_CHANNEL", "DATA_FEATURE", "DATA_FEATURE");

    private final TrainedNetwork network;
    private final ExportForm form;
    private final GraphBuilder graph;

    private ImageGraph(TrainedNetwork network, ExportForm form, String documentation) {
        this.network = network;
        this.form = form;
        graph = new GraphBuilder(NAME, documentation, form.opset(), form.batch());
    }

    static GraphProto of(TrainedNetwork network, ExportForm form, String documentation) {
        ImageGraph graph = new ImageGraph(network, form, documentation);
        graph.begin();
        graph.convertLayers();
        graph.end();
        return graph.graph.build();
    }

    private void begin() {
        ImageShape image = network.architecture().input();
        if (form.input() == PixelInput.FLOAT) {
            graph.begin(input(image, TensorProto.DataType.FLOAT, "values in 0..1"));
            return;
        }
        graph.begin(input(image, TensorProto.DataType.UINT8, "the stored bytes"));
        AttributeProto toFloat = Attributes.integer("to", TensorProto.DataType.FLOAT.getNumber());
        if (form.opset() < 19) {
            graph.append("Cast", "image_cast", image, List.of(), toFloat);
        } else {
            graph.append("Cast", "image_cast", image, List.of(), Attributes.integer("saturate", 1), toFloat);
        }
        // Division gives the very values of training; a product with the reciprocal differs for half of the bytes.
        String maximum = graph.weight(PIXEL_MAXIMUM, List.of(), new float[] {(float) network.pixelMaximum()});
        graph.append("Div", "image_scaled", image, List.of(maximum));
    }

    private ValueInfoProto input(ImageShape image, TensorProto.DataType type, String values) {
        ValueInfoProto.Builder input =
                graph.tensorOf(OnnxExporter.INPUT, type, GraphBuilder.channelFirst(image)).toBuilder()
                        .setDocString("Images, channel by channel and row by row from the top, " + values + ".");
        TensorShapeProto.Builder shape =
                input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        for (int i = 0; i < shape.getDimCount(); i++) {
            shape.getDimBuilder(i).setDenotation(DIMENSION_DENOTATIONS.get(i));
        }
        if (PixelFormat.of(image) != null) {
            input.getTypeBuilder().setDenotation("IMAGE");
        }
        return input.build();
    }

    private void convertLayers() {
        Architecture architecture = network.architecture();
        float[] weights = network.weights();
        if (form.foldsBatchNormalisation()) {
            FoldedNetwork folded = FoldedNetwork.of(architecture, weights);
            architecture = folded.architecture();
            weights = folded.weights();
        }
        new Conversion(architecture, weights, network.labelOrder(), graph).convertLayers();
    }

    private void end() {
        VectorShape row = new VectorShape(network.architecture().outputs());
        if (form.outputs() == OutputForm.LOGITS) {
            graph.endAs(documented(
                    graph.tensorOf(OnnxExporter.LOGITS, row),
                    "The logit of each label, whose softmax is the probability;"));
            return;
        }
        graph.append("Softmax", "softmax", row, List.of(), Attributes.integer("axis", 1));
        graph.endAs(documented(graph.tensorOf(OnnxExporter.OUTPUT, row), "The probability of each label;"));
        if (form.outputs() == OutputForm.LABEL_AND_PROBABILITIES) {
            graph.prependOutput(
                    "ArgMax",
                    "label_argmax",
                    graph.tensorOf(OnnxExporter.LABEL, TensorProto.DataType.INT64, List.of()).toBuilder()
                            .setDocString("The column of the most probable label, the first of equals.")
                            .build(),
                    Attributes.integer("axis", 1),
                    Attributes.integer("keepdims", 0),
                    Attributes.integer("select_last_index", 0));
        }
    }

    private static ValueInfoProto documented(ValueInfoProto output, String what) {
        return output.toBuilder()
                .setDocString(what + " column i belongs to the i-th of the metadata's labels.")
                .build();
    }
}
