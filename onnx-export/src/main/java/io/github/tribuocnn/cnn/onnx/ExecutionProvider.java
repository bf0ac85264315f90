/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Map;

/** What ONNX Runtime computes with. Which ones are there depends on the platform and on the artifact taken. */
public enum ExecutionProvider {
    /** The processor, with ONNX Runtime's own kernels; always there. */
    CPU(OrtProvider.CPU, "") {
        @Override
        void addTo(SessionOptions options) {
            // It is there without being asked for.
        }
    },
    /** An NVIDIA graphics card; needs CUDA and cuDNN installed. */
    CUDA(OrtProvider.CUDA, "take the artifact com.microsoft.onnxruntime:onnxruntime_gpu in place of onnxruntime") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            options.addCUDA();
        }
    },
    /** Apple's Core ML. */
    CORE_ML(OrtProvider.CORE_ML, "run on macOS") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            options.addCoreML();
        }
    },
    /** Microsoft's DirectML. */
    DIRECT_ML(OrtProvider.DIRECT_ML, "take a build of ONNX Runtime with DirectML, on Windows") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            options.addDirectML(0);
        }
    },
    /** Kernels for the processors of phones. */
    XNNPACK(OrtProvider.XNNPACK, "take a build of ONNX Runtime with XNNPACK, such as Android's") {
        @Override
        void addTo(SessionOptions options) throws OrtException {
            options.addXnnpack(Map.of());
        }
    };

    private final OrtProvider provider;
    private final String remedy;

    ExecutionProvider(OrtProvider provider, String remedy) {
        this.provider = provider;
        this.remedy = remedy;
    }

    OrtProvider provider() {
        return provider;
    }

    /** How to come by it. */
    String remedy() {
        return remedy;
    }

    abstract void addTo(SessionOptions options) throws OrtException;
}
