/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Request;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What every goal that works in a forked JVM has in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class WorkerMojo extends CnnMojo {
    private static final String WORKER = "io.github.tribuocnn.maven.worker.Worker";

    /**
     * More arguments for the JVM that does the work, such as <code>-Xss2m</code>; quotes keep spaces together, and
     * <code>@{name}</code> stands for a property that another plugin sets during the build. They never change the trained
     * network.
     */
    @Parameter(property = "mnist-cnn.argLine")
    @Nullable
    String argLine;

    /** How long the JVM that does the work may take, in seconds, before it is ended and the build fails; 0 for ever. */
    @Parameter(property = "mnist-cnn.forkTimeoutSeconds", defaultValue = "0")
    int forkTimeoutSeconds;

    /** The largest heap of the JVM that does the work, such as <code>2g</code>; default: what Java chooses. */
    @Parameter(property = "mnist-cnn.heap")
    @Nullable
    String heap;

    /**
     * The JDK that does the work, by what Maven's <code>toolchains.xml</code> says of it, for instance
     * <code>&lt;version&gt;25&lt;/version&gt;</code>; for goals that are called directly, where the toolchains plugin does not run.
     */
    @Parameter
    @Nullable
    Map<String, String> jdkToolchain;

    /**
     * The Java that does the work: the folder of a JDK or a <code>java</code> executable, 17 or newer. Default: the build's JDK
     * tool chain, else the Java that runs Maven. Never changes the trained network.
     */
    @Parameter(property = "mnist-cnn.jvm")
    @Nullable
    File jvm;

    private final ToolchainManager toolchains;

    WorkerMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    final List<Dependency> classPath() {
        return Dependency.of(plugin);
    }

    final WorkerProcess worker() throws MojoExecutionException {
        return worker(Secrets.NONE);
    }

    final WorkerProcess worker(Secrets secrets) throws MojoExecutionException {
        if (forkTimeoutSeconds < 0) {
            throw new MojoExecutionException(
                    "mnist-cnn.forkTimeoutSeconds is " + forkTimeoutSeconds + ", expected at least 0 (0: for ever)");
        }
        JvmArguments arguments = new JvmArguments(heap, argLine, secrets.jvmArguments());
        List<Path> files = classPath().stream().map(Dependency::file).toList();
        return new WorkerProcess(
                java(),
                WORKER,
                files,
                arguments.list(this::property),
                secrets.environment(),
                forkTimeoutSeconds,
                ProgressLine.of(session, log()));
    }

    private JavaRuntime java() throws MojoExecutionException {
        Toolchain toolchain = toolchain();
        String toolchainJava = toolchain == null ? null : toolchain.findTool("java");
        return JavaRuntime.choose(
                jvm == null ? null : jvm.toPath(), toolchainJava == null ? null : Path.of(toolchainJava));
    }

    private @Nullable Toolchain toolchain() throws MojoExecutionException {
        if (jvm == null && jdkToolchain != null && !jdkToolchain.isEmpty()) {
            List<Toolchain> fitting = toolchains.getToolchains(session, "jdk", jdkToolchain);
            if (fitting.isEmpty()) {
                throw new MojoExecutionException("jdkToolchain asks for a JDK with " + new TreeMap<>(jdkToolchain)
                        + ", toolchains.xml has none: add it there, or name its folder by mnist-cnn.jvm");
            }
            return fitting.get(0);
        }
        return toolchains.getToolchainFromBuildContext("jdk", session);
    }

    private @Nullable String property(String name) {
        String user = session.getUserProperties().getProperty(name);
        return user != null ? user : project.getProperties().getProperty(name);
    }

    /**
     * Has work done that leaves nothing behind, or a file beside the results of a training.
     *
     * @param file the name of that file, or null for none
     */
    final void fork(WorkerProcess worker, Request request, @Nullable String file)
            throws MojoExecutionException, MojoFailureException {
        try (OutputFolder output = OutputFolder.open(results())) {
            worker.work(execution.getGoal(), request, output, log());
            if (file != null) {
                output.publishBeside(file);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("cannot read or write in " + results() + ": " + e, e);
        }
    }
}
