/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Files that are installed and deployed with a project.
 *
 * @param helper Maven's way to attach
 * @param project the project
 * @param classifier what tells them from the project's own artifact
 */
record Attachments(MavenProjectHelper helper, MavenProject project, String classifier) {

    /** Attaches a file; a second time, in a second execution of the goal, it takes the place of the first. */
    void attach(String type, Path file) {
        project.getAttachedArtifacts().stream()
                .filter(artifact -> artifact.getType().equals(type) && classifier.equals(artifact.getClassifier()))
                .findFirst()
                .ifPresentOrElse(
                        artifact -> artifact.setFile(file.toFile()),
                        () -> helper.attachArtifact(project, type, classifier, file.toFile()));
    }
}
