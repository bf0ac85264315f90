/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.data.ImageExample;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Numbers examples by where they come from. A bootstrap sample holds one example many times; whatever splits a sample
 * must keep those together, or it would test on what it has learnt.
 */
final class Sources {
    private final Map<Example<Label>, Integer> byIdentity = new IdentityHashMap<>();
    private final Map<ImageExample.Origin, Integer> byOrigin = new HashMap<>();

    /** The number of an example's source, from 0 in order of appearance. */
    int of(Example<Label> example) {
        int next = byIdentity.size() + byOrigin.size();
        // Datasets of images make an example anew each time they are asked.
        Integer known = example instanceof ImageExample image
                ? byOrigin.putIfAbsent(image.origin(), next)
                : byIdentity.putIfAbsent(example, next);
        return known == null ? next : known;
    }
}
