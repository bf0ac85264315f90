/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a user has to know of a model before opening it, as JSON: what goes in and how it is made, what comes out, what it
 * was trained and tested on, and how the files were verified. No clock and no host, so that one model gives one card.
 */
final class ModelCard {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    /** Said elsewhere in the card, or for programs. */
    private static final List<String> APART =
            List.of(OnnxMetadata.LABELS, OnnxMetadata.PROVENANCE, OnnxMetadata.COMPRESSION);

    private final JsonObject card = new JsonObject();
    private final JsonArray files = new JsonArray();

    ModelCard(ModelProto model) {
        Map<String, String> metadata = OnnxMetadata.of(model);
        card.addProperty("description", model.getDocString());
        card.addProperty("producer", model.getProducerName() + " " + model.getProducerVersion());
        card.add("labels", JsonParser.parseString(String.valueOf(metadata.get(OnnxMetadata.LABELS))));
        metadata.forEach((key, value) -> {
            if (!APART.contains(key)) {
                card.add(key, number(value));
            }
        });
    }

    /** Numbers as numbers. */
    private static JsonElement number(String value) {
        if (value.matches("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,12})?")) {
            return JsonParser.parseString(value);
        }
        return GSON.toJsonTree(value);
    }

    void add(ModelProto model, PackagedFile file) {
        JsonObject entry = new JsonObject();
        entry.addProperty("file", file.name());
        entry.addProperty("sha256", file.sha256());
        entry.addProperty("bytes", file.bytes());
        entry.addProperty("operatorSet", model.getOpsetImport(0).getVersion());
        entry.addProperty("irVersion", model.getIrVersion());
        entry.add("inputs", values(model.getGraph().getInputList()));
        entry.add("outputs", values(model.getGraph().getOutputList()));
        entry.addProperty("preprocessing", String.valueOf(OnnxMetadata.of(model).get(OnnxMetadata.PREPROCESSING)));
        String compression = OnnxMetadata.of(model).get(OnnxMetadata.COMPRESSION);
        if (compression != null) {
            entry.addProperty("compression", compression);
        }
        entry.addProperty(
                "goldenData",
                String.valueOf(GoldenData.folderOf(Path.of(file.name())).getFileName()));
        entry.add("verified", verified(file.verification(), compression == null));
        files.add(entry);
    }

    private static JsonObject verified(Verification verification, boolean exact) {
        JsonObject verified = new JsonObject();
        verified.addProperty("by", verification.runtime() + " " + verification.runtimeVersion());
        verified.addProperty("images", verification.images());
        verified.addProperty("disagreements", verification.disagreements());
        verified.addProperty("maxAbsDifference", verification.maxAbsDifference());
        if (exact) {
            verified.addProperty("tolerance", Verification.TOLERANCE);
        }
        return verified;
    }

    private static JsonArray values(List<ValueInfoProto> values) {
        List<JsonObject> entries = new ArrayList<>();
        for (ValueInfoProto value : values) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", value.getName());
            entry.addProperty("type", TensorType.of(value.getType()).toString());
            entry.addProperty("meaning", value.getDocString());
            entries.add(entry);
        }
        return GSON.toJsonTree(entries).getAsJsonArray();
    }

    byte[] bytes() {
        card.add("files", files);
        return (GSON.toJson(card) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
