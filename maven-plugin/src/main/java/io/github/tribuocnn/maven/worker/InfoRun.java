/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import ai.onnxruntime.OrtEnvironment;
import io.github.tribuocnn.cnn.data.InvalidDataException;
import io.github.tribuocnn.cnn.data.MnistUnavailableException;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;

/**
 * What a training would find here.
 *
 * @param request where to look for data
 * @param events told everything
 */
record InfoRun(DataRequest request, Events events) {
    private static final long MEGABYTE = 1 << 20;

    void run() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        events.say(
                Level.INFO,
                "Java: %s %s on %s %s, %s",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.home"));
        events.say(
                Level.INFO,
                "Cores: %d; heap: up to %,d MB",
                runtime.availableProcessors(),
                runtime.maxMemory() / MEGABYTE);
        KernelProvider.select("auto"); // says by itself which, why, and what would be faster
        events.say(Level.INFO, "ONNX Runtime: %s", onnxRuntime());
        events.say(Level.INFO, "Cache: %s", request.cacheDirectory());
        events.say(Level.INFO, "MNIST: %s", mnist());
    }

    private static String onnxRuntime() {
        try {
            return OrtEnvironment.getEnvironment().getVersion();
        } catch (LinkageError e) {
            return "cannot run here (" + e + ")";
        }
    }

    private String mnist() throws IOException {
        try {
            return new DataSets(request, events).mnist().find().origin();
        } catch (InvalidDataException | MnistUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
