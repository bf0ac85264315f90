/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Java works for a goal, and for how long. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runtimes here are made of shell scripts")
class WorkerMojoTest {
    @TempDir
    Path folder;

    private final Toolchains toolchains = new Toolchains();
    private InfoMojo mojo;

    /** Tool chains by their requirements. */
    private static final class Toolchains implements ToolchainManager {
        private final Map<Map<String, String>, Toolchain> byRequirements = new HashMap<>();
        private @Nullable Toolchain ofTheBuild;

        @Override
        public @Nullable Toolchain getToolchainFromBuildContext(String type, MavenSession session) {
            assertEquals("jdk", type);
            return ofTheBuild;
        }

        @Override
        public List<Toolchain> getToolchains(MavenSession session, String type, Map<String, String> requirements) {
            assertEquals("jdk", type);
            Toolchain fitting = byRequirements.get(requirements);
            return fitting == null ? List.of() : List.of(fitting);
        }
    }

    private record Jdk(Path java) implements Toolchain {
        @Override
        public String getType() {
            return "jdk";
        }

        @Override
        public @Nullable String findTool(String name) {
            return name.equals("java") ? java.toString() : null;
        }
    }

    @BeforeEach
    void setUp() {
        MavenProject project = new MavenProject();
        mojo = new InfoMojo(toolchains);
        mojo.plugin = new PluginDescriptor();
        mojo.plugin.setArtifacts(List.of());
        mojo.project = project;
        mojo.session = session(project);
    }

    @SuppressWarnings({"deprecation", "NullAway"}) // the constructor of every version; a container is not needed
    private static MavenSession session(MavenProject project) {
        MavenSession session = new MavenSession(
                null,
                MavenRepositorySystemUtils.newSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        session.setProjects(List.of(project));
        return session;
    }

    private Path runtime(String name) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        assumeTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base\"\n");
        return java;
    }

    private Path java() throws MojoExecutionException {
        return mojo.worker().java().executable();
    }

    @Test
    void theToolChainThatWasAskedForWorks() throws Exception {
        Path wanted = runtime("wanted");
        toolchains.ofTheBuild = new Jdk(runtime("build"));
        toolchains.byRequirements.put(Map.of("version", "21", "vendor", "x"), new Jdk(wanted));
        mojo.jdkToolchain = Map.of("vendor", "x", "version", "21");
        assertEquals(wanted, java());
    }

    @Test
    void aToolChainThatIsNowhereIsRefusedAndNotReplaced() throws Exception {
        toolchains.ofTheBuild = new Jdk(runtime("build"));
        mojo.jdkToolchain = Map.of("version", "21");
        assertEquals(
                "jdkToolchain asks for a JDK with {version=21}, toolchains.xml has none: add it there, or name its folder by"
                        + " mnist-cnn.jvm",
                Refusal.messageOf(this::java));
    }

    @Test
    void withoutAWishTheToolChainOfTheBuildWorksAndWithoutThatMavensOwnJava() throws Exception {
        assertEquals(JavaRuntime.choose(null, null).executable(), java());
        Path build = runtime("build");
        toolchains.ofTheBuild = new Jdk(build);
        assertEquals(build, java());
        mojo.jdkToolchain = Map.of();
        assertEquals(build, java());
    }

    @Test
    void aNamedFolderBeatsEveryToolChain() throws Exception {
        Path named = runtime("named");
        toolchains.ofTheBuild = new Jdk(runtime("build"));
        mojo.jdkToolchain = Map.of("version", "no such version");
        mojo.jvm = folder.resolve("named").toFile();
        assertEquals(named, java());
    }

    @Test
    void theTimeoutIsThatOfTheWorkerAndNeverNegative() throws Exception {
        mojo.forkTimeoutSeconds = 600;
        assertEquals(600, mojo.worker().timeoutSeconds());
        mojo.forkTimeoutSeconds = -1;
        assertEquals(
                "mnist-cnn.forkTimeoutSeconds is -1, expected at least 0 (0: for ever)", Refusal.messageOf(this::java));
    }
}
