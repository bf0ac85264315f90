/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;

/** Data that can't be used as it is. The message says what was found, what was expected and what to do. */
public final class InvalidDataException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was found, what was expected and what to do
     */
    public InvalidDataException(String message) {
        super(message);
    }

    /**
     * @param message what was found, what was expected and what to do
     * @param cause what the reader ran into
     */
    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
