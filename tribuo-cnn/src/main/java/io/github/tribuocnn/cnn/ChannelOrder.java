/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

/** How the values of a colour image follow one another in a linear index. */
public enum ChannelOrder {
    /** Row, column, channel: the channels of one pixel stand together, as in most image files. */
    HWC,
    /** Channel, row, column: one whole plane after the other, as in CIFAR-10. */
    CHW
}
