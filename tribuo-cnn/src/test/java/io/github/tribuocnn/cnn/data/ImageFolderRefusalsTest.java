/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.ImageFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an image folder can be wrong in, and what is said about it. */
final class ImageFolderRefusalsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write(folder, "cat/a.png", ImageFiles.flat(4, 6, 10));
        write(folder, "dog/a.png", ImageFiles.flat(4, 6, 20));
    }

    @Test
    void aMissingFolder() {
        Path missing = folder.resolve("none");

        assertRefused(
                ImageFolderSource.builder(missing),
                missing + ": no such folder, expected one that holds a folder of PNG or JPEG images for each class."
                        + " Check the path.");
    }

    @Test
    void aFileInPlaceOfTheFolder() {
        Path file = folder.resolve("cat/a.png");

        assertRefused(
                ImageFolderSource.builder(file),
                file + ": not a folder, expected one that holds a folder of PNG or JPEG images for each class."
                        + " Check the path.");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("cat/empty"));
        write(empty, ".hidden", new byte[1]);

        assertRefused(
                ImageFolderSource.builder(empty),
                empty + ": empty, expected a folder of PNG or JPEG images for each class. Add them, or check the"
                        + " path.");
    }

    @Test
    void aFileBesideTheClasses() throws IOException {
        Path file = write(folder, "b.png", ImageFiles.flat(4, 6, 20));

        assertRefused(
                file + ": a file beside the class folders, expected only folders here, one for each class. Move it into"
                        + " its class or elsewhere, or hide it: names that start with a dot are ignored.");
    }

    @Test
    void anEmptyClass() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("bird"));
        write(empty, ".DS_Store", new byte[1]);

        assertRefused(
                empty + ": holds no images, expected at least one PNG or JPEG file. Add images, or remove the folder.");
    }

    @Test
    void aFolderInsideAClass() throws IOException {
        write(folder, "cat/kittens/a.png", ImageFiles.flat(4, 6, 20));

        assertRefused(folder.resolve("cat/kittens")
                + ": a folder inside the class folder cat, expected image files only. Move its files up, or move it up"
                + " to make it a class.");
    }

    @Test
    void twoClassesWhoseNamesLookTheSame() throws IOException {
        ImageFiles.assumeUnicodeNames();
        write(folder, "\u00e9/a.png", ImageFiles.flat(4, 6, 20));
        write(folder, "e\u0301/a.png", ImageFiles.flat(4, 6, 20));
        assumeTrue(
                !Files.isSameFile(folder.resolve("\u00e9"), folder.resolve("e\u0301")),
                "Needs a file system that keeps names as they were written");

        assertRefused(folder.resolve("\u00e9")
                + ": another class folder has the same name in another Unicode form, expected names that differ when"
                + " composed (NFC). Rename one of them.");
    }

    @Test
    void aFileThatIsNoImage() throws IOException {
        Path file = write(folder, "cat/notes.txt", "notes".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                file + ": starts with 6e 6f 74 65, expected a PNG or JPEG image. Convert or remove it, or hide it:"
                        + " names that start with a dot are ignored.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link takes a privilege there")
    void aLinkThatLeadsNowhere() throws IOException {
        Path nowhere = folder.resolve("cat/nowhere.png");
        Path image = Files.createSymbolicLink(folder.resolve("cat/link.png"), nowhere);

        assertRefused(image
                + ": a symbolic link that leads nowhere, expected one to a file or folder that is there. Correct or"
                + " remove it.");

        Files.delete(image);
        Path kind = Files.createSymbolicLink(folder.resolve("bird"), nowhere);
        assertRefused(kind + ": a symbolic link that leads nowhere, expected one to a file or folder that is there."
                + " Correct or remove it.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no mkfifo")
    void aPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("cat/pipe.png");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertRefused(
                pipe + ": neither a file nor a folder (but a pipe or a device), expected an image file. Remove it.");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
    void aFileThatMayNotBeRead() throws IOException {
        Path file = folder.resolve("dog/a.png");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "Needs a user whom permissions apply to");

        assertRefused(
                file + ": can't be read (java.nio.file.AccessDeniedException: " + file
                        + "), expected a PNG or JPEG image. Check the permissions of the file and of its folder, or remove it.");
    }

    @Test
    void anImageUnlikeTheFirst() throws IOException {
        Path file = write(folder, "dog/b.png", ImageFiles.flat(6, 4, 20));

        assertRefused(
                file + ": 6x4 pixels (height x width), expected 4x6. Remove it, or have images of other sizes scaled"
                        + " (otherSizes=SCALE).");
    }

    @Test
    void anImageOfAnotherSizeThanConfigured() {
        assertRefused(
                ImageFolderSource.builder(folder).size(28, 28),
                folder.resolve("cat/a.png")
                        + ": 4x6 pixels (height x width), expected 28x28. Remove it, or have images of"
                        + " other sizes scaled (otherSizes=SCALE).");
    }

    @Test
    void ofManyBadFilesTheFirstIsNamed() throws IOException {
        for (int i = 10; i < 60; i++) {
            write(folder, "dog/" + i + ".png", new byte[] {(byte) i});
        }

        for (int repeat = 0; repeat < 5; repeat++) {
            assertRefused(folder.resolve("dog/10.png")
                    + ": starts with 0a, expected a PNG or JPEG image. Convert or remove it, or hide it: names that start"
                    + " with a dot are ignored.");
        }
    }

    @Test
    void moreBytesThanAnArrayHolds() throws IOException {
        for (int i = 1; i <= 6; i++) {
            write(folder, "cat/a" + i + ".png", ImageFiles.flat(4, 6, i));
        }

        assertRefused(
                ImageFolderSource.builder(folder).scaledTo(10_000, 10_000).channels(3),
                folder
                        + ": 8 images of 10000x10000x3 need 2,400,000,000 bytes, expected at most 2,147,483,639. Scale them"
                        + " to a smaller size, or write them to an IDX file and have it memory-mapped.");
    }

    @Test
    void otherFilesThanThoseOfTheConfiguredHash() throws IOException {
        String before = hash();
        assertEquals(
                2,
                ImageFolderSource.builder(folder)
                        .sha256(before)
                        .build()
                        .images()
                        .size());

        write(folder, "cat/b.png", ImageFiles.flat(4, 6, 11));

        assertRefused(
                ImageFolderSource.builder(folder).sha256(before),
                folder + ": SHA-256 of the files is " + hash() + ", expected " + before
                        + ". Files were added, removed, renamed or changed; restore them, or leave sha256 out.");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "height",
                        ImageFolderSource.builder(Path.of("any")).size(-1, 5),
                        "height is -1, expected 1 or more rows, or 0"),
                Arguments.of(
                        "width",
                        ImageFolderSource.builder(Path.of("any")).size(5, -1),
                        "width is -1, expected 1 or more columns, or 0"),
                Arguments.of(
                        "width",
                        ImageFolderSource.builder(Path.of("any")).size(5, 0),
                        "height is 5 and width is 0, expected both, or 0 for both"),
                Arguments.of(
                        "height",
                        ImageFolderSource.builder(Path.of("any")).size(0, 5),
                        "height is 0 and width is 5, expected both, or 0 for both"),
                Arguments.of(
                        "height",
                        ImageFolderSource.builder(Path.of("any")).scaledTo(0, 0),
                        "height is 0 but otherSizes is SCALE, expected the height and width to scale to"),
                Arguments.of(
                        "height",
                        ImageFolderSource.builder(Path.of("any")).size(20_000, 20_000),
                        "height is 20000 and width is 20000, expected at most 100,000,000 pixels together"),
                Arguments.of(
                        "channels",
                        ImageFolderSource.builder(Path.of("any")).channels(4),
                        "channels is 4, expected 1 (grey) or 3 (RGB)"),
                Arguments.of(
                        "background",
                        ImageFolderSource.builder(Path.of("any")).background(256),
                        "background is 256, expected a grey level from 0 to 255"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsOutOfRangeAreRefusedByName(String property, ImageFolderSource.Builder settings, String message) {
        PropertyException refusal = assertThrows(PropertyException.class, settings::build);

        assertEquals(property, refusal.getProperty());
        assertEquals(message, refusal.getMsg());
    }

    @Test
    void aConfigurationFileIsRefusedLikeCode() throws IOException {
        Path file = Files.writeString(folder.resolve(".config.xml"), """
                <config>
                  <component name="pets" type="io.github.tribuocnn.cnn.data.ImageFolderSource">
                    <property name="folder" value="."/>
                    <property name="channels" value="2"/>
                  </component>
                </config>
                """);
        try (ConfigurationManager manager = new ConfigurationManager(file.toString())) {
            PropertyException refusal = assertThrows(PropertyException.class, () -> manager.lookup("pets"));
            assertEquals("channels is 2, expected 1 (grey) or 3 (RGB)", refusal.getMsg());
        }
    }

    private String hash() throws IOException {
        return ImageFolderSource.builder(folder)
                .build()
                .getProvenance()
                .hashes()
                .getOrDefault("resource-hash", "");
    }

    private void assertRefused(String message) {
        assertRefused(ImageFolderSource.builder(folder), message);
    }

    private static void assertRefused(ImageFolderSource.Builder settings, String message) {
        InvalidDataException refusal = assertThrows(InvalidDataException.class, settings::build);
        assertEquals(message, refusal.getMessage());
    }
}
