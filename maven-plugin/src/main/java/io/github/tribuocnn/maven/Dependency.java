/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * An entry of the forked JVM's class path.
 *
 * @param name its artifact id
 * @param version its version
 * @param file a jar, or a folder of classes within a reactor that has not packaged it yet
 * @param own whether it is part of this project: such a file may change without its version
 */
record Dependency(String name, String version, Path file, boolean own) {
    /** Maven before 3.9 adds plexus-utils to every plugin; the worker needs it as little as the rest of Maven. */
    private static final String ADDED_BY_MAVEN = "org.codehaus.plexus";

    /** The plugin's own class path: its jar and everything it depends on, as the user's POM may have overridden it. */
    static List<Dependency> of(PluginDescriptor plugin) {
        return plugin.getArtifacts().stream()
                .filter(artifact -> !artifact.getGroupId().equals(ADDED_BY_MAVEN))
                .map(artifact -> of(artifact, plugin.getGroupId()))
                .sorted(Comparator.comparing(Dependency::own).reversed().thenComparing(Dependency::name))
                .toList();
    }

    private static Dependency of(Artifact artifact, String ownGroup) {
        return new Dependency(
                artifact.getArtifactId(),
                artifact.getVersion(),
                artifact.getFile().toPath(),
                artifact.getGroupId().equals(ownGroup));
    }
}
