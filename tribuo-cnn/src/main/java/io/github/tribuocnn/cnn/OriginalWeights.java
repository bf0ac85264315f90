/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.List;
import org.tribuo.provenance.ModelProvenance;

/**
 * What is known of the weights a reproduction should come to, wherever they are kept.
 *
 * <p>The model itself knows them all; a file in another format can implement this to be compared in that format.
 */
@FunctionalInterface
public interface OriginalWeights {

    /**
     * Compares the original networks with those trained again.
     *
     * @param reproduced the networks of the model trained again, in order
     * @return a comparison for each
     * @throws NotReproducibleException if there are not as many networks as in the original
     */
    List<NetworkComparison> compare(List<CNNModel> reproduced);

    /**
     * What provenance alone says: the SHA-256 of each network's weights.
     *
     * @param provenance the provenance of a model
     * @return comparisons of hashes, without a first difference
     * @throws NotReproducibleException if the provenance does not hold them
     */
    static OriginalWeights recordedIn(ModelProvenance provenance) {
        return Networks.recorded(provenance);
    }
}
