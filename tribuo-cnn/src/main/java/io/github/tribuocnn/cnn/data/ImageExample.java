/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * An example made from an image of a set. It remembers which: two examples of one image are the same image, though they
 * are not the same object.
 */
public final class ImageExample extends ArrayExample<Label> {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;

    ImageExample(ImageSet images, int index, Label label, String[] names, double[] values) {
        super(label, names, values);
        this.origin = new Origin(images, index);
    }

    /**
     * One image of one set.
     *
     * @param images the set
     * @param index the image, 0 to {@code images.size() - 1}
     */
    public record Origin(ImageSet images, int index) {}

    /** The set is not written with the example, which comes back as one like any other. */
    private Object readResolve() {
        return new ArrayExample<>(this);
    }

    /** The image this example was made from; what has been done to the example since does not matter. */
    public Origin origin() {
        return origin;
    }
}
