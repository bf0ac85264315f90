/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

/** The work was done, and what came of it is not as it must be. */
final class VerdictException extends WorkException {
    private static final long serialVersionUID = 1L;

    VerdictException(String message) {
        super(message);
    }
}
