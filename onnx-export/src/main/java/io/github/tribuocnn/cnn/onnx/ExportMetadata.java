/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tribuo.provenance.ModelProvenance;

/** What is written beside a graph: how to use it, and where it comes from. */
final class ExportMetadata {
    private final TrainedNetwork network;
    private final ExportForm form;
    private final ExportDetails details;

    ExportMetadata(TrainedNetwork network, ExportForm form, ExportDetails details) {
        this.network = network;
        this.form = form;
        this.details = details;
    }

    OnnxMetadata entries() {
        Architecture architecture = network.architecture();
        OnnxMetadata metadata = new OnnxMetadata()
                .put(OnnxMetadata.AUTHOR, details.author())
                .put(OnnxMetadata.LICENSE, details.license());
        String pixelFormat = PixelFormat.of(architecture.input());
        if (pixelFormat != null) {
            metadata.put("Image.BitmapPixelFormat", pixelFormat)
                    .put("Image.ColorSpaceGamma", "SRGB")
                    .put(
                            "Image.NominalPixelRange",
                            form.input() == PixelInput.FLOAT ? "Normalized_0_1" : "NominalRange_0_255");
        }
        metadata.putLabels(columns())
                .put(OnnxMetadata.PREPROCESSING, preprocessing())
                .put(OnnxMetadata.PIXEL_MAXIMUM, pixelMaximum())
                .put(OnnxMetadata.ARCHITECTURE, architecture.text())
                .put(OnnxMetadata.PARAMETERS, architecture.parameterCount())
                .put(OnnxMetadata.WEIGHTS_SHA256, network.weightsSha256())
                .put(OnnxMetadata.SEED, details.seed())
                .put(OnnxMetadata.DATASET, details.dataset())
                .put(OnnxMetadata.DATASET_SHA256, details.datasetSha256())
                .putShare(OnnxMetadata.TEST_ACCURACY, details.testAccuracy())
                .put(OnnxMetadata.TEST_IMAGES, details.testImages());
        network.provenance().ifPresent(provenance -> putProvenance(provenance, metadata));
        return metadata;
    }

    private void putProvenance(ModelProvenance provenance, OnnxMetadata metadata) {
        switch (form.provenance()) {
            case FULL -> metadata.put(OnnxMetadata.PROVENANCE, ProvenanceText.of(provenance));
            case HASH ->
                metadata.put(
                        OnnxMetadata.PROVENANCE_SHA256,
                        Sha256.of(ProvenanceText.of(provenance).getBytes(StandardCharsets.UTF_8)));
            case NONE -> {}
        }
    }

    private List<String> columns() {
        return Arrays.stream(network.labelOrder())
                .mapToObj(network.labels()::get)
                .toList();
    }

    private String preprocessing() {
        ImageShape image = network.architecture().input();
        String picture = details.preprocessing() == null ? "" : details.preprocessing() + "; then ";
        return picture + scaling() + ": no gamma correction, no mean, no deviation. Shape ["
                + (form.batch() == ExportForm.ANY_BATCH ? GraphBuilder.BATCH : form.batch()) + "," + image.channels()
                + "," + image.height() + "," + image.width() + "], "
                + (form.input() == PixelInput.FLOAT ? "float32" : "uint8")
                + ", rows from the top, columns from the left.";
    }

    private String scaling() {
        if (form.input() == PixelInput.UINT8) {
            return "take each stored byte as it is, the model divides by " + pixelMaximum() + " itself";
        }
        return network.pixelMaximum() == 1
                ? "take each stored value, 0 to 1, as it is"
                : "divide each stored value by " + pixelMaximum() + ", nothing else";
    }

    private String pixelMaximum() {
        return new BigDecimal(network.pixelMaximum()).stripTrailingZeros().toPlainString();
    }
}
