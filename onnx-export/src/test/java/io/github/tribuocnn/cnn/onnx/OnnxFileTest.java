/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    private final ModelProto model =
            new OnnxExporter().export(RandomNetwork.reference(1).trained(), ExportDetails.NONE);

    @TempDir
    Path folder;

    private List<String> filesIn(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path created = folder.resolve("new");
        Path file = created.resolve("model.onnx");
        String sha256 = OnnxFile.write(model, file);
        assertEquals(model, OnnxFile.read(file));
        assertEquals(Sha256.of(Files.readAllBytes(file)), sha256);
        assertEquals(List.of("model.onnx"), filesIn(created));
    }

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "older");
        OnnxFile.write(model, file);
        assertEquals(model, OnnxFile.read(file));
        assertEquals(List.of("model.onnx"), filesIn(folder));
    }

    @Test
    void aWrittenFileIsAsReadableAsAnyOther() throws IOException {
        Path file = folder.resolve("model.onnx");
        Path other = Files.createFile(folder.resolve("other"));
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class));
        OnnxFile.write(model, file);
        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("target"), "in the way");
        Path file = notAFolder.resolve("model.onnx");
        IOException refusal = assertThrows(IOException.class, () -> OnnxFile.write(model, file));
        assertEquals(
                "cannot write " + file + " (java.nio.file.FileAlreadyExistsException: " + notAFolder
                        + "); choose a folder that can be written to, with room for "
                        + model.getSerializedSize() + " bytes",
                refusal.getMessage());
        assertEquals("in the way", Files.readString(notAFolder));
    }

    @Test
    void aFolderInTheFilesPlaceIsNamedAndKept() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("model.onnx"));
        IOException refusal = assertThrows(IOException.class, () -> OnnxFile.write(model, taken));
        assertEquals("cannot write " + taken + ": a folder stands there; name a file", refusal.getMessage());
        assertEquals(List.of("model.onnx"), filesIn(folder));
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("model.onnx");
        IOException refusal = assertThrows(IOException.class, () -> OnnxFile.read(file));
        assertEquals(
                "there is no ONNX file at " + file + "; export the model first, or name another file",
                refusal.getMessage());
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] bytes = OnnxFile.bytes(model);
        Path file = folder.resolve("truncated.onnx");
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        OnnxException refusal = assertThrows(OnnxException.class, () -> OnnxFile.read(file));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(
                message.startsWith(file + " is no ONNX model, or a truncated one (" + bytes.length / 2 + " bytes, "),
                message);
        assertTrue(message.endsWith("; export or copy the model again"), message);
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.onnx"));
        OnnxException refusal = assertThrows(OnnxException.class, () -> OnnxFile.read(file));
        assertEquals(
                file + " is no ONNX model: 0 bytes were read and hold no graph; export or copy the model again",
                refusal.getMessage());
    }

    @Test
    void equalModelsGiveEqualFiles() throws IOException {
        Path first = folder.resolve("first.onnx");
        Path second = folder.resolve("second.onnx");
        OnnxFile.write(model, first);
        OnnxFile.write(OnnxFile.read(first), second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }
}
