/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.cnn.data.Mnist;
import io.github.tribuocnn.maven.worker.DataRequest;
import io.github.tribuocnn.maven.worker.Mirror;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** What every goal that needs images has in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class DataMojo extends WorkerMojo {

    /** Where downloaded data sets are kept; builds that run at the same time share it. */
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

    /** Whether data sets that are nowhere on this machine may be downloaded. <code>mvn -o</code> never downloads. */
    @Parameter(property = "mnist-cnn.download", defaultValue = "true")
    boolean download;

    /**
     * Folders to download MNIST from in place of the public ones, in this order: <code>https:</code>, <code>http:</code> or
     * <code>file:</code> URLs. Proxies are those of Maven's settings. What comes is checked by its SHA-256.
     */
    @Parameter(property = "mnist-cnn.mirrors")
    @Nullable
    List<String> mirrors;

    /** The <code>&lt;server&gt;</code> of Maven's settings with the user name and password for the mirrors. */
    @Parameter(property = "mnist-cnn.serverId")
    @Nullable
    String serverId;

    /** How long a download may stand still, in seconds, before the next attempt. */
    @Parameter(property = "mnist-cnn.stallTimeoutSeconds", defaultValue = "30")
    int stallTimeoutSeconds;

    DataMojo(ToolchainManager toolchains) {
        super(toolchains);
    }

    /** A worker that may download. */
    final WorkerProcess downloadingWorker() throws MojoExecutionException {
        return worker(settings().secrets(addresses()));
    }

    final DataRequest data() throws MojoExecutionException {
        return data(dataDirectory == null ? null : dataDirectory.toPath().toAbsolutePath(), environmentDirectory());
    }

    /** The data set wherever it is, but for folders that were named. */
    final DataRequest dataOfCache() throws MojoExecutionException {
        return data(null, null);
    }

    private DataRequest data(@Nullable Path folder, @Nullable Path environmentFolder) throws MojoExecutionException {
        List<Mirror> usable = download ? settings().mirrors(addresses()) : List.of();
        try {
            return new DataRequest(
                    dataset,
                    folder,
                    environmentFolder,
                    cacheDirectory.toPath().toAbsolutePath(),
                    session.isOffline(),
                    usable,
                    stallTimeoutSeconds);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private MirrorSettings settings() {
        return new MirrorSettings(session.getRepositorySession(), serverId);
    }

    private List<URI> addresses() throws MojoExecutionException {
        if (mirrors == null || mirrors.isEmpty()) {
            return Mnist.MIRRORS;
        }
        try {
            return mirrors.stream().map(Mirror::addressOf).toList();
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** Relative to where the user typed {@code mvn}, as an environment variable is meant. */
    private @Nullable Path environmentDirectory() {
        Properties system = session.getSystemProperties();
        String folder = system.getProperty("env.MNIST_DIR", "");
        return folder.isBlank()
                ? null
                : Path.of(system.getProperty("user.dir", ""))
                        .resolve(folder)
                        .toAbsolutePath()
                        .normalize();
    }
}
