/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;

/**
 * What a file takes and gives, as far as a caller has to know it.
 *
 * @param shape the size of the images
 * @param pixels what stands for a pixel
 * @param pixelMaximum the stored value that is 1.0 to the network
 * @param batch how many images one call takes, {@link ExportForm#ANY_BATCH} for any number
 * @param output the output that holds a score for each label
 * @param labels the labels of its columns
 */
record ImageContract(
        ImageShape shape, PixelInput pixels, float pixelMaximum, int batch, String output, List<String> labels) {

    /**
     * Reads a file's contract.
     *
     * @throws OnnxException if the file is no image classifier in a form {@link OnnxExporter} writes
     */
    static ImageContract of(ModelProto model, String source) {
        TensorType input = input(model, source);
        List<String> labels = OnnxMetadata.labelsOf(model);
        return new ImageContract(
                new ImageShape(input.length(2), input.length(3), input.length(1)),
                input.isFloat() ? PixelInput.FLOAT : PixelInput.UINT8,
                OnnxMetadata.pixelMaximumOf(model),
                input.isKnown(0) ? input.length(0) : ExportForm.ANY_BATCH,
                output(model, labels.size(), source),
                labels);
    }

    /** Whether the scores have not been through the softmax yet. */
    boolean givesLogits() {
        return output.equals(OnnxExporter.LOGITS);
    }

    private static TensorType input(ModelProto model, String source) {
        List<ValueInfoProto> inputs = model.getGraph().getInputList();
        if (inputs.size() == 1 && inputs.get(0).getName().equals(OnnxExporter.INPUT)) {
            TensorType type = TensorType.of(inputs.get(0).getType());
            if ((type.isFloat() || type.elementType() == DataType.UINT8_VALUE)
                    && type.rank() == 4
                    && type.isKnown(1)
                    && type.isKnown(2)
                    && type.isKnown(3)
                    && isAnImage(type)) {
                return type;
            }
        }
        throw new OnnxException(source + " takes " + TensorType.describe(inputs) + ", expected one input "
                + OnnxExporter.INPUT + ": float32 or uint8 [N,C,H,W]; export the model with tribuo-cnn, in another form"
                + " than Tribuo's flat one");
    }

    /** Whether one image fits an array. */
    private static boolean isAnImage(TensorType type) {
        long size = 1;
        for (int dimension = 1; dimension < 4; dimension++) {
            size *= type.length(dimension);
            if (size < 1 || size > Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    private static String output(ModelProto model, int labels, String source) {
        List<ValueInfoProto> outputs = model.getGraph().getOutputList();
        for (String name : List.of(OnnxExporter.OUTPUT, OnnxExporter.LOGITS)) {
            for (ValueInfoProto output : outputs) {
                TensorType type = TensorType.of(output.getType());
                if (output.getName().equals(name)
                        && type.isFloat()
                        && type.rank() == 2
                        && type.isKnown(1)
                        && type.length(1) == labels) {
                    return name;
                }
            }
        }
        throw new OnnxException(source + " gives " + TensorType.describe(outputs) + ", expected " + OnnxExporter.OUTPUT
                + " or " + OnnxExporter.LOGITS + ": float32 [N," + labels + "], a column for each of its " + labels
                + " labels; export the model with tribuo-cnn");
    }
}
