/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.transform.TransformedModel;

/** Finds the networks inside models that hold others. */
final class Networks {
    private Networks() {}

    /** The networks of a model: itself, that behind a transformation, or those of an ensemble's members. */
    static List<CNNModel> of(Model<Label> model) {
        return stream(model).toList();
    }

    private static Stream<CNNModel> stream(Model<Label> model) {
        if (model instanceof CNNModel network) {
            return Stream.of(network);
        }
        if (model instanceof TransformedModel<Label> transformed) {
            return stream(transformed.getInnerModel());
        }
        if (model instanceof EnsembleModel<Label> ensemble) {
            return ensemble.getModels().stream().flatMap(Networks::stream);
        }
        return Stream.empty();
    }

    /** What is known of the weights of a model at hand. */
    static OriginalWeights originals(List<CNNModel> originals) {
        return reproduced -> {
            requireAsMany(originals.size(), reproduced.size());
            for (int i = 0; i < originals.size(); i++) {
                requireSameData(name(i, originals.size()), originals.get(i), reproduced.get(i));
            }
            // The first only: boosting derives the weights for the next from what the one before misreads.
            requireSameWeights(name(0, originals.size()), originals.get(0), reproduced.get(0));
            return IntStream.range(0, originals.size())
                    .mapToObj(i -> NetworkComparison.of(name(i, originals.size()), originals.get(i), reproduced.get(i)))
                    .toList();
        };
    }

    /**
     * What provenance alone says of the weights: their SHA-256.
     *
     * @throws NotReproducibleException if it does not
     */
    static OriginalWeights recorded(ModelProvenance provenance) {
        List<String> hashes = provenance instanceof EnsembleModelProvenance ensemble
                ? ensemble.getMemberProvenance().getList().stream()
                        .map(Networks::recordedSha256)
                        .toList()
                : List.of(recordedSha256(provenance));
        return reproduced -> {
            requireAsMany(hashes.size(), reproduced.size());
            return IntStream.range(0, hashes.size())
                    .mapToObj(i -> new NetworkComparison(
                            name(i, hashes.size()),
                            hashes.get(i),
                            reproduced.get(i).weightsSha256(),
                            null))
                    .toList();
        };
    }

    private static String recordedSha256(ModelProvenance provenance) {
        String hash = TrainingRecord.hash(provenance, TrainingRecord.WEIGHTS_SHA256);
        if (hash != null) {
            return hash;
        }
        throw new NotReproducibleException(
                "The provenance of " + provenance.getClassName()
                        + " does not hold the SHA-256 of the weights, so there is nothing to compare with. Use the model itself.");
    }

    /** Members of an ensemble, and networks behind a transformation, see the data only when they are trained. */
    private static void requireSameData(String name, CNNModel original, CNNModel reproduced) {
        String before = TrainingRecord.hash(original.getProvenance(), TrainingRecord.TRAINING_DATA_SHA256);
        String now = TrainingRecord.hash(reproduced.getProvenance(), TrainingRecord.TRAINING_DATA_SHA256);
        if (before != null && !before.equals(now)) {
            throw new NotReproducibleException("The data are not those " + name + " was trained on: the SHA-256 of the"
                    + " images and labels, in their order, is " + now + ", recorded is " + before
                    + ". Look for files that have changed, and for examples changed, added or left out after reading; or"
                    + " give the data themselves: Reproduction.of(model).dataset(data).");
        }
    }

    private static void requireSameWeights(String name, CNNModel original, CNNModel reproduced) {
        String data = TrainingRecord.hash(original.getProvenance(), TrainingRecord.TRAINING_DATA_SHA256);
        String before = TrainingRecord.hash(original.getProvenance(), TrainingRecord.EXAMPLE_WEIGHTS_SHA256);
        String now = TrainingRecord.hash(reproduced.getProvenance(), TrainingRecord.EXAMPLE_WEIGHTS_SHA256);
        if (data != null && !Objects.equals(before, now)) {
            throw new NotReproducibleException("The examples " + name + " was trained on had other weights than those"
                    + " found, and provenance does not hold them. Give the data with their weights:"
                    + " Reproduction.of(model).dataset(data).");
        }
    }

    private static void requireAsMany(int original, int reproduced) {
        if (original != reproduced) {
            throw new NotReproducibleException("The model has " + original + " networks, trained again it has "
                    + reproduced + "; the data or the software must have changed.");
        }
    }

    private static String name(int index, int count) {
        return count == 1 ? "the network" : "network " + (index + 1) + " of " + count;
    }
}
