/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;

/**
 * Which feature is which value of the image, for one feature domain.
 *
 * <p>Positions count in row, column, channel order. The map is built once, when a model is trained, and saved with it:
 * a hashed feature domain read from a file no longer answers to names until its salt is set.
 */
final class PixelMap {
    private static final Logger logger = Logger.getLogger(PixelMap.class.getName());

    /** Marks a position no training example had a feature for. */
    static final int ABSENT = -1;

    private final ImmutableFeatureMap features;
    private final int[] featureOfPixel;
    private final int[] pixelOfFeature;

    private PixelMap(ImmutableFeatureMap features, int[] featureOfPixel, int[] pixelOfFeature) {
        this.features = features;
        this.featureOfPixel = featureOfPixel;
        this.pixelOfFeature = pixelOfFeature;
    }

    /**
     * Looks every pixel of the image up by its name.
     *
     * @throws IllegalArgumentException if two pixels have one name, or a feature is no pixel
     */
    static PixelMap of(ImageShape image, PixelNaming naming, ImmutableFeatureMap features) {
        String[] names = names(image, naming);
        int[] featureOfPixel = new int[names.length];
        int[] pixelOfFeature = new int[features.size()];
        Arrays.fill(pixelOfFeature, ABSENT);
        int found = 0;
        int last = ABSENT;
        for (int pixel = 0; pixel < names.length; pixel++) {
            int id = features.getID(names[pixel]);
            featureOfPixel[pixel] = id;
            if (id >= 0) {
                pixelOfFeature[id] = pixel;
                last = pixel;
                found++;
            }
        }
        if (found < features.size()) {
            throw new IllegalArgumentException(
                    leftOver(image, naming, features, pixelOfFeature, features.size() - found));
        }
        warnIfImagesLookSmaller(image, last);
        return new PixelMap(features, featureOfPixel, pixelOfFeature);
    }

    /**
     * The map of a saved model.
     *
     * @throws IllegalStateException if an id is outside the domain, stands for two pixels or for none
     */
    static PixelMap restore(int[] featureOfPixel, ImmutableFeatureMap features) {
        int[] pixelOfFeature = new int[features.size()];
        Arrays.fill(pixelOfFeature, ABSENT);
        for (int pixel = 0; pixel < featureOfPixel.length; pixel++) {
            int id = featureOfPixel[pixel];
            if (id < ABSENT || id >= pixelOfFeature.length) {
                throw new IllegalStateException("Invalid protobuf, pixel " + pixel + " has the feature id " + id
                        + ", expected -1 to " + (pixelOfFeature.length - 1));
            }
            if (id != ABSENT) {
                if (pixelOfFeature[id] != ABSENT) {
                    throw new IllegalStateException("Invalid protobuf, pixels " + pixelOfFeature[id] + " and " + pixel
                            + " both have the feature id " + id);
                }
                pixelOfFeature[id] = pixel;
            }
        }
        for (int id = 0; id < pixelOfFeature.length; id++) {
            if (pixelOfFeature[id] == ABSENT || features.get(id) == null) {
                throw new IllegalStateException("Invalid protobuf, feature id " + id + " of " + pixelOfFeature.length
                        + (pixelOfFeature[id] == ABSENT ? " has no pixel" : " is not in the feature domain"));
            }
        }
        return new PixelMap(features, featureOfPixel.clone(), pixelOfFeature);
    }

    /** The number of values in an image. */
    int size() {
        return featureOfPixel.length;
    }

    /** Whether every position has a feature, whose id is the position. */
    boolean isIdentity() {
        for (int pixel = 0; pixel < featureOfPixel.length; pixel++) {
            if (featureOfPixel[pixel] != pixel) {
                return false;
            }
        }
        return true;
    }

    /** The feature id of each position; {@link #ABSENT} where training never saw one. A copy. */
    int[] featureOfPixel() {
        return featureOfPixel.clone();
    }

    /** The position of a feature; {@link #ABSENT} if it is not in the domain. */
    int pixelOf(String feature) {
        int id = features.getID(feature);
        return id < 0 ? ABSENT : pixelOfFeature[id];
    }

    /** The name of the feature at each position; empty where training never saw one. */
    String[] names() {
        String[] names = new String[featureOfPixel.length];
        for (int pixel = 0; pixel < names.length; pixel++) {
            int id = featureOfPixel[pixel];
            names[pixel] = id == ABSENT ? "" : features.get(id).getName();
        }
        return names;
    }

    /**
     * Lays the raw feature values of an example out on an image; positions without a feature become 0. Features outside
     * the domain are ignored, as everywhere in Tribuo; the values of one that occurs twice are added.
     *
     * @param example any example, read only
     * @param image receives {@link #size()} values from {@code offset}
     * @param offset where the image starts
     * @return the number of the example's features that are in the domain
     * @throws IllegalArgumentException if a value is not finite
     */
    int layOut(Example<Label> example, float[] image, int offset) {
        Arrays.fill(image, offset, offset + size(), 0f);
        int used = 0;
        for (Feature feature : example) {
            int id = features.getID(feature.getName());
            if (id >= 0) {
                int at = offset + pixelOfFeature[id];
                image[at] += (float) feature.getValue();
                if (!Float.isFinite(image[at])) {
                    throw new IllegalArgumentException("Feature '" + feature.getName() + "' has the value "
                            + feature.getValue() + ", expected a finite pixel value, in Example " + example);
                }
                used++;
            }
        }
        return used;
    }

    private static String[] names(ImageShape image, PixelNaming naming) {
        String[] names = new String[image.size()];
        Map<String, Integer> pixelOfName = new HashMap<>();
        int pixel = 0;
        for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
                for (int channel = 0; channel < image.channels(); channel++) {
                    names[pixel] = naming.name(row, column, channel, image);
                    Integer other = pixelOfName.put(names[pixel], pixel);
                    if (other != null) {
                        throw new IllegalArgumentException(naming + " names both pixel " + other + " and pixel " + pixel
                                + " of a " + image + " image '" + names[pixel]
                                + "'; every pixel needs a name of its own.");
                    }
                    pixel++;
                }
            }
        }
        return names;
    }

    private static String leftOver(
            ImageShape image, PixelNaming naming, ImmutableFeatureMap features, int[] pixelOfFeature, int count) {
        int offender = 0;
        while (pixelOfFeature[offender] != ABSENT) {
            offender++;
        }
        return count + " of the dataset's " + features.size() + " features are no pixel of a " + image
                + " image, for example '" + features.get(offender).getName() + "': " + naming
                + " names the pixels '" + naming.name(0, 0, 0, image) + "' to '"
                + naming.name(image.height() - 1, image.width() - 1, image.channels() - 1, image)
                + "'. Give the architecture the size of these images as its input, or set the trainer's pixelNaming"
                + " to the names they use.";
    }

    /**
     * The names of a 20x20 image ('000' to '399') are all names of a 28x28 one too. Nothing in a Tribuo dataset tells
     * the two apart for certain, but an image whose lower part never has a pixel is worth a word.
     */
    private static void warnIfImagesLookSmaller(ImageShape image, int lastPixel) {
        int rowsUsed = lastPixel / (image.width() * image.channels()) + 1;
        if (rowsUsed * 4 < image.height() * 3) {
            logger.warning("No example has a pixel below row " + rowsUsed + " of " + image.height()
                    + ". If the images are smaller than " + image
                    + ", give the architecture their size as its input.");
        }
    }
}
