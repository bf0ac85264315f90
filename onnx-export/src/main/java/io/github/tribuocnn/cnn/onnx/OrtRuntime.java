/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one door to ONNX Runtime's native library. */
final class OrtRuntime {
    static final String NAME = "ONNX Runtime";

    private static @Nullable OrtEnvironment environment;

    private OrtRuntime() {}

    /**
     * Returns the environment, which exists once in a JVM and has to exist before any session options do.
     *
     * @throws OnnxException if ONNX Runtime has no native library for this platform
     */
    static synchronized OrtEnvironment environment() {
        OrtEnvironment known = environment;
        if (known == null) {
            known = load();
            environment = known;
        }
        return known;
    }

    private static OrtEnvironment load() {
        try {
            OrtLoading.requireShell(
                    Path.of("/"),
                    System.getenv(),
                    OrtEnvironment.class.getPackage().getImplementationVersion());
            OrtEnvironment loaded = OrtLoading.withRoom(OrtEnvironment::getEnvironment);
            // It would go on to report the metadata of every model, and what it refuses, to its makers.
            loaded.setTelemetry(false);
            return loaded;
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime cannot be told not to report its use: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new OrtUnavailableException(
                    "ONNX Runtime cannot run on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + " (" + rootOf(e)
                            + "); it has native libraries for Linux x86-64 and aarch64 with glibc 2.28 or"
                            + " newer, Windows x86-64 and macOS aarch64. Exporting and verifying work without it",
                    e);
        }
    }

    /** What lies under the errors of class initialisation, which say nothing themselves. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return root;
    }

    /** Returns the version of the native library, e.g. {@code 1.29.0}. */
    static String version() {
        return environment().getVersion();
    }

    /** Opens a session of its own thread pool; the caller closes it. */
    static OrtSession open(byte[] model, ServingOptions serving, String source) {
        OrtEnvironment environment = environment();
        requireProvider(serving.provider());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(serving.threads());
            // Waiting threads otherwise spin at full load between calls.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            serving.provider().addTo(options);
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new OnnxException(
                    "ONNX Runtime " + environment.getVersion() + " refuses " + source + ": " + e.getMessage()
                            + "; export the model again, or take a runtime that knows its operator set",
                    e);
        }
    }

    private static void requireProvider(ExecutionProvider wanted) {
        if (!OrtEnvironment.getAvailableProviders().contains(wanted.provider())) {
            throw new OnnxException("ONNX Runtime " + version() + " has no " + wanted + " here, only "
                    + OrtEnvironment.getAvailableProviders() + "; " + wanted.remedy() + ", or compute with "
                    + ExecutionProvider.CPU);
        }
    }
}
