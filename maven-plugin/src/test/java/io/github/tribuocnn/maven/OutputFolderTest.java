/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path target;

    private Path folder() {
        return target.resolve("mnist-cnn");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void publishedFilesReplaceTheOldOnesAndNothingElseIsTouched() throws Exception {
        Files.createDirectory(folder());
        write(folder(), "a", "old");
        write(folder(), "mine", "untouched");
        write(folder(), "fingerprint.properties", "old");
        try (OutputFolder output = OutputFolder.open(folder())) {
            write(output.results(), "a", "new");
            write(output.results(), "b", "new");
            write(output.results(), "fingerprint.properties", "new");
            output.publish(List.of("a", "b"));
        }
        assertEquals(List.of("a", "b", "fingerprint.properties", "mine"), namesIn(folder()));
        assertEquals("new", Files.readString(folder().resolve("a")));
        assertEquals("untouched", Files.readString(folder().resolve("mine")));
    }

    @Test
    void aRunThatFailsLeavesNothingNotEvenTheFolderItMade() throws Exception {
        try (OutputFolder output = OutputFolder.open(folder())) {
            write(output.results(), "a", "half");
            write(output.work(), "request.properties", "x");
        }
        assertFalse(Files.exists(folder()));
    }

    @Test
    void aRunThatFailsLeavesTheOldResultsAsTheyWere() throws Exception {
        Files.createDirectory(folder());
        write(folder(), "a", "old");
        try (OutputFolder output = OutputFolder.open(folder())) {
            write(output.results(), "a", "half");
        }
        assertEquals(List.of("a"), namesIn(folder()));
        assertEquals("old", Files.readString(folder().resolve("a")));
    }

    @Test
    void aMissingResultIsNoticedBeforeAnythingMoves() throws Exception {
        Files.createDirectory(folder());
        write(folder(), "a", "old");
        write(folder(), "fingerprint.properties", "old");
        try (OutputFolder output = OutputFolder.open(folder())) {
            write(output.results(), "a", "new");
            String message = Refusal.messageOf(() -> output.publish(List.of("a", "b")));
            assertEquals(
                    "cannot put the results into mnist-cnn.outputDirectory " + folder()
                            + ": java.nio.file.NoSuchFileException: b: the run did not write it",
                    message);
        }
        assertEquals("old", Files.readString(folder().resolve("a")));
        assertTrue(Files.exists(folder().resolve("fingerprint.properties")));
    }

    @Test
    void aFileInTheWayIsRefused() throws Exception {
        Files.writeString(folder(), "I am a file");
        String message = Refusal.messageOf(() -> OutputFolder.open(folder()));
        assertEquals(
                "cannot write to mnist-cnn.outputDirectory " + folder()
                        + " (java.nio.file.FileAlreadyExistsException: " + folder()
                        + "): name a folder that can be written",
                message);
        assertEquals("I am a file", Files.readString(folder()));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Files.createDirectory(folder());
        assumeTrue(folder().toFile().setWritable(false));
        assumeFalse(Files.isWritable(folder()), "the administrator may write anywhere");
        String message = Refusal.messageOf(() -> OutputFolder.open(folder()));
        assertTrue(
                message.startsWith("cannot write to mnist-cnn.outputDirectory " + folder()
                        + " (java.nio.file.AccessDeniedException: "),
                message);
    }

    @Test
    void workFoldersOfDeadMavensAreSweptUpAndThoseOfLivingOnesAreNot() throws Exception {
        long dead = 999_999_999_999L; // above every system's process ids
        Files.createDirectories(folder().resolve(".work-" + dead + "-1/results"));
        Path alive = Files.createDirectories(
                folder().resolve(".work-" + ProcessHandle.current().pid() + "-1/results"));
        OutputFolder.open(folder()).close();
        assertFalse(Files.exists(folder().resolve(".work-" + dead + "-1")));
        assertTrue(Files.exists(alive));
    }
}
