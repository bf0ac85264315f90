/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

/** A model can't be trained again from its provenance; the message says what is missing and how to give it. */
public final class NotReproducibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what provenance does not say, and what to do about it
     */
    public NotReproducibleException(String message) {
        super(message);
    }

    /**
     * @param message what provenance does not say, and what to do about it
     * @param cause the failure underneath
     */
    public NotReproducibleException(String message, Throwable cause) {
        super(message, cause);
    }
}
