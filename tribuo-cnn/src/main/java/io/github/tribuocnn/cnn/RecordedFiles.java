/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
     * Checks that every file a configuration names is there.
     *
     * @throws NotReproducibleException naming those that are not
     */
    void requirePresent(ConfiguredObjectProvenance source) {
        List<String> missing = new ArrayList<>();
        for (Provenance value : new TreeMap<>(source.getConfiguredParameters()).values()) {
            if (value instanceof FileProvenance file && !Files.exists(place(file.toString()))) {
                missing.add(place(file.toString()).toString());
            }
        }
        if (!missing.isEmpty()) {
            throw new NotReproducibleException("The data were read by " + source.getClassName() + " from "
                    + String.join(" and ", missing) + ", where "
                    + (missing.size() == 1 ? "nothing is" : "nothing is any more")
                    + ". Put the files back, or say where they are: Reproduction.of(model).file(recorded, now).");
        }
    }

    private Path place(String recorded) {
        return moved.getOrDefault(recorded, Path.of(recorded));
    }

    /** A configuration that names files where they are now. */
    ConfigurationData relocate(ConfigurationData component) {
        ConfigurationData relocated = new ConfigurationData(component.getName(), component.getClassName());
        for (Map.Entry<String, Property> property : component.getProperties().entrySet()) {
            Path now = property.getValue() instanceof SimpleProperty simple ? moved.get(simple.getValue()) : null;
            relocated.add(property.getKey(), now == null ? property.getValue() : new SimpleProperty(now.toString()));
        }
        return relocated;
    }
}
