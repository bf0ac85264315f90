/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import org.jspecify.annotations.Nullable;

/** The work cannot be done as asked; the message says to the user what was found, what was expected and what to do. */
class WorkException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkException(String message) {
        super(message);
    }

    WorkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
