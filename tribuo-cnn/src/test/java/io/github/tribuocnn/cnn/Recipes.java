/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.CosineDecay;
import io.github.tribuocnn.cnn.optim.WarmUp;
import java.util.Map;

/** Trainers of {@link Bars} with more than the defaults. */
final class Recipes {
    private Recipes() {}

    /** All that optimisers offer, at once. */
    static CNNTrainerBuilder everything() {
        return Bars.trainer()
                .optimiser(new AdamW(0.02, 0.1))
                .schedule(WarmUp.ofFraction(0.1, new CosineDecay(0.05)))
                .gradientClipping(new ClipByNorm(0.5))
                .averagingDecay(0.8)
                .labelSmoothing(0.1)
                .classWeights(Map.of("across", 2.0, "slanted", 0.5));
    }
}
