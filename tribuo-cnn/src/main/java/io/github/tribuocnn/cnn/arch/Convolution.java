/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/** What all convolutions have in common. Between one position of the kernel and the next lies a stride. */
public sealed interface Convolution permits Conv2D, DepthwiseConv2D {

    /**
     * The rows of the kernel.
     *
     * @return 1 to 1,024
     */
    int kernelHeight();

    /**
     * The columns of the kernel.
     *
     * @return 1 to 1,024
     */
    int kernelWidth();

    /**
     * The rows from one position of the kernel to the next.
     *
     * @return 1 to 1,024
     */
    int strideHeight();

    /**
     * The columns from one position of the kernel to the next.
     *
     * @return 1 to 1,024
     */
    int strideWidth();

    /**
     * What the kernel does at the edges.
     *
     * @return the padding
     */
    Padding padding();

    /**
     * The function applied to each output.
     *
     * @return the activation
     */
    Activation activation();

    /**
     * The parameter of the activation.
     *
     * @return the slope of leaky ReLU or the alpha of ELU, 0 for the others
     */
    double activationParameter();

    /**
     * The number of filters, which is the number of channels of the output.
     *
     * @param channels the channels of the input
     * @return at least 1
     */
    int filters(int channels);

    /**
     * The number of groups that channels and filters are cut into; a filter sees the channels of its group alone.
     *
     * @param channels the channels of the input
     * @return 1 to the number of channels
     */
    int groups(int channels);

    /**
     * The zeros around the input.
     *
     * @param input the shape of the input
     * @return the border, none under {@link Padding#VALID}
     */
    default Border border(ImageShape input) {
        return window().border(input);
    }

    private Window window() {
        return new Window(
                new Extent(kernelHeight(), kernelWidth()), new Extent(strideHeight(), strideWidth()), padding());
    }
}
