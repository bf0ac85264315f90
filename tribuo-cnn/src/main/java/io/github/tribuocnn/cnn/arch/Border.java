/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

/**
 * How far the windows of a layer reach beyond the image they slide over.
 *
 * @param top rows above the image, at least 0
 * @param left columns before it, at least 0
 * @param bottom rows below it, at least 0
 * @param right columns behind it, at least 0
 */
public record Border(int top, int left, int bottom, int right) {

    /** No border. */
    public static final Border NONE = new Border(0, 0, 0, 0);
}
