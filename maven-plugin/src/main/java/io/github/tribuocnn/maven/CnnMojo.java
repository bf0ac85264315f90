/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What every goal has in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class CnnMojo extends AbstractMojo {

    /**
     * Where the results are. Default: <code>mnist-cnn</code> in the build directory; without a project in the working
     * directory.
     */
    @Parameter(property = "mnist-cnn.outputDirectory")
    @Nullable
    File outputDirectory;

    /** Do nothing. */
    @Parameter(property = "mnist-cnn.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    PluginDescriptor plugin;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            log().info("skipped (mnist-cnn.skip)");
        } else if (isPassedOver()) {
            log().info("passed over: " + project.getArtifactId() + " does not name this plugin");
        } else {
            work();
        }
    }

    abstract void work() throws MojoExecutionException, MojoFailureException;

    /** Typed at the root of many modules, a goal is meant for those that have a model. */
    private boolean isPassedOver() {
        return execution.getSource() == MojoExecution.Source.CLI
                && session.getProjects().size() > 1
                && project.getPlugin(plugin.getPluginLookupKey()) == null;
    }

    /** The console; modules that are built side by side say which of them is speaking. */
    final Log log() {
        boolean sideBySide = session.getRequest().getDegreeOfConcurrency() > 1
                && session.getProjects().size() > 1;
        return sideBySide ? new ModuleLog(getLog(), project.getArtifactId()) : getLog();
    }

    final boolean inProject() {
        return project.getBasedir() != null;
    }

    /** Without a POM the build directory is an unresolved expression, so the working directory takes its place. */
    final Path results() {
        if (outputDirectory != null) {
            return outputDirectory.toPath().toAbsolutePath();
        }
        return Path.of(inProject() ? project.getBuild().getDirectory() : "")
                .toAbsolutePath()
                .resolve("mnist-cnn");
    }

    /** A file the user may have named. */
    final Path fileOr(@Nullable File named, String nameInResults) {
        return named == null ? results().resolve(nameInResults) : named.toPath().toAbsolutePath();
    }
}
