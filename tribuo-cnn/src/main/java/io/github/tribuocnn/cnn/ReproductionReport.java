/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.List;
import java.util.stream.Collectors;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * What came of training a model again.
 *
 * @param networks a comparison for each network in the model: one, or as many as an ensemble has members
 * @param reproduced the model trained again
 */
public record ReproductionReport(List<NetworkComparison> networks, Model<Label> reproduced) {

    /**
     * Keeps an immutable copy of the list.
     *
     * @param networks the comparisons
     * @param reproduced the model trained again
     */
    public ReproductionReport {
        networks = List.copyOf(networks);
    }

    /**
     * Whether all networks are the same to the bit.
     *
     * @return true if they are
     */
    public boolean isProved() {
        return networks.stream().allMatch(NetworkComparison::isEqual);
    }

    /**
     * Insists on the proof.
     *
     * @return this report
     * @throws IllegalStateException if a network came out differently; the message is this report
     */
    public ReproductionReport requireProof() {
        if (!isProved()) {
            throw new IllegalStateException(toString());
        }
        return this;
    }

    /** A line for each network: both hashes, and the first difference if there is one. */
    @Override
    public String toString() {
        return networks.stream().map(NetworkComparison::toString).collect(Collectors.joining("\n"));
    }
}
