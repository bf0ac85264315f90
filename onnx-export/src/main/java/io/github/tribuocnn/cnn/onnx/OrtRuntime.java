/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** The one door to ONNX Runtime's native library. */
final class OrtRuntime {
    private OrtRuntime() {}

    /**
     * Returns the environment, which exists once in a JVM and has to exist before any session options do.
     *
     * @throws OnnxException if ONNX Runtime has no native library for this platform
     */
    static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            throw new OnnxException(
                    "ONNX Runtime cannot run on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + " (" + rootOf(e)
                            + "); it has native libraries for Linux x86-64 and aarch64 with glibc 2.28 or"
                            + " newer, Windows x86-64 and macOS aarch64. Exporting works without it, running and"
                            + " verifying the file does not",
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
    static OrtSession open(byte[] model, int intraOpThreads, String source) {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(intraOpThreads);
            // Waiting threads otherwise spin at full load between calls.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(model, options);
        } catch (OrtException e) {
            throw new OnnxException(
                    "ONNX Runtime " + environment.getVersion() + " refuses " + source + ": " + e.getMessage()
                            + "; export the model again, or take a runtime that knows its operator set",
                    e);
        }
    }
}
