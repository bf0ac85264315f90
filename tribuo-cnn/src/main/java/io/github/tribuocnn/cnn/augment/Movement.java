/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

/** A distortion that maps the whole plane by one affine map. All of an image are composed and cost as much as one. */
abstract sealed class Movement extends Distortion permits Shift, Rotation, Scale, Shear {

    /** Draws a movement of this kind and makes it the last of those in the map. */
    abstract void draw(Draws draws, AffineMap map);

    /** How much farther from the centre, as a factor of at least 1, the source of a pixel can be than the pixel is. */
    double stretch() {
        return 1;
    }

    /** How much farther from the centre, in pixels, the source of a pixel can be than the pixel is. */
    double distance() {
        return 0;
    }
}
