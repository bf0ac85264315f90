/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.onnx.ExportForm;
import io.github.tribuocnn.cnn.onnx.OutputForm;
import io.github.tribuocnn.cnn.onnx.PixelInput;
import io.github.tribuocnn.cnn.onnx.ProvenanceForm;
import picocli.CommandLine.Option;

/** The form of the exported file. */
final class FormOptions {
    @Option(
            names = "--opset",
            defaultValue = "13",
            description = "Operator set, 13 to 21; the file format follows (default: ${DEFAULT-VALUE}).")
    int opset;

    @Option(
            names = "--input",
            defaultValue = "FLOAT",
            description = "A pixel is a float in 0..1 or a byte: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    PixelInput input = PixelInput.FLOAT;

    @Option(
            names = "--outputs",
            defaultValue = "PROBABILITIES",
            description = "What is answered: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputForm outputs = OutputForm.PROBABILITIES;

    @Option(
            names = "--batch",
            defaultValue = "0",
            description = "Images in one call; 0 leaves it open (default: ${DEFAULT-VALUE}).")
    int batch;

    @Option(
            names = "--provenance",
            defaultValue = "FULL",
            description = "How much of the provenance goes in: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    ProvenanceForm provenance = ProvenanceForm.FULL;

    @Option(names = "--fold", description = "Put batch normalisation into the weights before it.")
    boolean fold;

    ExportForm form() {
        return new ExportForm(opset, input, outputs, batch, provenance, fold);
    }
}
