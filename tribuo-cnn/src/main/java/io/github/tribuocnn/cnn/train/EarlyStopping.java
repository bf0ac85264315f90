/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

/**
 * What the validation loss decides about a run: when it ends, and with the weights of which epoch.
 *
 * @param patience How many epochs in a row may pass without a lower validation loss than the lowest so far, at least 1;
 *     0 to run all epochs.
 * @param restoreBest Whether the run ends with the weights of the epoch with the lowest validation loss, the first of
 *     equals, rather than of the last epoch.
 */
public record EarlyStopping(int patience, boolean restoreBest) {

    /** All epochs, and the weights of the last. */
    public static final EarlyStopping OFF = new EarlyStopping(0, false);

    /**
     * Checks the range.
     * @throws IllegalArgumentException If the patience is negative.
     */
    public EarlyStopping {
        if (patience < 0) {
            throw new IllegalArgumentException("patience is " + patience + ", expected 0 (run all epochs) or more");
        }
    }

    /**
     * Whether there is anything to decide, for which a validation set is needed.
     * @return False if it is {@link #OFF}.
     */
    public boolean needsValidation() {
        return patience > 0 || restoreBest;
    }
}
