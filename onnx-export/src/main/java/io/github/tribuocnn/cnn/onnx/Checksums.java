/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of a folder's files and their hashes, as {@code sha256sum} writes and reads it. */
final class Checksums {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private Checksums() {}

    /**
     * Compares one file with the list beside it.
     *
     * @return whether there is a list that names the file
     * @throws OnnxException if the file is another than the list says, or the list is none
     */
    static boolean check(Path file) throws IOException {
        Path list = file.toAbsolutePath().resolveSibling(OnnxPackage.CHECKSUMS);
        if (!Files.exists(list)) {
            return false;
        }
        List<String> lines = Files.readAllLines(list);
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new OnnxException(list + " holds the line '" + line
                        + "', expected a SHA-256 and a name; copy the list that was written with the model");
            }
            if (matcher.group(2).equals(String.valueOf(file.getFileName()))) {
                String found = Sha256.of(Files.readAllBytes(file));
                if (!found.equals(matcher.group(1))) {
                    throw new OnnxException(file + " has the SHA-256 " + found + ", " + list + " says "
                            + matcher.group(1) + "; the file was changed or damaged, copy it again");
                }
                return true;
            }
        }
        return false;
    }
}
