/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkFactory;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenMultiPageReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Puts the report of the last training into the project's site: curves, confusion matrix, mistakes, filters, configuration and
 * provenance.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.SITE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ReportMojo extends CnnMojo implements MavenMultiPageReport {
    private static final String PAGE = "mnist-cnn/index";

    /** The folder of the site; within <code>mvn site</code> the site plugin decides. */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    private File siteDirectory;

    @Override
    void work() throws MojoExecutionException {
        if (!canGenerateReport()) {
            log().warn("there is no " + page() + " to report on: train first (mnist-cnn:train)");
            return;
        }
        try {
            publish();
        } catch (MavenReportException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    @Override
    public void generate(Sink sink, SinkFactory factory, Locale locale) throws MavenReportException {
        publish();
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        publish();
    }

    /** The page stands by itself, so publishing is copying; it appears whole or not at all. */
    private void publish() throws MavenReportException {
        Path target = siteDirectory.toPath().resolve(PAGE + ".html");
        try {
            Path folder = Files.createDirectories(target.resolveSibling(""));
            Path part = Files.createTempFile(folder, ".report", ".part");
            try {
                Files.copy(page(), part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new MavenReportException("cannot put " + page() + " into " + target + ": " + e, e);
        }
        log().info("report: " + target);
    }

    private Path page() {
        return results().resolve("report.html");
    }

    @Override
    public boolean canGenerateReport() {
        return !skip && Files.isRegularFile(page());
    }

    @Override
    public boolean isExternalReport() {
        return true;
    }

    @Override
    @SuppressWarnings("deprecation") // the site plugin up to 3.x asks for it, by this name
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Trained network";
    }

    @Override
    public String getDescription(Locale locale) {
        return "How the network was trained, and how well it reads the test images.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        siteDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return siteDirectory;
    }
}
