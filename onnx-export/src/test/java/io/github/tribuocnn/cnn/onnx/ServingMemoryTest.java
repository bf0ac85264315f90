/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Serving costs no memory that grows with the number of calls: neither the JVM's, nor direct buffers, nor native memory. */
class ServingMemoryTest {
    /** {@code -Dserving.calls=10000000} watches for longer. */
    private static final int CALLS = Integer.getInteger("serving.calls", 1_000_000);

    private static final int WARMING_CALLS = 100_000;

    /** Small, so that many calls take little time: what a call leaves behind does not depend on it. */
    private final RandomNetwork network =
            RandomNetwork.of("conv 2 3x3 relu, flatten, dense 3", new ImageShape(8, 8, 1), RandomNetwork.digits(3), 1);

    private OnnxClassifier open() {
        return OnnxClassifier.of(
                OnnxFile.bytes(Forms.export(network, ExportForm.DEFAULT)), "small", ServingOptions.DEFAULT);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Batches of ever changing size, which is where buffers could pile up. */
    private IntConsumer calls(OnnxClassifier classifier) {
        float[] images = network.images(20);
        float[] answers = new float[60];
        return number -> {
            for (int i = 0; i < number; i++) {
                classifier.probabilities(images, 1 + i % 20, answers);
            }
        };
    }

    @Test
    void aCallAllocatesLittleAndAlwaysTheSame() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] image = network.images(1);
        float[] answer = new float[3];
        try (OnnxClassifier classifier = open()) {
            long[] allocated = new long[2];
            for (int part = 0; part < 2; part++) {
                for (int i = 0; i < 2_000; i++) {
                    classifier.probabilities(image, 1, answer);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 10_000; i++) {
                    classifier.probabilities(image, 1, answer);
                }
                allocated[part] = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertTrue(allocated[1] <= allocated[0] * 1.1, allocated[0] + " bytes, then " + allocated[1]);
            assertTrue(allocated[1] / 10_000 < 2_000, allocated[1] / 10_000 + " bytes a call");
        }
    }

    @Test
    void directBuffersArePooledAndBounded() {
        try (OnnxClassifier classifier = open()) {
            IntConsumer calls = calls(classifier);
            calls.accept(1_000);
            long before = directBytes();
            calls.accept(20_000);
            // Sizes beyond those kept are freed by the garbage collector, some time after their call.
            assertTrue(directBytes() - before < 64 << 20, directBytes() - before + " bytes more");
        }
    }

    /** In a JVM of its own, all of whose heap is resident from the beginning: what grows is native. */
    static final class ManyCalls {
        public static void main(String[] arguments) throws IOException {
            int calls = Integer.parseInt(arguments[0]);
            ServingMemoryTest test = new ServingMemoryTest();
            float[] image = test.network.images(1);
            float[] answer = new float[3];
            try (OnnxClassifier classifier = test.open()) {
                IntConsumer batches = test.calls(classifier);
                for (int i = 0; i < WARMING_CALLS; i++) {
                    classifier.probabilities(image, 1, answer);
                }
                // Until buffers that wait for the garbage collector are as many as they get.
                batches.accept(WARMING_CALLS / 2);
                long before = residentKilobytes();
                for (int i = 0; i < calls; i++) {
                    classifier.probabilities(image, 1, answer);
                }
                batches.accept(calls / 10);
                long grown = residentKilobytes() - before;
                String found = String.format(
                        Locale.ROOT,
                        "%,d kB resident, %,d kB more after %,d images and %,d batches",
                        before,
                        grown,
                        calls,
                        calls / 10);
                System.out.println(found);
                // Ten bytes a call left behind would be 10 MB.
                assertTrue(grown < 8_000, found);
            }
        }
    }

    @Test
    void nativeMemoryDoesNotGrow() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc, which is Linux's");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyCalls.class.getName(),
                        Integer.toString(CALLS))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(output);
        assertEquals(0, process.waitFor(), output);
    }

    @Test
    void openingAndClosingLeavesNothingBehind() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc, which is Linux's");
        float[] answer = new float[3];
        long before = 0;
        for (int i = 0; i < 300; i++) {
            try (OnnxClassifier classifier = open()) {
                classifier.probabilities(network.images(1), 1, answer);
            }
            if (i == 100) {
                System.gc();
                before = residentKilobytes();
            }
        }
        System.gc();
        long grown = residentKilobytes() - before;
        assertTrue(grown < 30_000, grown + " kB more after 200 sessions");
    }
}
