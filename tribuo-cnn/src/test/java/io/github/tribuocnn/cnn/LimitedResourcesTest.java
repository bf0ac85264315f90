/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training where memory or cores are scarce. */
@Tag(ChildJvm.TAG)
class LimitedResourcesTest {

    private static final int SIDE = 112;
    private static final int IMAGES = 16_000;

    @TempDir
    private Path folder;

    @Test
    void sixtyThousandImagesTrainInHalfAGigabyte() {
        ChildJvm.Outcome outcome = ChildJvm.of(LimitedRun.class, "2", "60000")
                .with("-Xmx512m")
                .run()
                .requireSuccess();

        assertEquals(List.of("60000"), outcome.after("images"));
        assertLearned(outcome, Math.log(10));
    }

    @Test
    void aFileLargerThanTheHeapTrainsFromWhereItIs() throws IOException {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        writeImages(images);
        writeLabels(labels);
        assertTrue(Files.size(images) > 128L << 20, "The file is " + Files.size(images) + " bytes");

        ChildJvm.Outcome outcome = ChildJvm.of(LimitedRun.class, "2", images.toString(), labels.toString())
                .with("-Xmx128m")
                .run()
                .requireSuccess();

        assertEquals(List.of(Integer.toString(IMAGES)), outcome.after("images"));
        assertLearned(outcome, Math.log(2));
    }

    /** The JVM takes the number of processors from the container it runs in in the same way as from this option. */
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "3, 0, 3", "1, 2, 2", "2, 100, 100"})
    void asManyThreadsAsAvailableCoresUnlessToldOtherwise(int cores, String asked, String threads) {
        ChildJvm.Outcome outcome = ChildJvm.of(LimitedRun.class, asked, "64")
                .with("-XX:ActiveProcessorCount=" + cores)
                .run()
                .requireSuccess();

        assertEquals(List.of(threads), outcome.after("threads"));
    }

    /** Better than guessing. */
    private static void assertLearned(ChildJvm.Outcome outcome, double guessing) {
        double loss = Double.parseDouble(outcome.after("loss").get(0));
        assertTrue(loss > 0 && loss < 0.95 * guessing, "loss " + loss + ", guessing " + guessing);
    }

    /** Mostly a hole, which takes no room on most file systems: every eighth image has a bright patch, no other has. */
    private static void writeImages(Path path) throws IOException {
        byte[] patch = new byte[4 * SIDE];
        Arrays.fill(patch, (byte) 200);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            writeHeader(file, 3, IMAGES, SIDE, SIDE);
            long start = file.getFilePointer();
            for (int image = 0; image < IMAGES; image += 8) {
                file.seek(start + (long) image * SIDE * SIDE + 40 * SIDE);
                file.write(patch);
            }
            file.setLength(start + (long) IMAGES * SIDE * SIDE);
        }
    }

    /** Label 1 for the patch, else 0; the others once each, as the network has ten outputs. */
    private static void writeLabels(Path path) throws IOException {
        byte[] labels = new byte[IMAGES];
        for (int image = 0; image < IMAGES; image += 8) {
            labels[image] = 1;
        }
        for (byte label = 2; label < 10; label++) {
            labels[label * 8 + 1] = label;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            writeHeader(file, 1, IMAGES);
            file.write(labels);
        }
    }

    private static void writeHeader(RandomAccessFile file, int dimensions, int... sizes) throws IOException {
        file.writeInt(0x0800 | dimensions);
        for (int size : sizes) {
            file.writeInt(size);
        }
    }
}
