/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an ONNX file holds, for people. Nothing is run, and no class is loaded that a file names. */
public final class OnnxDescription {
    private final StringBuilder text = new StringBuilder();

    private OnnxDescription() {}

    /**
     * Describes a file, of whatever origin.
     *
     * @return lines, each ended
     * @throws IOException if the file cannot be read
     * @throws OnnxException if it is no ONNX model, or a truncated one
     */
    public static String of(Path file) throws IOException {
        byte[] bytes = OnnxFile.readBytes(file);
        ModelProto model = OnnxFile.parse(bytes, file.toString());
        OnnxDescription description = new OnnxDescription();
        description.line("file", file + ", " + String.format(Locale.ROOT, "%,d", bytes.length) + " bytes");
        description.line("sha256", Sha256.of(bytes));
        description.header(model);
        description.graph(model.getGraph());
        description.metadata(OnnxMetadata.of(model));
        return description.text.toString();
    }

    private void line(String name, Object value) {
        text.append(String.format(Locale.ROOT, "%-22s %s%n", name, value));
    }

    private void header(ModelProto model) {
        line("producer", model.getProducerName() + " " + model.getProducerVersion());
        line(
                "versions",
                "IR " + model.getIrVersion() + ", operator sets "
                        + model.getOpsetImportList().stream()
                                .map(set -> (set.getDomain().isEmpty() ? "default" : set.getDomain()) + " "
                                        + set.getVersion())
                                .collect(Collectors.joining(", ")));
        List<String> faults = OnnxStructure.faults(model);
        line("structure", faults.isEmpty() ? "sound" : String.join("; ", faults));
    }

    private void graph(GraphProto graph) {
        graph.getInputList().forEach(input -> line("input", described(input)));
        graph.getOutputList().forEach(output -> line("output", described(output)));
        long numbers = 0;
        long bytes = 0;
        for (TensorProto weight : graph.getInitializerList()) {
            long size = 1;
            for (long length : weight.getDimsList()) {
                size *= length;
            }
            numbers += size;
            bytes += weight.getRawData().size();
        }
        line(
                "weights",
                String.format(
                        Locale.ROOT,
                        "%,d numbers in %,d tensors, %,d bytes",
                        numbers,
                        graph.getInitializerCount(),
                        bytes));
        Map<String, Integer> operators = new TreeMap<>();
        for (NodeProto node : graph.getNodeList()) {
            operators.merge(node.getOpType(), 1, Integer::sum);
        }
        line(
                "operators",
                operators.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private static String described(ValueInfoProto value) {
        String type = value.getName() + ": " + TensorType.of(value.getType());
        return value.getDocString().isEmpty() ? type : type + " - " + value.getDocString();
    }

    private void metadata(Map<String, String> metadata) {
        metadata.forEach((key, value) -> {
            if (!key.equals(OnnxMetadata.PROVENANCE)) {
                line(key, value);
            }
        });
        String provenance = metadata.get(OnnxMetadata.PROVENANCE);
        if (provenance != null) {
            text.append(String.format("provenance%n"));
            text.append(ProvenanceTree.of(provenance));
        }
    }
}
