/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** A written ONNX file does not answer as the trained network does: it must not be handed on. */
public final class VerificationException extends OnnxException {
    private static final long serialVersionUID = 1L;

    private final Verification verification;

    VerificationException(String message, Verification verification) {
        super(message);
        this.verification = verification;
    }

    /** Returns the facts that were found. */
    public Verification verification() {
        return verification;
    }
}
