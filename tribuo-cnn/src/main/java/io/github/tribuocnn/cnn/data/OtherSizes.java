/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

/** What an {@link ImageFolderSource} does with an image that does not have the size it should have. */
public enum OtherSizes {
    /** Stop, and name the file. */
    REFUSE,
    /**
     * Scale it to the size, without keeping its proportions: each pixel becomes the average of the area it covers,
     * rounded half up.
     */
    SCALE
}
