/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.VectorShape;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a trained network as an image-shaped ONNX model.
 *
 * <p>Input {@code image}: float32 [N,C,H,W], values in 0..1. Output {@code probabilities}: float32 [N,classes], the
 * columns in the natural order of the labels. Operator set 13 and IR version 7, which every reader from ONNX Runtime 1.12
 * on, OpenCV and Tribuo 4.3 take; the operators used did not change their meaning up to operator set 26.
 *
 * <p>The message is a function of the network and the details alone: no clock, host, user or path, apart from what the
 * network's provenance holds. Exporting one model always gives the same bytes.
 */
public final class OnnxExporter {
    /** The name of the model's input. */
    public static final String INPUT = "image";

    /** The name of the model's output. */
    public static final String OUTPUT = "probabilities";

    /** The version of ONNX's default operator set. */
    public static final int OPSET = 13;

    /** The version of ONNX's file format; 7 is the one that came with operator set 13. */
    public static final int IR_VERSION = 7;

    private static final String GRAPH_NAME = "image_classifier";
    private static final String DOMAIN = "io.github.tribuocnn";
    private static final long MODEL_VERSION = 1;
    private static final Map<Integer, String> PIXEL_FORMATS = Map.of(1, "Gray8", 3, "Rgb8");
    private static final List<String> DIMENSION_DENOTATIONS =
            List.of("DATA_BATCH", "DATA_CHANNEL", "DATA_FEATURE", "DATA_FEATURE");

    private final boolean folds;

    /** An exporter that writes every layer as it is. */
    public OnnxExporter() {
        this(false);
    }

    private OnnxExporter(boolean folds) {
        this.folds = folds;
    }

    /**
     * An exporter that puts batch normalisation right behind a convolution or a dense layer without activation into the
     * weights of that layer: fewer operators for the same probabilities, but for rounding. The metadata describe the
     * network as it was trained.
     *
     * @return an exporter that differs in this alone
     */
    public OnnxExporter foldingBatchNormalisation() {
        return new OnnxExporter(true);
    }

    /**
     * Exports a trained model, provenance included. Where the details name no seed, the one in the provenance is taken.
     *
     * @param model what was trained
     * @param details what else is known about it
     * @return the model; write it with {@link OnnxFile#write}
     */
    public ModelProto export(CNNModel model, ExportDetails details) {
        Provenance seed = model.getProvenance()
                .getTrainerProvenance()
                .getConfiguredParameters()
                .get("seed");
        return export(
                TrainedNetwork.of(model),
                details.seed() == null && seed instanceof LongProvenance number
                        ? details.withSeed(number.getValue())
                        : details);
    }

    /**
     * Exports a network.
     *
     * @param network what was trained
     * @param details what else is known about it
     * @return the model; write it with {@link OnnxFile#write}
     */
    public ModelProto export(TrainedNetwork network, ExportDetails details) {
        Architecture architecture = network.architecture();
        String documentation = documentation(architecture);
        GraphBuilder graph = new GraphBuilder(GRAPH_NAME, documentation, input(architecture.input()));
        if (folds) {
            FoldedNetwork folded = FoldedNetwork.of(architecture, network.weights());
            new Conversion(folded.architecture(), folded.weights(), network.labelOrder(), graph).convertLayers();
        } else {
            new Conversion(architecture, network.weights(), network.labelOrder(), graph).convertLayers();
        }
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setProducerName("tribuo-cnn")
                .setProducerVersion(ProductVersion.TEXT)
                .setDomain(DOMAIN)
                .setModelVersion(MODEL_VERSION)
                .setDocString(documentation)
                .setGraph(finish(graph, architecture));
        metadata(network, details).writeTo(model);
        return model.build();
    }

    private static GraphProto finish(GraphBuilder graph, Architecture architecture) {
        ValueInfoProto output = GraphBuilder.tensorOf(OUTPUT, new VectorShape(architecture.outputs())).toBuilder()
                .setDocString("The probability of each label; column i belongs to the i-th of the metadata's labels.")
                .build();
        return graph.finish("Softmax", "softmax", output, Attributes.integer("axis", 1));
    }

    private static ValueInfoProto input(ImageShape image) {
        ValueInfoProto.Builder input = GraphBuilder.tensorOf(INPUT, image).toBuilder()
                .setDocString("Images, channel by channel and row by row from the top, values in 0..1.");
        TensorShapeProto.Builder shape =
                input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        for (int i = 0; i < shape.getDimCount(); i++) {
            shape.getDimBuilder(i).setDenotation(DIMENSION_DENOTATIONS.get(i));
        }
        if (PIXEL_FORMATS.containsKey(image.channels())) {
            input.getTypeBuilder().setDenotation("IMAGE");
        }
        return input.build();
    }

    private static OnnxMetadata metadata(TrainedNetwork network, ExportDetails details) {
        Architecture architecture = network.architecture();
        OnnxMetadata metadata = new OnnxMetadata()
                .put(OnnxMetadata.AUTHOR, details.author())
                .put(OnnxMetadata.LICENSE, details.license());
        String pixelFormat = PIXEL_FORMATS.get(architecture.input().channels());
        if (pixelFormat != null) {
            metadata.put("Image.BitmapPixelFormat", pixelFormat)
                    .put("Image.ColorSpaceGamma", "SRGB")
                    .put("Image.NominalPixelRange", "Normalized_0_1");
        }
        metadata.putLabels(columns(network))
                .put(OnnxMetadata.PREPROCESSING, preprocessing(network, details))
                .put(OnnxMetadata.ARCHITECTURE, architecture.text())
                .put(OnnxMetadata.PARAMETERS, architecture.parameterCount())
                .put(OnnxMetadata.WEIGHTS_SHA256, network.weightsSha256())
                .put(OnnxMetadata.SEED, details.seed())
                .put(OnnxMetadata.DATASET, details.dataset())
                .put(OnnxMetadata.DATASET_SHA256, details.datasetSha256())
                .putShare(OnnxMetadata.TEST_ACCURACY, details.testAccuracy())
                .put(OnnxMetadata.TEST_IMAGES, details.testImages());
        network.provenance()
                .ifPresent(provenance -> metadata.put(OnnxMetadata.PROVENANCE, ProvenanceText.of(provenance)));
        return metadata;
    }

    private static List<String> columns(TrainedNetwork network) {
        return Arrays.stream(network.labelOrder())
                .mapToObj(network.labels()::get)
                .toList();
    }

    private static String preprocessing(TrainedNetwork network, ExportDetails details) {
        ImageShape image = network.architecture().input();
        String picture = details.preprocessing() == null ? "" : details.preprocessing() + "; then ";
        String scaling = network.pixelMaximum() == 1
                ? "take each stored value, 0 to 1, as it is"
                : "divide each stored value by "
                        + new BigDecimal(network.pixelMaximum())
                                .stripTrailingZeros()
                                .toPlainString() + ", nothing else";
        return picture + scaling + ": no gamma correction, no mean, no deviation. Shape [N," + image.channels() + ","
                + image.height() + "," + image.width() + "], float32, rows from the top, columns from the left.";
    }

    private static String documentation(Architecture architecture) {
        return "Convolutional network that classifies " + architecture.input() + " images into "
                + architecture.outputs() + " labels: " + architecture.text()
                + ". The metadata holds the labels of the output's columns and how to prepare a picture.";
    }
}
