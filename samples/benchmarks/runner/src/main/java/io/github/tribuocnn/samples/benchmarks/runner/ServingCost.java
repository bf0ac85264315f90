/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.data.DatasetChoice;
import io.github.tribuocnn.cnn.data.DigitSources;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.Mnist;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxClassifier;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.OnnxFile;
import io.github.tribuocnn.cnn.onnx.OnnxVerifier;
import io.github.tribuocnn.cnn.onnx.Verification;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What exporting, verifying and serving a network cost beside ONNX Runtime's own time. */
@Command(
        name = "serve",
        description = "Exports and verifies a trained model, then classifies through OnnxClassifier and through ONNX"
                + " Runtime's own session, in turns.",
        mixinStandardHelpOptions = true)
final class ServingCost implements Callable<Integer> {
    private static final int EXPORTS = 5;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--rounds", description = "Rounds that count, default ${DEFAULT-VALUE}.")
    private int rounds = 15;

    @Option(names = "--millis", description = "Time for each measurement, default ${DEFAULT-VALUE} ms.")
    private int millis = 200;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServingCost()).execute(arguments));
    }

    /** Classifies a batch again and again. */
    private interface Call {
        void run() throws OrtException;
    }

    @Override
    public Integer call() throws IOException, OrtException {
        DigitSources digits = digits(data.dataset());
        CNNModel model = CNNTrainer.builder().epochs(1).seed(1).build().train(new ImageDataset(digits.train()));
        ImageSet test = digits.test().images();
        Path file = Files.createTempFile("serving-cost", ".onnx");
        try {
            exports(model, test, file);
            System.out.printf(
                    "%n| batch | ONNX Runtime, us/image | OnnxClassifier, us/image | ratio | bytes allocated a call |%n");
            System.out.printf("|---:|---:|---:|---:|---:|%n");
            for (int batch : new int[] {1, 64}) {
                serve(file, test, batch);
            }
        } finally {
            Files.delete(file);
        }
        return 0;
    }

    private static DigitSources digits(DatasetChoice choice) throws IOException {
        return DigitSources.choose(
                choice, Mnist.builder().environment(System.getenv()).build(), 2_000);
    }

    private static void exports(CNNModel model, ImageSet test, Path file) throws IOException {
        for (int i = 0; i < EXPORTS; i++) {
            long start = System.nanoTime();
            OnnxFile.write(new OnnxExporter().export(model, ExportDetails.NONE), file);
            Verification found = new OnnxVerifier()
                    .verify(
                            file,
                            model,
                            (index, target, offset) -> test.copyPixels(index, model.pixelMaximum(), target, offset),
                            test.size())
                    .requireAgreement();
            System.out.printf(
                    "export and verification on %,d images, %s: %.2f s, largest difference %.1e%n",
                    found.images(),
                    i == 0 ? "with the native library to load" : "again",
                    (System.nanoTime() - start) / 1e9,
                    found.maxAbsDifference());
        }
    }

    private void serve(Path file, ImageSet test, int batch) throws IOException, OrtException {
        float[] images = new float[batch * test.imageBytes()];
        for (int i = 0; i < batch; i++) {
            test.copyPixels(i, 255f, images, i * test.imageBytes());
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(Files.readAllBytes(file), options);
                OnnxClassifier classifier = OnnxClassifier.open(file);
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, direct(images), new long[] {batch, 1, test.height(), test.width()})) {
            Map<String, OnnxTensor> inputs = Map.of(OnnxExporter.INPUT, input);
            float[] own = new float[batch * 10];
            float[] wrapped = new float[batch * 10];
            Call bare = () -> {
                try (OrtSession.Result result = session.run(inputs)) {
                    ((OnnxTensor) result.get(0)).getFloatBuffer().get(own);
                }
            };
            Call wrapper = () -> classifier.probabilities(images, batch, wrapped);
            bare.run();
            wrapper.run();
            if (!Arrays.equals(own, wrapped)) {
                throw new IllegalStateException("the two do not agree; nothing was measured");
            }
            print(batch, bare, wrapper);
        }
    }

    private void print(int batch, Call bare, Call wrapper) throws OrtException {
        double[] own = new double[rounds];
        double[] wrapped = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -3; round < rounds; round++) {
            double first = microseconds(bare, batch);
            double second = microseconds(wrapper, batch);
            if (round >= 0) {
                own[round] = first;
                wrapped[round] = second;
                ratios[round] = second / first;
            }
        }
        System.out.printf(
                "| %d | %.2f | %.2f | %.3f | %,d |%n",
                batch, median(own), median(wrapped), median(ratios), allocated(wrapper));
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static FloatBuffer direct(float[] images) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(images.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return buffer.put(images).flip();
    }

    private double microseconds(Call call, int batch) throws OrtException {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        long calls = 0;
        long now = start;
        while (now < end) {
            for (int i = 0; i < 8; i++) {
                call.run();
            }
            calls += 8;
            now = System.nanoTime();
        }
        return (now - start) / 1e3 / calls / batch;
    }

    /** On the Java heap, by this thread. */
    private static long allocated(Call call) throws OrtException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 10_000;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
