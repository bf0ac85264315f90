/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

/** What an exported file answers. */
public enum OutputForm {
    /** {@code probabilities} alone, float32 [N,classes]; the form every reader takes. */
    PROBABILITIES,
    /**
     * {@code label}, int64 [N], the column of the most probable label, and then {@code probabilities}. Tribuo reads this
     * order and no other; onnx2c and ncnn have no {@code ArgMax}.
     */
    LABEL_AND_PROBABILITIES,
    /** {@code logits}, float32 [N,classes], before the softmax. Tribuo would take them for probabilities. */
    LOGITS
}
