/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import io.github.tribuocnn.cnn.arch.ImageShape;
import org.jspecify.annotations.Nullable;

/**
 * Changes images as an {@link Augmentation} says, one at a time and in place. It has memory of its own for that and
 * allocates nothing per image; threads need one each. All of the same seed do the same.
 */
public final class Augmenter {
    private final ImageShape shape;
    private final long seed;
    private final Draws draws = new Draws();

    private final Movement[] movements;
    private final AffineMap map = new AffineMap();
    private final @Nullable DisplacementField field;
    private final @Nullable Resampler resampler;

    private final @Nullable Erasing erasing;
    private final @Nullable Noise noise;

    /**
     * Prepares to change images.
     *
     * @param augmentation what to do to them
     * @param shape their shape
     * @param seed the run's seed
     * @throws IllegalArgumentException if a distortion makes no sense for images of this size
     */
    public Augmenter(Augmentation augmentation, ImageShape shape, long seed) {
        augmentation.requireFit(shape);
        this.shape = shape;
        this.seed = seed;
        this.movements = augmentation.inOrder().stream()
                .filter(Movement.class::isInstance)
                .toArray(Movement[]::new);
        Elastic elastic = only(Elastic.class, augmentation);
        this.field = elastic == null ? null : new DisplacementField(elastic, shape.height(), shape.width());
        this.resampler = movements.length == 0 && elastic == null
                ? null
                : new Resampler(shape, reach(shape, movements, elastic), augmentation.outside());
        this.erasing = only(Erasing.class, augmentation);
        this.noise = only(Noise.class, augmentation);
    }

    private static <D extends Distortion> @Nullable D only(Class<D> kind, Augmentation augmentation) {
        for (Distortion distortion : augmentation.inOrder()) {
            if (kind.isInstance(distortion)) {
                return kind.cast(distortion);
            }
        }
        return null;
    }

    /** How far from the centre the source of a pixel can be: a corner, moved as far as all movements together can. */
    private static double reach(ImageShape shape, Movement[] movements, @Nullable Elastic elastic) {
        double reach = Math.hypot(shape.width() - 1, shape.height() - 1) / 2;
        for (Movement movement : movements) {
            reach += movement.distance();
        }
        for (Movement movement : movements) {
            reach *= movement.stretch();
        }
        return elastic == null ? reach : reach + DisplacementField.reach(elastic);
    }

    /**
     * Changes one image. What happens to it depends on the seed, the epoch and the index, not on what was changed before.
     *
     * @param pixels holds the image, {@code height * width * channels} floats from 0 to 1
     * @param offset where it begins
     * @param epoch the epoch, any number
     * @param example the image's index in the training set
     */
    public void apply(float[] pixels, int offset, int epoch, int example) {
        long image = Draws.image(seed, epoch, example);
        if (resampler != null) {
            move(resampler, image, pixels, offset);
        }
        if (erasing != null) {
            draws.begin(image, erasing.order());
            erasing.apply(draws, shape, pixels, offset);
        }
        if (noise != null) {
            draws.begin(image, noise.order());
            noise.apply(draws, pixels, offset, shape.size());
        }
    }

    private void move(Resampler to, long image, float[] pixels, int offset) {
        map.reset();
        for (Movement movement : movements) {
            draws.begin(image, movement.order());
            movement.draw(draws, map);
        }
        if (field != null) {
            field.draw(draws, image);
        }
        to.read(pixels, offset);
        for (int row = 0; row < shape.height(); row++) {
            if (field != null) {
                field.row(row, to.rightward(), to.downward());
            }
            to.writeRow(row, map, pixels, offset);
        }
    }
}
