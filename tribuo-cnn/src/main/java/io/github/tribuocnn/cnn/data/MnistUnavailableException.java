/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;

/**
 * MNIST is in no folder that was given, not in the cache, and can't be downloaded. The message says what was tried
 * and how to provide it. A folder that was given but is wrong is an {@link InvalidDataException} instead.
 */
public final class MnistUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    MnistUnavailableException(String message) {
        super(message);
    }
}
