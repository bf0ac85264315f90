/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * A dataset that fits a network, with its domains and its images as the training loop reads them.
 *
 * @param outputs the labels by output id
 * @param features the feature domain
 * @param pixels which feature is which position of the image
 * @param images the encoded examples
 */
record TrainingData(
        ImmutableOutputInfo<Label> outputs, ImmutableFeatureMap features, PixelMap pixels, EncodedImages images) {

    static final String UNKNOWN_OUTPUTS =
            "The supplied Dataset contained unknown Outputs, and this Trainer is supervised.";

    /** How many labels a message names before it leaves the rest out. */
    static final int LABELS_NAMED = 10;

    /**
     * Checks a dataset and encodes it, in the order of {@link Dataset#getExample}: provenance knows nothing of
     * {@link Dataset#shuffle}, so it must not decide anything.
     *
     * @param parent the model to continue from, null if there is none
     * @throws IllegalArgumentException if it is empty, has unknown outputs, or its labels or images do not fit the
     *     architecture or the model to continue from
     */
    static TrainingData of(
            Dataset<Label> examples,
            Architecture architecture,
            PixelNaming naming,
            float pixelMaximum,
            @Nullable CNNModel parent) {
        if (examples.size() == 0) {
            throw new IllegalArgumentException(
                    "The supplied Dataset contained no examples; there is nothing to learn from.");
        }
        if (examples.getOutputInfo().getUnknownCount() > 0) {
            throw new IllegalArgumentException(UNKNOWN_OUTPUTS);
        }
        Domains domains = parent == null ? Domains.of(examples) : Domains.continuing(parent, examples);
        requireOutputs(architecture, domains.outputs());
        if (examples instanceof ImageDataset dataset) {
            requireInput(architecture, dataset.images());
        }
        PixelMap pixels = PixelMap.of(architecture.input(), naming, domains.features());
        if (parent != null) {
            Domains.requireSamePixels(parent, pixels, naming, architecture.input());
        }
        EncodedImages images =
                new DatasetEncoder(architecture.input(), pixels, domains.outputs(), pixelMaximum).encode(examples);
        return new TrainingData(domains.outputs(), domains.features(), pixels, images);
    }

    /** What identifies these data. */
    DataFingerprint fingerprint() {
        return DataFingerprint.of(images, outputs);
    }

    private static void requireOutputs(Architecture architecture, ImmutableOutputInfo<Label> outputs) {
        try {
            architecture.requireOutputs(outputs.size());
        } catch (IllegalArgumentException e) {
            String labels = outputs.getDomain().stream()
                    .map(Label::getLabel)
                    .sorted()
                    .limit(LABELS_NAMED)
                    .collect(Collectors.joining(", ", "", outputs.size() > LABELS_NAMED ? ", ..." : "."));
            throw new IllegalArgumentException(
                    "The dataset has " + outputs.size() + " labels: " + labels + " " + e.getMessage(), e);
        }
    }

    private static void requireInput(Architecture architecture, ImageSet images) {
        ImageShape shape = new ImageShape(images.height(), images.width(), images.channels());
        if (!shape.equals(architecture.input())) {
            throw new IllegalArgumentException("The images of " + images.name() + " are " + shape
                    + ", but the architecture takes " + architecture.input()
                    + ". Give the architecture the size of the images as its input, or scale the images.");
        }
    }
}
