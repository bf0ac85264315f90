/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Comparator;
import java.util.List;

/**
 * How the training images are varied, as an immutable value. In every epoch the network sees each image changed in another
 * way; validation, testing and prediction see the images as they are.
 *
 * <p>Whatever the order they are given in, distortions are applied in this one: scale, shear, rotation, shift and elastic
 * distortion, composed and done in a single resampling; then erasing; then noise. One of each kind is enough.
 */
public final class Augmentation implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    static final Range CLEAN = new Range("cleanPercent", 0, 100, "percent of the steps");
    static final Range OUTSIDE = new Range("outside", 0, 1, "(black to white)");

    /** Leaves the images as they are. */
    public static final Augmentation NONE = new Augmentation(List.of());

    @Config(description = "The distortions, at most one of each kind. None: the images stay as they are.")
    private List<Distortion> distortions = List.of();

    @Config(
            description =
                    "How much of the training, its end, sees the images as they are, in percent of the steps, 0 to"
                            + " 100.")
    private double cleanPercent = 0;

    @Config(description = "The value of the pixels that move in from outside the image, 0 (black) to 1 (white).")
    private double outside = 0;

    /** For OLCUT. */
    private Augmentation() {}

    private Augmentation(List<Distortion> distortions) {
        this(distortions, 0, 0);
    }

    /**
     * Describes an augmentation.
     *
     * @param distortions at most one of each kind
     * @param cleanPercent how much of the training, its end, sees the images as they are, 0 to 100 percent of the steps
     * @param outside the value of the pixels that move in from outside the image, 0 (black) to 1 (white)
     * @throws PropertyException if a number is out of its range or a kind given twice
     */
    public Augmentation(List<? extends Distortion> distortions, double cleanPercent, double outside) {
        this.distortions = List.copyOf(distortions);
        this.cleanPercent = cleanPercent;
        this.outside = outside;
        postConfig();
    }

    /**
     * Describes an augmentation of all of the training, with black outside the images.
     *
     * @param distortions at most one of each kind
     * @return the augmentation
     * @throws PropertyException if a kind is given twice
     */
    public static Augmentation of(Distortion... distortions) {
        return new Augmentation(List.of(distortions));
    }

    /**
     * The same with an end of the training that sees the images as they are.
     *
     * @param percent how much of the training, 0 to 100 percent of the steps
     * @return the augmentation
     * @throws PropertyException if the number is out of its range
     */
    public Augmentation withCleanEnd(double percent) {
        return new Augmentation(distortions, percent, outside);
    }

    /**
     * Reads the text form: distortions separated by commas, each at most once, in any order, or {@code none}.
     *
     * <table>
     * <caption>What can be said, in the order of application</caption>
     * <tr><td>{@code scale 8 6}</td><td>size by up to 8 percent, stretched by up to 6 percent (0 if not given)</td></tr>
     * <tr><td>{@code shear 6}</td><td>slanted by up to 6 degrees</td></tr>
     * <tr><td>{@code rotation 10}</td><td>turned by up to 10 degrees</td></tr>
     * <tr><td>{@code shift 1.5}</td><td>moved by up to 1.5 pixels along each axis</td></tr>
     * <tr><td>{@code elastic 0.7 spacing 7}</td><td>bent by 0.7 pixels (root mean square), with a grid point every 7</td></tr>
     * <tr><td>{@code erasing 25 least 2 most 20 value 0}</td><td>a quarter of the images lose a rectangle of 2 to 20 percent
     * of their area, which becomes black</td></tr>
     * <tr><td>{@code noise 5}</td><td>noise with a standard deviation of 5 percent of the range of a pixel</td></tr>
     * <tr><td>{@code outside 0}</td><td>what moves in from outside the image is black</td></tr>
     * <tr><td>{@code clean-end 12}</td><td>the last 12 percent of the steps see the images as they are</td></tr>
     * </table>
     *
     * @param text the text form; case and white space do not matter
     * @return the augmentation
     * @throws IllegalArgumentException if a word can't be understood or a number is out of range, naming it
     */
    public static Augmentation parse(String text) {
        return AugmentationText.read(text);
    }

    /**
     * The text form, in the order of application and without what is as usual; {@link #parse} reads it.
     *
     * @return for example {@code rotation 8, shift 1.5, clean-end 12}, or {@code none}
     */
    public String text() {
        return AugmentationText.write(inOrder(), cleanPercent, outside);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        CLEAN.require(cleanPercent);
        OUTSIDE.require(outside);
        for (Distortion distortion : distortions) {
            long same = distortions.stream()
                    .filter(other -> other.order() == distortion.order())
                    .count();
            if (same > 1) {
                throw new PropertyException(
                        "",
                        "distortions",
                        "distortions has " + same + " of the kind "
                                + distortion.getClass().getSimpleName() + ", expected one at most");
            }
        }
    }

    /**
     * Whether there is nothing to do.
     *
     * @return true if there are no distortions
     */
    public boolean isNone() {
        return distortions.isEmpty();
    }

    /**
     * The number of steps that see changed images.
     *
     * @param steps all steps of a training
     * @return the first so many of them, rounded to the nearest
     */
    public long augmentedSteps(long steps) {
        return steps - Math.round(steps * cleanPercent / 100);
    }

    /**
     * Checks that all distortions make sense for images of a size.
     *
     * @param shape the shape of the images
     * @throws IllegalArgumentException if one does not; the message says which and what would
     */
    public void requireFit(ImageShape shape) {
        distortions.forEach(distortion -> distortion.requireFit(shape.height(), shape.width()));
    }

    /** The distortions in the order of application. */
    List<Distortion> inOrder() {
        return distortions.stream()
                .sorted(Comparator.comparingInt(Distortion::order))
                .toList();
    }

    float outside() {
        return (float) outside;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    /** Equal augmentations change images alike; the order they list their distortions in does not matter. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Augmentation that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** The text form, see {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
