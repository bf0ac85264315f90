/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What every goal that works in a forked JVM has in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class WorkerMojo extends AbstractMojo {
    private static final String WORKER = "io.github.tribuocnn.maven.worker.Worker";

    /**
     * More arguments for the JVM that does the work, such as <code>-Xmx2g</code>; quotes keep spaces together. They never
     * change the trained network.
     */
    @Parameter(property = "mnist-cnn.argLine")
    @Nullable
    String argLine;

    /** Where downloaded data sets are kept. */
    @Parameter(
            property = "mnist-cnn.cacheDirectory",
            defaultValue = "${settings.localRepository}/.cache/mnist-cnn",
            required = true)
    File cacheDirectory;

    /**
     * Folder with the four MNIST files (<code>train-images-idx3-ubyte</code>, <code>train-labels-idx1-ubyte</code>,
     * <code>t10k-images-idx3-ubyte</code>, <code>t10k-labels-idx1-ubyte</code>; raw or <code>.gz</code>). Without it the
     * environment variable <code>MNIST_DIR</code> is asked, then the cache, then the mirrors on the network.
     */
    @Parameter(property = "mnist-cnn.dataDirectory")
    @Nullable
    File dataDirectory;

    /**
     * <code>mnist</code>: 60,000 training and 10,000 test images, or a failure that says how to provide them.
     * <code>synthetic</code>: digits drawn by the plugin, no files needed. <code>auto</code>: MNIST where it can be had, else
     * the synthetic digits with a loud warning.
     */
    @Parameter(property = "mnist-cnn.dataset", defaultValue = "mnist")
    String dataset;

    /**
     * The Java that does the work: the folder of a JDK or a <code>java</code> executable, 17 or newer. Default: the build's JDK
     * tool chain, else the Java that runs Maven. Never changes the trained network.
     */
    @Parameter(property = "mnist-cnn.jvm")
    @Nullable
    File jvm;

    /**
     * The inner loops: <code>vector</code> (needs a Java with the module jdk.incubator.vector), <code>scalar</code>, or
     * <code>auto</code> for the faster one there is. Never changes the trained network.
     */
    @Parameter(property = "mnist-cnn.kernel", defaultValue = "auto")
    String kernel;

    /**
     * Where the results go. Default: <code>mnist-cnn</code> in the build directory; without a project in the working
     * directory.
     */
    @Parameter(property = "mnist-cnn.outputDirectory")
    @Nullable
    File outputDirectory;

    /** Do nothing. */
    @Parameter(property = "mnist-cnn.skip", defaultValue = "false")
    boolean skip;

    /** Threads that work, 0 for one a core. Never changes the trained network. */
    @Parameter(property = "mnist-cnn.threads", defaultValue = "0")
    int threads;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    private final ToolchainManager toolchains;

    WorkerMojo(ToolchainManager toolchains) {
        this.toolchains = toolchains;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped (mnist-cnn.skip)");
        } else {
            work();
        }
    }

    abstract void work() throws MojoExecutionException, MojoFailureException;

    final boolean offline() {
        return session.isOffline();
    }

    /** Relative to where the user typed {@code mvn}, as an environment variable is meant. */
    final @Nullable Path environmentDirectory() {
        Properties system = session.getSystemProperties();
        String folder = system.getProperty("env.MNIST_DIR", "");
        return folder.isBlank()
                ? null
                : Path.of(system.getProperty("user.dir", ""))
                        .resolve(folder)
                        .toAbsolutePath()
                        .normalize();
    }

    /** Without a POM the build directory is an unresolved expression, so the working directory takes its place. */
    final Path results() {
        if (outputDirectory != null) {
            return outputDirectory.toPath().toAbsolutePath();
        }
        boolean inProject = project.getBasedir() != null;
        return Path.of(inProject ? project.getBuild().getDirectory() : "")
                .toAbsolutePath()
                .resolve("mnist-cnn");
    }

    final List<Dependency> classPath() {
        return Dependency.of(plugin);
    }

    final WorkerProcess worker() throws MojoExecutionException {
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        String toolchainJava = toolchain == null ? null : toolchain.findTool("java");
        JavaRuntime java = JavaRuntime.choose(
                jvm == null ? null : jvm.toPath(), toolchainJava == null ? null : Path.of(toolchainJava));
        List<Path> files = classPath().stream().map(Dependency::file).toList();
        return new WorkerProcess(java, WORKER, files, WorkerProcess.arguments(argLine));
    }
}
