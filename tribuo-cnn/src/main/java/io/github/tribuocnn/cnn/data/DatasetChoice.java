/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Locale;

/** Which digits to train and test on. */
public enum DatasetChoice {
    /** Real MNIST, or nothing. */
    MNIST,
    /** {@link SyntheticDigits}. */
    SYNTHETIC,
    /** MNIST where it can be had, otherwise synthetic digits and a reason that must be told. */
    AUTO;

    /**
     * Reads {@code mnist}, {@code synthetic} or {@code auto}.
     *
     * @throws IllegalArgumentException if it is another word; the message names the property {@code dataset}
     */
    public static DatasetChoice parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "mnist" -> MNIST;
            case "synthetic" -> SYNTHETIC;
            case "auto" -> AUTO;
            default ->
                throw new IllegalArgumentException("dataset is \"" + text + "\", expected mnist, synthetic or auto");
        };
    }
}
