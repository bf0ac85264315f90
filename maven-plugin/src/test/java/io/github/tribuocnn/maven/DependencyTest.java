/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.junit.jupiter.api.Test;

class DependencyTest {
    private static Artifact artifact(String group, String name, String version) {
        DefaultArtifact artifact =
                new DefaultArtifact(group, name, version, "runtime", "jar", null, new DefaultArtifactHandler("jar"));
        artifact.setFile(new File(name + ".jar"));
        return artifact;
    }

    @Test
    void theClassPathIsThePluginsOwnWithoutWhatMavenAdds() {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("ours");
        plugin.setArtifacts(List.of(
                artifact("theirs", "onnxruntime", "1.29.0"),
                artifact("org.codehaus.plexus", "plexus-utils", "1.1"),
                artifact("ours", "plugin", "1-SNAPSHOT"),
                artifact("ours", "engine", "1-SNAPSHOT")));
        assertEquals(
                List.of(
                        new Dependency("engine", "1-SNAPSHOT", new File("engine.jar").toPath(), true),
                        new Dependency("plugin", "1-SNAPSHOT", new File("plugin.jar").toPath(), true),
                        new Dependency("onnxruntime", "1.29.0", new File("onnxruntime.jar").toPath(), false)),
                Dependency.of(plugin));
    }
}
