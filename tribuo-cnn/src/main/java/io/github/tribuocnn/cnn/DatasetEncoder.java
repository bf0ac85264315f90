/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.util.List;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * Turns the examples of any Tribuo dataset into images, once per training run.
 *
 * <p>Looking features up by name costs far more than a training step on a pixel, and the examples hold some 50 bytes a
 * feature; the encoded images hold one, or four where a value is not a whole number from 0 to 255. An {@link
 * ImageDataset} is used as it is: its pixels need neither looking up nor copying.
 */
final class DatasetEncoder {
    private static final Logger logger = Logger.getLogger(DatasetEncoder.class.getName());

    private final ImageShape shape;
    private final PixelMap pixels;
    private final ImmutableOutputInfo<Label> outputs;
    private final float pixelMaximum;

    DatasetEncoder(ImageShape shape, PixelMap pixels, ImmutableOutputInfo<Label> outputs, float pixelMaximum) {
        this.shape = shape;
        this.pixels = pixels;
        this.outputs = outputs;
        this.pixelMaximum = pixelMaximum;
    }

    /**
     * Encodes every example, in the order of {@link Dataset#getExample}.
     *
     * @throws IllegalArgumentException if an example has an unknown output, a weight that is negative or not finite, or
     *     a value that is not finite, or if all weights are 0
     */
    EncodedImages encode(Dataset<Label> dataset) {
        // Its ids are positions in the image, unless the trainer was told to lay the names out in another way.
        if (dataset instanceof ImageDataset images && pixels.isIdentity()) {
            return encode(images.images());
        }
        int[] labels = new int[dataset.size()];
        float[] weights = new float[dataset.size()];
        PixelValues.Collector collector = new PixelValues.Collector();
        int[] sources = new int[dataset.size()];
        Sources numbering = new Sources();
        float[] image = new float[pixels.size()];
        float largest = 0f;
        for (int n = 0; n < labels.length; n++) {
            Example<Label> example = dataset.getExample(n);
            labels[n] = label(example);
            weights[n] = weight(example);
            sources[n] = numbering.of(example);
            pixels.layOut(example, image, 0);
            collector.add(image);
            for (float value : image) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        requireWeight(weights);
        warnIfScaleLooksWrong(largest);
        return new EncodedImages(shape, collector.values(pixelMaximum), labels, weights, sources);
    }

    private EncodedImages encode(ImageSet images) {
        List<String> names = images.labelNames();
        int[] idOfLabel = new int[names.size()];
        for (int label = 0; label < idOfLabel.length; label++) {
            idOfLabel[label] = outputs.getID(new Label(names.get(label)));
        }
        int[] labels = new int[images.size()];
        float[] weights = new float[images.size()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = idOfLabel[images.label(n)];
            weights[n] = 1f;
        }
        return new EncodedImages(shape, new PixelValues.Stored(images, pixelMaximum), labels, weights);
    }

    private int label(Example<Label> example) {
        int id = outputs.getID(example.getOutput());
        if (id < 0) {
            // An immutable output domain, as views have, no longer counts the unknown: only the example tells.
            throw new IllegalArgumentException(TrainingData.UNKNOWN_OUTPUTS);
        }
        return id;
    }

    private static float weight(Example<Label> example) {
        float weight = example.getWeight();
        if (!(weight >= 0f) || Float.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of an example is " + weight + ", expected 0 or more, in Example " + example);
        }
        return weight;
    }

    private static void requireWeight(float[] weights) {
        for (float weight : weights) {
            if (weight > 0f) {
                return;
            }
        }
        throw new IllegalArgumentException("The weights of all " + weights.length
                + " examples are 0; there is nothing to learn from. Give at least one a positive weight.");
    }

    private void warnIfScaleLooksWrong(float largest) {
        if (largest > 4 * pixelMaximum || largest * 64 < pixelMaximum) {
            logger.warning("The largest pixel value is " + largest + ", but pixelMaximum is " + pixelMaximum
                    + ", so the network sees at most " + largest / pixelMaximum
                    + ". Set pixelMaximum to the largest value a pixel can have.");
        }
    }
}
