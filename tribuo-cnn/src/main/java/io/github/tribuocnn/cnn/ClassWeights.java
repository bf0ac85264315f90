/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/** How much the images of each label count in training, configured by the names of labels. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * Lets images count by their label as well as by themselves.
     *
     * @param images the images to train on
     * @param weights the factor of each label's images; that of a label left out is 1
     * @param outputs the labels by output id
     * @return images whose weights are the products
     * @throws IllegalArgumentException if there is a weight for a label that is not in the data
     */
    static EncodedImages apply(EncodedImages images, Map<String, Double> weights, ImmutableOutputInfo<Label> outputs) {
        if (weights.isEmpty()) {
            return images;
        }
        float[] factors = new float[outputs.size()];
        Arrays.fill(factors, 1f);
        new TreeMap<>(weights).forEach((label, weight) -> factors[id(label, outputs)] = weight.floatValue());
        return images.weighted(factors);
    }

    private static int id(String label, ImmutableOutputInfo<Label> outputs) {
        int id = outputs.getID(new Label(label));
        if (id < 0) {
            List<String> known = outputs.getDomain().stream()
                    .map(Label::getLabel)
                    .sorted()
                    .limit(TrainingData.LABELS_NAMED)
                    .toList();
            throw new IllegalArgumentException("classWeights has a weight for the label '" + label
                    + "', which the dataset does not have; its " + outputs.size() + " labels are "
                    + String.join(", ", known) + (known.size() < outputs.size() ? ", ..." : "")
                    + ". Correct the label or leave it out.");
        }
        return id;
    }
}
