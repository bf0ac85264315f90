/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.ShapeInferenceOptions;
import org.bytedeco.onnx.global.onnx;
import org.jspecify.annotations.Nullable;

/** The checker of the ONNX project itself, version 1.17, in this JVM. */
final class OfficialChecker {
    private OfficialChecker() {}

    /** Skips the test where the checker's native library is not on the class path. */
    static void assumeThere() {
        String platform = Loader.getPlatform();
        assumeTrue(
                OfficialChecker.class.getResource("/org/bytedeco/onnx/" + platform + "/libjnionnx.so") != null,
                "the official ONNX checker is on the class path for linux-x86_64 only, this is " + platform
                        + "; add org.bytedeco:onnx with your platform's classifier to run it");
    }

    /** What a full check and a strict shape inference find wrong; {@code null} if nothing. */
    static @Nullable String fault(ModelProto model) {
        byte[] bytes = OnnxFile.bytes(model);
        try (BytePointer pointer = new BytePointer(bytes);
                org.bytedeco.onnx.ModelProto parsed = new org.bytedeco.onnx.ModelProto();
                // Types checked, every error thrown, values followed.
                ShapeInferenceOptions strict = new ShapeInferenceOptions(true, 1, true)) {
            if (!onnx.ParseProtoFromBytes(parsed, pointer, bytes.length)) {
                return "it cannot be parsed";
            }
            onnx.check_model(parsed, true, false, true);
            onnx.InferShapes(parsed, OpSchemaRegistry.Instance(), strict, null);
            return null;
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
