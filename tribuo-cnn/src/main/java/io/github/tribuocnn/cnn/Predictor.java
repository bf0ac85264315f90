/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Makes Tribuo predictions of a network's probabilities. */
final class Predictor {
    /** Images per unit of parallel work: enough for the kernels to be busy, few enough to share out a small batch. */
    private static final int BLOCK = 64;

    /** Values of all images of a unit together, so that large images do not need large memory. */
    private static final int BLOCK_VALUES = 1 << 22;

    private final TrainedNetwork network;
    private final ImmutableOutputInfo<Label> labels;

    Predictor(TrainedNetwork network, ImmutableOutputInfo<Label> labels) {
        this.network = network;
        this.labels = labels;
    }

    /** Predicts any number of examples, in parallel, in their order. */
    List<Prediction<Label>> predictAll(Iterable<Example<Label>> examples) {
        List<Classified> classified =
                blocks(examples).parallelStream().map(this::predictOrFail).toList();
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (Classified block : classified) {
            if (block.failure() != null) {
                throw block.failure();
            }
            predictions.addAll(block.predictions());
        }
        return predictions;
    }

    /** Examples in portions that fit memory. */
    List<List<Example<Label>>> blocks(Iterable<Example<Label>> examples) {
        int most = Math.max(1, Math.min(BLOCK, BLOCK_VALUES / network.pixels().size()));
        List<List<Example<Label>>> blocks = new ArrayList<>();
        for (Example<Label> example : examples) {
            if (blocks.isEmpty() || blocks.get(blocks.size() - 1).size() == most) {
                blocks.add(new ArrayList<>(most));
            }
            blocks.get(blocks.size() - 1).add(example);
        }
        return blocks;
    }

    /**
     * Predicts a portion.
     *
     * @throws IllegalArgumentException if an example has no feature of the domain, or values that are no pixels
     */
    List<Prediction<Label>> predict(List<Example<Label>> examples) {
        ImageBatch batch = ImageBatch.of(examples, network);
        float[] probabilities = new float[batch.size() * labels.size()];
        network.probabilities(batch.pixels(), batch.size(), probabilities);
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            predictions.add(prediction(batch, i, probabilities));
        }
        return predictions;
    }

    private Prediction<Label> prediction(ImageBatch batch, int index, float[] probabilities) {
        Example<Label> example = batch.examples().get(index);
        Map<String, Label> scores = new LinkedHashMap<>();
        Label best = null;
        for (int id = 0; id < labels.size(); id++) {
            float probability = probabilities[index * labels.size() + id];
            if (Float.isNaN(probability)) {
                throw new IllegalArgumentException("The network's scores are no numbers for Example " + example
                        + ". Look for values far above the pixelMaximum of " + network.pixelMaximum() + ".");
            }
            Label label = new Label(labels.getOutput(id).getLabel(), probability);
            scores.put(label.getLabel(), label);
            if (best == null || label.getScore() > best.getScore()) {
                best = label;
            }
        }
        return new Prediction<>(best, scores, batch.used()[index], example, true);
    }

    /** The predictions of a block, or why there are none. */
    private record Classified(
            List<Prediction<Label>> predictions, @Nullable RuntimeException failure) {}

    /**
     * A failure is carried out of the parallel stream by hand: which of two bad examples is reported must not depend on
     * timing, and the fork-join pool would wrap the message.
     */
    private Classified predictOrFail(List<Example<Label>> examples) {
        try {
            return new Classified(predict(examples), null);
        } catch (RuntimeException e) {
            return new Classified(List.of(), e);
        }
    }
}
