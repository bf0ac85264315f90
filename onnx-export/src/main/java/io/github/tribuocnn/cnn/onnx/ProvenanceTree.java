/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ListProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.MapProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ObjectProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A provenance in Tribuo's text form as an indented tree. */
final class ProvenanceTree {
    /** Longer lists, such as the loss of every epoch, show their ends. */
    private static final int LIST_ENDS = 3;

    private static final int DEEPEST = 40;

    private final Map<String, ObjectProvenanceProto> objects = new HashMap<>();
    private final Map<Integer, Message> values = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private ProvenanceTree(RootProvenanceProto root) {
        root.getOmpList().forEach(object -> objects.put(object.getObjectName(), object));
        root.getSmpList().forEach(value -> values.put(value.getIndex(), value));
        root.getLmpList().forEach(value -> values.put(value.getIndex(), value));
        root.getMmpList().forEach(value -> values.put(value.getIndex(), value));
    }

    /** Lines, each ended; one that says so if the text is no provenance. */
    static String of(String provenance) {
        RootProvenanceProto.Builder root = RootProvenanceProto.newBuilder();
        try {
            TextFormat.merge(provenance, root);
        } catch (TextFormat.ParseException e) {
            return String.format("  it cannot be read: %s%n", e.getMessage());
        }
        if (root.getOmpCount() == 0) {
            return String.format("  it is empty%n");
        }
        ProvenanceTree tree = new ProvenanceTree(root.build());
        tree.object("model", root.getOmp(0), 1);
        return tree.text.toString();
    }

    private void line(int depth, String name, String value) {
        text.append(String.format("%s%s %s%n", "  ".repeat(depth), name, value));
    }

    private void object(String name, ObjectProvenanceProto object, int depth) {
        String kind = object.getObjectClassName();
        line(depth, name, kind.substring(kind.lastIndexOf('.') + 1));
        // A hostile text may make an object part of itself.
        if (depth < DEEPEST && open.add(object.getObjectName())) {
            new TreeMap<>(object.getValuesMap()).forEach((key, index) -> value(key, index, depth + 1));
            open.remove(object.getObjectName());
        }
    }

    private void value(String name, int index, int depth) {
        Message value = values.get(index);
        if (depth >= DEEPEST) {
            line(depth, name, "...");
        } else if (value instanceof SimpleProvenanceProto simple) {
            ObjectProvenanceProto object = simple.getIsReference() ? objects.get(simple.getValue()) : null;
            if (object == null) {
                line(depth, name, simple.getValue());
            } else {
                object(name, object, depth);
            }
        } else if (value instanceof ListProvenanceProto list) {
            list(name, list.getValuesList(), depth);
        } else if (value instanceof MapProvenanceProto map) {
            line(depth, name, map.getValuesCount() == 0 ? "none" : "");
            new TreeMap<>(map.getValuesMap()).forEach((key, element) -> value(key, element, depth + 1));
        }
    }

    private void list(String name, List<Integer> elements, int depth) {
        List<String> simple = elements.stream()
                .map(values::get)
                .filter(SimpleProvenanceProto.class::isInstance)
                .map(SimpleProvenanceProto.class::cast)
                .filter(element -> !element.getIsReference())
                .map(SimpleProvenanceProto::getValue)
                .collect(Collectors.toList());
        if (simple.size() == elements.size()) {
            int size = simple.size();
            String shown = size <= 2 * LIST_ENDS
                    ? String.join(", ", simple)
                    : String.join(", ", simple.subList(0, LIST_ENDS)) + ", ... "
                            + String.join(", ", simple.subList(size - LIST_ENDS, size)) + " (" + size + " values)";
            line(depth, name, "[" + shown + "]");
            return;
        }
        line(depth, name, "");
        int number = 0;
        for (int element : elements) {
            value(Integer.toString(number++), element, depth + 1);
        }
    }
}
