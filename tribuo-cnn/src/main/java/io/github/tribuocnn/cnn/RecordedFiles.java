/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where recorded files are now.
 *
 * @param moved the new places of files that are no longer where provenance says, by their recorded place
 */
record RecordedFiles(Map<String, Path> moved) {
    static final RecordedFiles WHERE_THEY_WERE = new RecordedFiles(Map.of());

    RecordedFiles {
        moved = Map.copyOf(moved);
    }

    /** One more moved file. */
    RecordedFiles with(Path recorded, Path now) {
        Map<String, Path> more = new HashMap<>(moved);
        more.put(recorded.toAbsolutePath().normalize().toString(), now.toAbsolutePath());
        return new RecordedFiles(more);
    }

    /**
     * Checks that every file a configuration names, in itself or in what it is made of, is there.
     *
     * @throws NotReproducibleException naming those that are not
     */
    void requirePresent(ConfiguredObjectProvenance source) {
        Set<String> missing = new TreeSet<>();
        for (ConfiguredObjectProvenance component : ProvenanceUtil.orderProvenances(source).traversalOrder) {
            component.getConfiguredParameters().values().stream()
                    .flatMap(value ->
                            value instanceof ListProvenance<?> list ? list.getList().stream() : Stream.of(value))
                    .filter(FileProvenance.class::isInstance)
                    .map(file -> place(file.toString()))
                    .filter(file -> !Files.exists(file))
                    .forEach(file -> missing.add(file.toString()));
        }
        if (!missing.isEmpty()) {
            throw new NotReproducibleException("The data were read by " + source.getClassName() + " from "
                    + String.join(" and ", missing)
                    + ", where nothing is any more. Put the files back, or say where they"
                    + " are: Reproduction.of(model).file(recorded, now).");
        }
    }

    private Path place(String recorded) {
        return moved.getOrDefault(recorded, Path.of(recorded));
    }

    /** A configuration that names files where they are now. */
    ConfigurationData relocate(ConfigurationData component) {
        ConfigurationData relocated = new ConfigurationData(component.getName(), component.getClassName());
        component.getProperties().forEach((name, property) -> relocated.add(name, relocate(property)));
        return relocated;
    }

    private Property relocate(Property property) {
        if (property instanceof SimpleProperty simple) {
            return relocate(simple);
        }
        if (property instanceof ListProperty list) {
            return new ListProperty(
                    list.getSimpleList().stream().map(this::relocate).toList(), list.getClassList());
        }
        return property;
    }

    private SimpleProperty relocate(SimpleProperty property) {
        Path now = moved.get(property.getValue());
        return now == null ? property : new SimpleProperty(now.toString());
    }
}
