/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** How much of a model's provenance an exported file carries. */
public enum ProvenanceForm {
    /** All of it, in Tribuo's form: enough to train the model again. It names the machine and the data's paths. */
    FULL,
    /** Its SHA-256, by which a provenance kept elsewhere is recognised. */
    HASH,
    /** Nothing that is taken from it: networks of equal weights, labels and details give equal bytes. */
    NONE
}
