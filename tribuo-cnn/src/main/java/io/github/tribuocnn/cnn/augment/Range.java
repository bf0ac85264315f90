/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Decimal;

/**
 * The values a setting may have.
 *
 * @param property the name of the setting
 * @param least the smallest
 * @param most the largest
 * @param unit what is counted
 */
record Range(String property, double least, double most, String unit) {

    /**
     * Checks a value.
     *
     * @throws PropertyException if it is outside, naming the property
     */
    void require(double value) {
        if (!(value >= least && value <= most)) {
            throw new PropertyException(
                    "",
                    property,
                    property + " is " + Decimal.text(value) + ", expected " + Decimal.text(least) + " to "
                            + Decimal.text(most) + " " + unit);
        }
    }
}
