/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.stream.IntStream;

/** From the layouts the network is trained in (channels last) to those ONNX prescribes (channels first). */
final class WeightLayout {
    private WeightLayout() {}

    /** Convolution weights from [row][column][input channel][filter] to [filter][input channel][row][column]. */
    static float[] filtersFirst(float[] weight, int rows, int columns, int channels, int filters) {
        float[] target = new float[weight.length];
        int to = 0;
        for (int filter = 0; filter < filters; filter++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        target[to++] = weight[((row * columns + column) * channels + channel) * filters + filter];
                    }
                }
            }
        }
        return target;
    }

    /**
     * Dense weights from [input][unit] to [unit][input], both axes reordered on the way.
     *
     * @param inputs which trained input stands at each input of the file
     * @param units which trained unit stands at each unit of the file
     */
    static float[] unitsFirst(float[] weight, int[] inputs, int[] units) {
        float[] target = new float[weight.length];
        int to = 0;
        for (int unit : units) {
            for (int input : inputs) {
                target[to++] = weight[input * units.length + unit];
            }
        }
        return target;
    }

    /** Picks {@code values[order[i]]} for each i. */
    static float[] reordered(float[] values, int[] order) {
        float[] target = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            target[i] = values[order[i]];
        }
        return target;
    }

    /** For each place in a flattened channel-first image, the place of the same value in the channel-last one. */
    static int[] channelFirstOrder(ImageShape image) {
        int pixels = image.height() * image.width();
        int[] order = new int[image.size()];
        int to = 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                order[to++] = pixel * image.channels() + channel;
            }
        }
        return order;
    }

    /** 0, 1, ..., length - 1. */
    static int[] unchangedOrder(int length) {
        return IntStream.range(0, length).toArray();
    }
}
