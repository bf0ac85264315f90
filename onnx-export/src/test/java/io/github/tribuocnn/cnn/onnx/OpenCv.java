/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A file in OpenCV's DNN module, which shares no code with ONNX Runtime. */
final class OpenCv implements AutoCloseable {
    private final Net net;
    private final int[] dims;

    /**
     * @param dims channels, height and width of an image
     */
    OpenCv(ModelProto model, int... dims) {
        byte[] bytes = OnnxFile.bytes(model);
        try (BytePointer pointer = new BytePointer(bytes)) {
            net = opencv_dnn.readNetFromONNX(pointer, bytes.length);
        }
        this.dims = dims;
    }

    /** Skips the test where OpenCV's native libraries are not on the class path. */
    static void assumeThere() {
        String platform = Loader.getPlatform();
        assumeTrue(
                OpenCv.class.getResource("/org/bytedeco/opencv/" + platform + "/libjniopencv_dnn.so") != null,
                "OpenCV is on the class path for linux-x86_64 only, this is " + platform
                        + "; add org.bytedeco:opencv and openblas with your platform's classifier to run it");
    }

    /** The scores of images, given channel by channel. */
    float[] scores(float[] images, int count, int columns) {
        int[] sizes = {count, dims[0], dims[1], dims[2]};
        float[] scores = new float[count * columns];
        try (FloatPointer pixels = new FloatPointer(images);
                Mat blob = new Mat(sizes, opencv_core.CV_32F, pixels)) {
            net.setInput(blob);
            try (Mat result = net.forward()) {
                FloatBuffer found = result.createBuffer();
                found.get(scores);
            }
        }
        return scores;
    }

    @Override
    public void close() {
        net.close();
    }
}
