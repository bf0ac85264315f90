/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** ONNX models as files. */
public final class OnnxFile {
    private OnnxFile() {}

    /**
     * Writes a model, whole or not at all; equal models give equal bytes.
     *
     * @param model the model
     * @param file where to; its folder is created where it is missing, a file that is there is replaced
     * @return the SHA-256 of the file in hexadecimal
     * @throws IOException if the file cannot be written; what was there before is then untouched
     */
    public static String write(ModelProto model, Path file) throws IOException {
        byte[] bytes = bytes(model);
        AtomicFile.write(file, bytes);
        return Sha256.of(bytes);
    }

    /**
     * Reads a model. Only the form is checked here, not the content: see {@link OnnxStructure}.
     *
     * @throws IOException if the file cannot be read
     * @throws OnnxException if the file is no ONNX model, or a truncated one
     */
    public static ModelProto read(Path file) throws IOException {
        return parse(readBytes(file), file.toString());
    }

    static byte[] readBytes(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no ONNX file at " + file + "; export the model first, or name another file", e);
        }
    }

    /** Parses a model; {@code source} names it in messages. */
    static ModelProto parse(byte[] bytes, String source) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException(
                    source + " is no ONNX model, or a truncated one (" + bytes.length + " bytes, " + e.getMessage()
                            + "); export or copy the model again",
                    e);
        }
        if (!model.hasGraph()) {
            throw new OnnxException(source + " is no ONNX model: " + bytes.length
                    + " bytes were read and hold no graph; export or copy the model again");
        }
        return model;
    }

    static byte[] bytes(ModelProto model) {
        byte[] bytes = new byte[model.getSerializedSize()];
        CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
        stream.useDeterministicSerialization();
        try {
            model.writeTo(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the right size has no room for the model", e);
        }
        stream.checkNoSpaceLeft();
        return bytes;
    }
}
