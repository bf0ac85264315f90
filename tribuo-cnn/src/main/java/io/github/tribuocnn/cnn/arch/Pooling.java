/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/** What all layers that make one value of each window of each channel have in common. */
public sealed interface Pooling permits MaxPool2D, AveragePool2D {

    /**
     * The rows of the window.
     *
     * @return 1 to 1,024
     */
    int height();

    /**
     * The columns of the window.
     *
     * @return 1 to 1,024
     */
    int width();

    /**
     * The rows from one window to the next.
     *
     * @return 1 to 1,024
     */
    int strideHeight();

    /**
     * The columns from one window to the next.
     *
     * @return 1 to 1,024
     */
    int strideWidth();

    /**
     * What the window does at the edges.
     *
     * @return the padding
     */
    Padding padding();

    /**
     * The shape of the output for one example.
     *
     * @param input the shape of the input
     * @return one value for each window of each channel
     * @throws IllegalArgumentException if no window fits, or the input is no image
     */
    ImageShape outputShape(Shape input);

    /**
     * How far windows reach beyond the input. What lies there counts neither as a maximum nor in an average.
     *
     * @param input the shape of the input
     * @return the border, none under {@link Padding#VALID}
     */
    default Border border(ImageShape input) {
        return new Window(new Extent(height(), width()), new Extent(strideHeight(), strideWidth()), padding())
                .border(input);
    }
}
