/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
    /**
     * What the worker needs as little as the rest of Maven: plexus-utils, which Maven before 3.9 adds to every plugin; the bill
     * of materials and the site, which are Maven's side alone.
     */
    private static final Set<String> GROUPS_OF_MAVENS_SIDE = Set.of(
            "com.ethlo.time",
            "com.fasterxml.jackson.core",
            "com.fasterxml.jackson.dataformat",
            "com.fasterxml.woodstox",
            "com.github.package-url",
            "com.networknt",
            "org.apache.maven.doxia",
            "org.apache.maven.reporting",
            "org.codehaus.plexus",
            "org.codehaus.woodstox",
            "org.cyclonedx",
            "org.yaml");

    /** The worker's class path: the plugin's jar and what that needs, as the user's POM may have overridden it. */
    static List<Dependency> of(PluginDescriptor plugin) {
        return plugin.getArtifacts().stream()
                .filter(artifact -> !GROUPS_OF_MAVENS_SIDE.contains(artifact.getGroupId()))
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
