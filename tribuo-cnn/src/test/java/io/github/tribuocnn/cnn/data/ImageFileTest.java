/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFileTest {
    @TempDir
    private Path folder;

    @Test
    void aPictureOfAnotherSizeIsScaledByArea() throws IOException {
        Path file = Files.write(folder.resolve("a.png"), ImageFiles.grey(2, 4, 0, 100, 200, 200, 20, 40, 200, 200));
        assertArrayEquals(new byte[] {40, (byte) 200}, ImageFile.pixels(file, 1, 2, 1));
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "text");
        String message = assertThrows(InvalidDataException.class, () -> ImageFile.pixels(file, 28, 28, 1))
                .getMessage();
        assertEquals(
                file + ": starts with 74 65 78 74, expected a PNG or JPEG image. Convert or remove it, or hide it:"
                        + " names that start with a dot are ignored.",
                message);
    }
}
