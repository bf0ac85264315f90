/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.hash.HashedFeatureMap;

/**
 * The labels and features a model knows.
 *
 * @param outputs the labels by output id
 * @param features the features by id
 */
record Domains(ImmutableOutputInfo<Label> outputs, ImmutableFeatureMap features) {

    /** Those of a dataset. Mutable datasets build theirs anew at every call: the ones used here must be the model's. */
    static Domains of(Dataset<Label> examples) {
        return new Domains(examples.getOutputIDInfo(), examples.getFeatureIDMap());
    }

    /**
     * Those of a model that is trained on: its labels, as its outputs stand for them, and the pixels of both.
     *
     * @throws IllegalArgumentException if the dataset has a label the model does not know, or hashed features that are
     *     not those of the model
     */
    static Domains continuing(CNNModel parent, Dataset<Label> examples) {
        for (Label label : examples.getOutputIDInfo().getDomain()) {
            if (parent.getOutputIDInfo().getID(label) < 0) {
                throw new IllegalArgumentException("The dataset has the label '" + label.getLabel()
                        + "', but the model to continue from was trained on "
                        + parent.labels().stream().sorted().toList()
                        + ". Train a new model, or leave that label out.");
            }
        }
        return new Domains(parent.getOutputIDInfo(), union(parent.getFeatureIDMap(), examples.getFeatureIDMap()));
    }

    private static ImmutableFeatureMap union(ImmutableFeatureMap known, ImmutableFeatureMap added) {
        boolean hashed = known instanceof HashedFeatureMap || added instanceof HashedFeatureMap;
        if (hashed) {
            // The dataset's knows its salt; that of a model read from a file does not.
            if (known.getClass() != added.getClass() || !known.keySet().equals(added.keySet())) {
                throw new IllegalArgumentException("The features of the dataset or of the model to continue from are"
                        + " hashed, and they are not the same features. Hash both with the same salt, and give the"
                        + " dataset every pixel the model knows.");
            }
            return added;
        }
        if (known.keySet().containsAll(added.keySet())) {
            return known;
        }
        List<VariableInfo> all = new ArrayList<>();
        known.forEach(all::add);
        for (VariableInfo feature : added) {
            if (known.get(feature.getName()) == null) {
                all.add(feature);
            }
        }
        return new ImmutableFeatureMap(all);
    }

    /**
     * Checks that what the model took for a pixel is still that pixel.
     *
     * @throws IllegalArgumentException if the names are laid out in another way
     */
    static void requireSamePixels(CNNModel parent, PixelMap pixels, PixelNaming naming, ImageShape image) {
        String[] before = parent.pixelNames();
        String[] now = pixels.names();
        for (int pixel = 0; pixel < before.length; pixel++) {
            if (!before[pixel].isEmpty() && !before[pixel].equals(now[pixel])) {
                throw new IllegalArgumentException("The model to continue from takes the feature '" + before[pixel]
                        + "' for value " + pixel + " of a " + image + " image, the trainer takes "
                        + (now[pixel].isEmpty() ? "none" : "'" + now[pixel] + "'") + ", as " + naming
                        + " names them. Set pixelNaming to the names the model was trained with.");
            }
        }
    }
}
