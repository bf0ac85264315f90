/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Serving costs no memory that grows with the number of calls: neither the JVM's, nor direct buffers, nor native memory. */
class ServingMemoryTest {
    private static final int CALLS = 100_000;

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

    @Test
    void nativeMemoryDoesNotGrow() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc, which is Linux's");
        float[] image = network.images(1);
        float[] answer = new float[3];
        try (OnnxClassifier classifier = open()) {
            for (int i = 0; i < CALLS / 4; i++) {
                classifier.probabilities(image, 1, answer);
            }
            System.gc();
            long before = residentKilobytes();
            for (int i = 0; i < CALLS; i++) {
                classifier.probabilities(image, 1, answer);
            }
            System.gc();
            long grown = residentKilobytes() - before;
            // A tensor header of 100 bytes a call left behind would be 10 MB, a result several times that.
            assertTrue(grown < 8_000, grown + " kB more after " + CALLS + " calls");
        }
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
