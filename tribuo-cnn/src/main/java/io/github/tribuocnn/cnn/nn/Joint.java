/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Activation;
import io.github.tribuocnn.cnn.arch.ActivationLayer;
import io.github.tribuocnn.cnn.arch.Convolution;
import io.github.tribuocnn.cnn.arch.DepthwiseConv2D;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import io.github.tribuocnn.cnn.arch.MaxPool2D;
import io.github.tribuocnn.cnn.arch.Padding;
import io.github.tribuocnn.cnn.arch.Weighted;

/** Which layers that stand behind one another in an architecture can run as one. */
final class Joint {

    private Joint() {}

    /** Whether a layer applies ReLU itself. */
    static boolean rectified(Weighted<?> layer) {
        return layer.activation() == Activation.RELU;
    }

    /** Whether a layer with weights can apply the ReLU that stands behind it as a layer of its own. */
    static boolean rectifies(LayerSpec spec, LayerSpec next) {
        return spec instanceof Weighted<?> weighted
                && weighted.activation() == Activation.NONE
                && next instanceof ActivationLayer layer
                && layer.activation() == Activation.RELU;
    }

    /**
     * Whether a convolution, ReLU and pooling can be one layer.
     * @param channels Of the images that the convolution reads.
     */
    static boolean pools(Convolution<?> convolution, int channels, LayerSpec next) {
        return rectified(convolution)
                && convolution.strideHeight() == 1
                && convolution.strideWidth() == 1
                && !(convolution instanceof DepthwiseConv2D)
                && convolution.groups(channels) == 1
                && next instanceof MaxPool2D pool
                && pool.padding() == Padding.VALID
                && pool.height() == 2
                && pool.width() == 2
                && pool.strideHeight() == 2
                && pool.strideWidth() == 2;
    }
}
