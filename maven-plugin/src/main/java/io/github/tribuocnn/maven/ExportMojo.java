/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.ExportRequest;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Exports a saved network to ONNX in a form of its own, proves the file on every test image, and attaches it.
 *
 * <p>Training exports already; this goal is for another form beside that, or for a network that was trained elsewhere. Either
 * file is ONNX operator set 13, which every runtime from ONNX Runtime 1.12 on reads.
 *
 * @since 0.1.0
 */
@Mojo(name = "export", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ExportMojo extends DataMojo {

    /** Whether to attach the file to the project, so that it is installed and deployed. */
    @Parameter(property = "mnist-cnn.attach", defaultValue = "true")
    private boolean attach;

    /** Who made the network, for the metadata of the file. */
    @Parameter(property = "mnist-cnn.author")
    private @Nullable String author;

    /** The classifier of the attached file. */
    @Parameter(property = "mnist-cnn.exportClassifier", defaultValue = "mnist-cnn-export")
    private String exportClassifier;

    /** The name of the file in the output directory. */
    @Parameter(property = "mnist-cnn.exportFile", defaultValue = "export.onnx")
    private String exportFile;

    /** Put batch normalisation into the weights of the layer before it: fewer operators, the same answers. */
    @Parameter(property = "mnist-cnn.foldBatchNormalisation", defaultValue = "true")
    private boolean foldBatchNormalisation;

    /** The licence of the network, best as an SPDX identifier, for the metadata of the file. */
    @Parameter(property = "mnist-cnn.licence")
    private @Nullable String licence;

    /** The saved network. Default: <code>model.tribuo</code> in the output directory. */
    @Parameter(property = "mnist-cnn.modelFile")
    private @Nullable File modelFile;

    /** How a picture becomes the network's frame, in words, for the metadata of the file. */
    @Parameter(property = "mnist-cnn.preprocessing")
    private @Nullable String preprocessing;

    private final MavenProjectHelper projectHelper;

    @Inject
    ExportMojo(ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(toolchains);
        this.projectHelper = projectHelper;
    }

    @Override
    void work() throws MojoExecutionException, MojoFailureException {
        if (Training.FILES.contains(exportFile)
                || !new File(exportFile).getName().equals(exportFile)) {
            throw new MojoExecutionException("mnist-cnn.exportFile is " + exportFile
                    + ", expected a file name without folder that is none of train's: "
                    + String.join(", ", Training.FILES));
        }
        ExportRequest request = new ExportRequest(
                data(),
                fileOr(modelFile, "model.tribuo"),
                exportFile,
                foldBatchNormalisation,
                author,
                licence,
                preprocessing);
        fork(downloadingWorker(), request, exportFile);
        log().info("wrote " + exportFile + " to " + results());
        if (attach && inProject()) {
            new Attachments(projectHelper, project, exportClassifier)
                    .attach("onnx", results().resolve(exportFile));
        }
    }
}
