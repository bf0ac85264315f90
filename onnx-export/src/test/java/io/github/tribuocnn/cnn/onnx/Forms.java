/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every form of a file, and a network with every kind of layer to write in it. */
final class Forms {
    private static final String EVERY_LAYER =
            "conv 6 3x3 same, batchnorm, activation relu, residual(depthwise 3x3 same silu, conv 6 1x1 gelu | conv 6 1x1),"
                    + " maxpool 2, conv 4 2x2 leaky_relu 0.1, avgpool 3 stride 2 same, dropout 0.2, flatten, dense 12 elu,"
                    + " batchnorm, dense 6 tanh, activation sigmoid, dense 4";

    private Forms() {}

    static Map<String, ExportForm> all() {
        Map<String, ExportForm> forms = new LinkedHashMap<>();
        for (int opset = OperatorSet.OLDEST; opset <= OperatorSet.NEWEST; opset++) {
            forms.put("opset " + opset, ExportForm.DEFAULT.withOpset(opset));
        }
        for (int opset : new int[] {OperatorSet.OLDEST, OperatorSet.NEWEST}) {
            for (PixelInput input : PixelInput.values()) {
                for (OutputForm outputs : OutputForm.values()) {
                    forms.put(
                            "opset " + opset + ", " + input + " to " + outputs,
                            ExportForm.DEFAULT.withOpset(opset).withInput(input).withOutputs(outputs));
                }
            }
        }
        forms.put("batch 1", ExportForm.DEFAULT.withBatch(1));
        forms.put("batch 3 of bytes", ExportForm.DEFAULT.withBatch(3).withInput(PixelInput.UINT8));
        forms.put("folded", ExportForm.DEFAULT.foldingBatchNormalisation());
        return forms;
    }

    /** Networks with labels in no order: the reference, and one with every kind of layer. */
    static List<RandomNetwork> networks() {
        List<String> shuffled = new ArrayList<>(RandomNetwork.digits(10));
        Collections.reverse(shuffled);
        return List.of(
                RandomNetwork.of(Architecture.REFERENCE_TEXT, RandomNetwork.MNIST, shuffled, 11),
                RandomNetwork.of(EVERY_LAYER, new ImageShape(11, 10, 3), List.of("frog", "cat", "ship", "dog"), 12));
    }

    static ModelProto export(RandomNetwork network, ExportForm form) {
        return new OnnxExporter(form).export(network.trained(), ExportDetails.NONE);
    }

    /** The probabilities of the trained network, its columns in the order of the file's. */
    static float[] inFileOrder(RandomNetwork network, float[] images, int count) {
        return inFileOrder(network.classifier(), images, count);
    }

    /** The probabilities of the trained network, its columns in the order of the file's. */
    static float[] inFileOrder(ProbabilityModel network, float[] images, int count) {
        List<String> labels = network.labels();
        float[] trained = new float[count * labels.size()];
        network.probabilities(images, count, trained);
        int[] order = LabelOrder.natural(labels);
        float[] result = new float[trained.length];
        for (int i = 0; i < result.length; i++) {
            int row = i / order.length * order.length;
            result[i] = trained[row + order[i - row]];
        }
        return result;
    }

    /** Images as other runtimes take them, channel by channel. */
    static float[] channelsFirst(float[] images, ImageShape shape) {
        int[] order = WeightLayout.channelFirstOrder(shape);
        float[] planes = new float[images.length];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = images[i / order.length * order.length + order[i % order.length]];
        }
        return planes;
    }
}
