/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.Objects;

/**
 * A mistake with the image it was made on, for the gallery of the report.
 *
 * @param mistake what was misread, and as what
 * @param picture the image
 */
public record MisreadImage(Mistake mistake, Picture picture) {
    /**
     * Checks that both are there.
     *
     * @throws NullPointerException if either is null
     */
    public MisreadImage {
        Objects.requireNonNull(mistake, "mistake");
        Objects.requireNonNull(picture, "picture");
    }
}
