/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.arch.Architecture;

/**
 * Writes a trained network as an image-shaped ONNX model.
 *
 * <p>Input {@code image}: float32 [N,C,H,W], values in 0..1. Output {@code probabilities}: float32 [N,classes], the
 * columns in the natural order of the labels. Operator set 13 and IR version 7, which every reader from ONNX Runtime 1.12
 * on, OpenCV and Tribuo 4.3 take; the operators used did not change their meaning up to operator set 26. Another
 * {@link ExportForm} gives another graph of the same network.
 *
 * <p>The message is a function of the network, the form and the details alone: no clock, host, user or path, apart from
 * what the network's provenance holds. Exporting one model always gives the same bytes.
 */
public final class OnnxExporter {
    /** The name of the model's input. */
    public static final String INPUT = "image";

    /** The name of the output that holds probabilities. */
    public static final String OUTPUT = "probabilities";

    /** The name of the output that holds logits, in the form {@link OutputForm#LOGITS}. */
    public static final String LOGITS = "logits";

    /** The name of the output that holds columns, in the form {@link OutputForm#LABEL_AND_PROBABILITIES}. */
    public static final String LABEL = "label";

    /** The version of ONNX's default operator set, unless the form names another. */
    public static final int OPSET = 13;

    /** The version of ONNX's file format, unless the form's operator set came with another. */
    public static final int IR_VERSION = 7;

    private static final String DOMAIN = "io.github.tribuocnn";
    private static final long MODEL_VERSION = 1;

    private final ExportForm form;

    /** An exporter of the form {@link ExportForm#DEFAULT}. */
    public OnnxExporter() {
        this(ExportForm.DEFAULT);
    }

    /** An exporter of a form. */
    public OnnxExporter(ExportForm form) {
        this.form = form;
    }

    /**
     * An exporter that puts batch normalisation right behind a convolution or a dense layer without activation into the
     * weights of that layer: fewer operators for the same probabilities, but for rounding. The metadata describe the
     * network as it was trained.
     *
     * @return an exporter that differs in this alone
     */
    public OnnxExporter foldingBatchNormalisation() {
        return new OnnxExporter(form.foldingBatchNormalisation());
    }

    /** Returns the version of this library, e.g. {@code 0.1.0}. */
    public static String version() {
        return ProductVersion.TEXT;
    }

    /** Returns the form of the files. */
    public ExportForm form() {
        return form;
    }

    /**
     * Exports a trained model. Where the details name no seed, the one in the provenance is taken, unless the form takes
     * nothing from there.
     *
     * @param model what was trained
     * @param details what else is known about it
     * @return the model; write it with {@link OnnxFile#write}
     */
    public ModelProto export(CNNModel model, ExportDetails details) {
        return export(TrainedNetwork.of(model), complete(model, details));
    }

    /** Adds what a model knows to what its user knows. */
    ExportDetails complete(CNNModel model, ExportDetails details) {
        if (form.provenance() == ProvenanceForm.NONE || details.seed() != null) {
            return details;
        }
        Provenance seed = model.getProvenance()
                .getTrainerProvenance()
                .getConfiguredParameters()
                .get("seed");
        return seed instanceof LongProvenance number ? details.withSeed(number.getValue()) : details;
    }

    /**
     * Exports a network.
     *
     * @param network what was trained
     * @param details what else is known about it
     * @return the model; write it with {@link OnnxFile#write}
     */
    public ModelProto export(TrainedNetwork network, ExportDetails details) {
        String documentation = documentation(network.architecture());
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(OperatorSet.irVersion(form.opset()))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(form.opset()))
                .setProducerName("tribuo-cnn")
                .setProducerVersion(ProductVersion.TEXT)
                .setDomain(DOMAIN)
                .setModelVersion(MODEL_VERSION)
                .setDocString(documentation)
                .setGraph(ImageGraph.of(network, form, documentation));
        new ExportMetadata(network, form, details).entries().writeTo(model);
        return model.build();
    }

    private static String documentation(Architecture architecture) {
        return "Convolutional network that classifies " + architecture.input() + " images into "
                + architecture.outputs() + " labels: " + architecture.text()
                + ". The metadata holds the labels of the output's columns and how to prepare a picture.";
    }
}
