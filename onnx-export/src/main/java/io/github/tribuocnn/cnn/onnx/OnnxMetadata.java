/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.ONNXExportable;

/**
 * The keys of the metadata in an exported file. {@code model_author}, {@code model_license} and the {@code Image.*} keys
 * are those of the ONNX specification (MetadataProps.md); ONNX has no key for class labels.
 */
public final class OnnxMetadata {
    /** The labels of the output's columns, a JSON array of strings. */
    public static final String LABELS = "labels";

    /** How to make the input from a picture, in words. */
    public static final String PREPROCESSING = "preprocessing";

    /** The stored pixel value that is 1.0 to the network, 255 for bytes. */
    public static final String PIXEL_MAXIMUM = "pixel_maximum";

    /** The architecture in the text form of {@code Architecture.text()}. */
    public static final String ARCHITECTURE = "architecture";

    /** How many trained numbers the network has. */
    public static final String PARAMETERS = "parameters";

    /** The SHA-256 of the trained weights: parameters in architecture order, little-endian float32. */
    public static final String WEIGHTS_SHA256 = "weights_sha256";

    /** The seed of the training run. */
    public static final String SEED = "seed";

    /** The name of the training data. */
    public static final String DATASET = "dataset";

    /** The SHA-256 of the training data. */
    public static final String DATASET_SHA256 = "dataset_sha256";

    /** The share of test images classified rightly, 0..1. */
    public static final String TEST_ACCURACY = "test_accuracy";

    /** How many test images that share is of. */
    public static final String TEST_IMAGES = "test_images";

    /** Who made the model. */
    public static final String AUTHOR = "model_author";

    /** The licence of the model. */
    public static final String LICENSE = "model_license";

    /** How the network came to be, in Tribuo's form; Tribuo's {@code ONNXExternalModel} reads it. */
    public static final String PROVENANCE = ONNXExportable.PROVENANCE_METADATA_FIELD;

    /** The SHA-256 of the provenance in that form, where it is kept apart from the file. */
    public static final String PROVENANCE_SHA256 = "provenance_sha256";

    /** How the weights are stored, where not in 32 bits. */
    public static final String COMPRESSION = "compression";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Map<String, String> entries = new LinkedHashMap<>();

    OnnxMetadata() {}

    /** Adds an entry, unless its value is not known. Order of addition is order in the file. */
    OnnxMetadata put(String key, @Nullable Object value) {
        if (value != null) {
            entries.put(key, value.toString());
        }
        return this;
    }

    OnnxMetadata putLabels(List<String> labels) {
        return put(LABELS, GSON.toJson(labels));
    }

    /** Adds a share with six decimals; exact arithmetic, as the digits of Double.toString differ between JDKs. */
    OnnxMetadata putShare(String key, @Nullable Double share) {
        return put(
                key,
                share == null
                        ? null
                        : new BigDecimal(share)
                                .setScale(6, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString());
    }

    void writeTo(ModelProto.Builder model) {
        entries.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    }

    /** Returns the metadata of a model in the order of the file. */
    public static Map<String, String> of(ModelProto model) {
        Map<String, String> entries = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(entries);
    }

    /**
     * Returns the stored pixel value that is 1.0 to the network; 255 where the file does not say.
     *
     * @throws OnnxException if the entry is no positive number
     */
    static float pixelMaximumOf(ModelProto model) {
        String text = of(model).getOrDefault(PIXEL_MAXIMUM, "255");
        try {
            float maximum = Float.parseFloat(text);
            if (maximum > 0 && maximum < Float.POSITIVE_INFINITY) {
                return maximum;
            }
        } catch (NumberFormatException e) {
            throw new OnnxException(badMaximum(text), e);
        }
        throw new OnnxException(badMaximum(text));
    }

    private static String badMaximum(String text) {
        return "the '" + PIXEL_MAXIMUM + "' in the ONNX model's metadata is '" + text
                + "', expected a positive number such as 255; export the model again";
    }

    /**
     * Returns the labels of the output's columns.
     *
     * @throws OnnxException if the model has no labels, or they are no JSON array of strings
     */
    public static List<String> labelsOf(ModelProto model) {
        String json = of(model).get(LABELS);
        if (json == null) {
            throw new OnnxException(
                    "the ONNX model has no '" + LABELS + "' in its metadata, so its columns have no names;"
                            + " expected a JSON array such as [\"cat\",\"dog\"]; export the model with tribuo-cnn, or add the"
                            + " entry");
        }
        try {
            List<String> labels = GSON.fromJson(json, new TypeToken<List<String>>() {});
            return List.copyOf(labels);
        } catch (JsonParseException | NullPointerException e) {
            throw new OnnxException(
                    "the '" + LABELS + "' in the ONNX model's metadata are " + json
                            + ", expected a JSON array of strings such as [\"cat\",\"dog\"]",
                    e);
        }
    }
}
