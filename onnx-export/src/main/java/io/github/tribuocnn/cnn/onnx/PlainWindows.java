/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators that move a window over images, [N,C,H,W], in plain Java. */
final class PlainWindows {
    private final PlainTensor image;
    private final Map<String, AttributeProto> attributes = new HashMap<>();
    private final int kernelRows;
    private final int kernelColumns;
    private final int rowStride;
    private final int columnStride;
    private final int top;
    private final int left;
    private final int rows;
    private final int columns;

    PlainWindows(NodeProto node, PlainTensor image) {
        this.image = image;
        node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
        kernelRows = number("kernel_shape", 0);
        kernelColumns = number("kernel_shape", 1);
        rowStride = number("strides", 0);
        columnStride = number("strides", 1);
        top = number("pads", 0);
        left = number("pads", 1);
        if (attributes.containsKey("dilations") && !numbers("dilations").equals(List.of(1L, 1L))) {
            throw new OnnxException("node '" + node.getName() + "' has dilations " + numbers("dilations")
                    + ", which plain Java does not run; verify the file in ONNX Runtime");
        }
        rows = (image.dims()[2] + top + number("pads", 2) - kernelRows) / rowStride + 1;
        columns = (image.dims()[3] + left + number("pads", 3) - kernelColumns) / columnStride + 1;
    }

    private AttributeProto attribute(String name) {
        AttributeProto attribute = attributes.get(name);
        if (attribute == null) {
            throw new OnnxException("a window has no " + name + "; export the model again");
        }
        return attribute;
    }

    private List<Long> numbers(String name) {
        return attribute(name).getIntsList();
    }

    private int number(String name, int index) {
        return Math.toIntExact(numbers(name).get(index));
    }

    PlainTensor convolve(PlainTensor weight, PlainTensor bias) {
        int filters = weight.dims()[0];
        int groupFilters = filters / Math.toIntExact(attribute("group").getI());
        int groupChannels = weight.dims()[1];
        PlainTensor result = PlainTensor.of(image.dims()[0], filters, rows, columns);
        for (int n = 0; n < image.dims()[0]; n++) {
            int weightAt = 0;
            for (int filter = 0; filter < filters; filter++) {
                int target = n * result.stride() + filter * rows * columns;
                Arrays.fill(result.data(), target, target + rows * columns, bias.data()[filter]);
                int firstChannel = filter / groupFilters * groupChannels;
                for (int channel = firstChannel; channel < firstChannel + groupChannels; channel++) {
                    int plane = n * image.stride() + channel * image.dims()[2] * image.dims()[3];
                    for (int pixel = 0; pixel < kernelRows * kernelColumns; pixel++) {
                        addShifted(result.data(), target, plane, pixel, weight.data()[weightAt++]);
                    }
                }
            }
        }
        return result;
    }

    /** Adds to one plane, for every window, one of its pixels times a weight. */
    private void addShifted(float[] to, int target, int plane, int pixel, float weight) {
        int row = pixel / kernelColumns;
        int column = pixel % kernelColumns;
        int height = image.dims()[2];
        int width = image.dims()[3];
        int firstX = Math.max(0, (left - column + columnStride - 1) / columnStride);
        int endX = Math.min(columns, (width - 1 + left - column) / columnStride + 1);
        float[] from = image.data();
        for (int y = 0; y < rows; y++) {
            int sourceRow = y * rowStride - top + row;
            if (sourceRow >= 0 && sourceRow < height) {
                int source = plane + sourceRow * width - left + column;
                for (int x = firstX; x < endX; x++) {
                    to[target + y * columns + x] += weight * from[source + x * columnStride];
                }
            }
        }
    }

    /** The largest pixel of each window; what lies outside the image never counts. */
    PlainTensor max() {
        return pool(true);
    }

    /** The average of each window's pixels inside the image. */
    PlainTensor average() {
        return pool(false);
    }

    private PlainTensor pool(boolean largest) {
        int height = image.dims()[2];
        int width = image.dims()[3];
        PlainTensor result = PlainTensor.of(image.dims()[0], image.dims()[1], rows, columns);
        int to = 0;
        for (int plane = 0; plane < image.data().length; plane += height * width) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    result.data()[to++] = poolWindow(plane, y * rowStride - top, x * columnStride - left, largest);
                }
            }
        }
        return result;
    }

    private float poolWindow(int plane, int firstRow, int firstColumn, boolean largest) {
        int width = image.dims()[3];
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (int y = Math.max(0, firstRow); y < Math.min(image.dims()[2], firstRow + kernelRows); y++) {
            for (int x = Math.max(0, firstColumn); x < Math.min(width, firstColumn + kernelColumns); x++) {
                float pixel = image.data()[plane + y * width + x];
                max = Math.max(max, pixel);
                sum += pixel;
                count++;
            }
        }
        return largest ? max : (float) (sum / count);
    }
}
