/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ListProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.MapProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.ObjectProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.tribuo.provenance.ModelProvenance;

/**
 * A model's provenance in the text form Tribuo puts into ONNX files, with one text for one provenance.
 *
 * <p>Tribuo numbers the parts of a provenance in the iteration order of hash maps, so that a model and the same model
 * loaded from a file can give different texts. Here the parts are numbered in a breadth-first walk with sorted keys.
 * Tribuo reads both alike.
 */
final class ProvenanceText {
    private final Map<String, ObjectProvenanceProto> objects = new HashMap<>();
    private final Map<Integer, Message> values = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Queue<ObjectProvenanceProto> waiting = new ArrayDeque<>();
    private final RootProvenanceProto.Builder result = RootProvenanceProto.newBuilder();
    private int nextIndex;

    private ProvenanceText(RootProvenanceProto root) {
        root.getOmpList().forEach(object -> objects.put(object.getObjectName(), object));
        root.getSmpList().forEach(value -> values.put(value.getIndex(), value));
        root.getLmpList().forEach(value -> values.put(value.getIndex(), value));
        root.getMmpList().forEach(value -> values.put(value.getIndex(), value));
    }

    static String of(ModelProvenance provenance) {
        RootProvenanceProto root =
                new ProtoProvenanceSerialization(true).serializeToProto(ProvenanceUtil.marshalProvenance(provenance));
        return TextFormat.printer().printToString(new ProvenanceText(root).renumber(root.getOmp(0)));
    }

    private RootProvenanceProto renumber(ObjectProvenanceProto root) {
        rename(root.getObjectName());
        for (ObjectProvenanceProto object = waiting.poll(); object != null; object = waiting.poll()) {
            ObjectProvenanceProto.Builder copy = object.toBuilder()
                    .setIndex(nextIndex++)
                    .setObjectName(rename(object.getObjectName()))
                    .clearValues();
            new TreeMap<>(object.getValuesMap()).forEach((key, index) -> copy.putValues(key, copy(index)));
            result.addOmp(copy);
        }
        return result.build();
    }

    /** The new name of an object; at the first mention the object joins the walk. */
    private String rename(String name) {
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        String renamed = name.substring(0, name.lastIndexOf('-') + 1) + names.size();
        names.put(name, renamed);
        ObjectProvenanceProto object = objects.get(name);
        if (object == null) {
            throw new IllegalStateException("the provenance refers to '" + name + "', which it does not hold");
        }
        waiting.add(object);
        return renamed;
    }

    /** Copies a value and all below it under new numbers, and returns its own. */
    private int copy(int index) {
        int number = nextIndex++;
        Message value = values.get(index);
        if (value instanceof SimpleProvenanceProto simple) {
            SimpleProvenanceProto.Builder copy = simple.toBuilder().setIndex(number);
            if (simple.getIsReference()) {
                copy.setValue(rename(simple.getValue()));
            }
            result.addSmp(copy);
        } else if (value instanceof ListProvenanceProto list) {
            ListProvenanceProto.Builder copy = list.toBuilder().setIndex(number).clearValues();
            list.getValuesList().forEach(element -> copy.addValues(copy(element)));
            result.addLmp(copy);
        } else if (value instanceof MapProvenanceProto map) {
            MapProvenanceProto.Builder copy = map.toBuilder().setIndex(number).clearValues();
            new TreeMap<>(map.getValuesMap()).forEach((key, element) -> copy.putValues(key, copy(element)));
            result.addMmp(copy);
        } else {
            throw new IllegalStateException("the provenance has nothing under number " + index);
        }
        return number;
    }
}
