/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * What a network was trained on, in a form that can be compared. Provenance says where data came from; this says whether
 * it is the same.
 *
 * @param content SHA-256 of the images and their labels in the order of the dataset, in hexadecimal
 * @param exampleWeights SHA-256 of the examples' weights as little-endian float32, in hexadecimal; null if all are 1
 */
record DataFingerprint(String content, @Nullable String exampleWeights) {
    private static final byte SEPARATOR = '\n';

    /** The fingerprint of a whole training set, the part held out included. */
    static DataFingerprint of(EncodedImages images, ImmutableOutputInfo<Label> outputs) {
        List<byte[]> labels = IntStream.range(0, outputs.size())
                .mapToObj(id -> outputs.getOutput(id).getLabel().getBytes(StandardCharsets.UTF_8))
                .toList();
        MessageDigest content = FloatBytes.sha256();
        content.update(images.shape().text().getBytes(StandardCharsets.UTF_8));
        float[] weights = new float[images.size()];
        boolean weighted = false;
        for (int i = 0; i < weights.length; i++) {
            content.update(SEPARATOR);
            content.update(images.rawBytes(i));
            content.update(labels.get(images.label(i)));
            weights[i] = images.weight(i);
            weighted |= weights[i] != 1f;
        }
        return new DataFingerprint(FloatBytes.hex(content.digest()), weighted ? FloatBytes.sha256Hex(weights) : null);
    }
}
