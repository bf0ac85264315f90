/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/**
 * The form of an exported file. Start from {@link #DEFAULT}, which every reader tried opens, and change what one reader
 * needs.
 *
 * @param opset the version of the default operator set, 13 to 21; the version of the file format follows from it
 * @param input what stands for a pixel
 * @param outputs what is answered
 * @param batch how many images one call takes; {@link #ANY_BATCH} leaves it open
 * @param provenance how much of the model's provenance goes into the file
 * @param foldsBatchNormalisation whether batch normalisation right behind a convolution or a dense layer without
 *     activation goes into the weights of that layer: fewer operators for the same probabilities, but for rounding
 */
public record ExportForm(
        int opset,
        PixelInput input,
        OutputForm outputs,
        int batch,
        ProvenanceForm provenance,
        boolean foldsBatchNormalisation) {
    /** Any number of images in one call. */
    public static final int ANY_BATCH = 0;

    /** Operator set 13, float input, probabilities alone, any batch, the whole provenance, every layer as it is. */
    public static final ExportForm DEFAULT = new ExportForm(
            OperatorSet.OLDEST, PixelInput.FLOAT, OutputForm.PROBABILITIES, ANY_BATCH, ProvenanceForm.FULL, false);

    /**
     * @throws IllegalArgumentException if the operator set is outside 13..21 or the batch is negative
     */
    public ExportForm {
        if (!OperatorSet.isSupported(opset)) {
            throw new IllegalArgumentException("opset is " + opset + ", expected " + OperatorSet.OLDEST + " to "
                    + OperatorSet.NEWEST + ": older sets lack operators in the form that is written, newer ones are"
                    + " refused by ONNX Runtime 1.20, which Tribuo 4.3 brings");
        }
        if (batch < 0) {
            throw new IllegalArgumentException(
                    "batch is " + batch + ", expected a number of images, or " + ANY_BATCH + " to leave it open");
        }
    }

    /** Returns this form with another version of the operator set, 13 to 21. */
    public ExportForm withOpset(int version) {
        return new ExportForm(version, input, outputs, batch, provenance, foldsBatchNormalisation);
    }

    /** Returns this form with another kind of pixel. */
    public ExportForm withInput(PixelInput pixels) {
        return new ExportForm(opset, pixels, outputs, batch, provenance, foldsBatchNormalisation);
    }

    /** Returns this form with other outputs. */
    public ExportForm withOutputs(OutputForm answers) {
        return new ExportForm(opset, input, answers, batch, provenance, foldsBatchNormalisation);
    }

    /** Returns this form for calls of exactly so many images, or of any number for {@link #ANY_BATCH}. */
    public ExportForm withBatch(int images) {
        return new ExportForm(opset, input, outputs, images, provenance, foldsBatchNormalisation);
    }

    /** Returns this form with another part of the provenance. */
    public ExportForm withProvenance(ProvenanceForm part) {
        return new ExportForm(opset, input, outputs, batch, part, foldsBatchNormalisation);
    }

    /** Returns this form with batch normalisation in the weights of the layers before it. */
    public ExportForm foldingBatchNormalisation() {
        return new ExportForm(opset, input, outputs, batch, provenance, true);
    }
}
