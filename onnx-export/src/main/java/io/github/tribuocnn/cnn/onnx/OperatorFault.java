/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** A node breaks a rule of its operator; the message goes on where the node's name ends. */
final class OperatorFault extends Exception {
    private static final long serialVersionUID = 1L;

    OperatorFault(String message) {
        super(message);
    }
}
