/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import io.github.tribuocnn.cnn.arch.ImageShape;

/**
 * Says under which feature name a data source files each value of an image.
 *
 * <p>Tribuo numbers features in the order of their names and only those that occur, so the ids of a dataset leave out
 * every pixel that is always zero (67 of MNIST's 784). A network needs the position in the image, and the name is what
 * carries it. The mapping runs from pixel to name, never the other way, so it also works for hashed feature domains.
 *
 * <p>Implementations are immutable, and their names differ for different positions. An implementation of your own needs
 * a no-argument constructor and {@code @Config} fields, as every {@link Configurable}.
 */
public interface PixelNaming extends Configurable, Provenancable<ConfiguredObjectProvenance> {
    /**
     * The feature name of one value of the image.
     *
     * @param row from 0 at the top to {@code image.height() - 1}
     * @param column from 0 at the left to {@code image.width() - 1}
     * @param channel from 0 to {@code image.channels() - 1}
     * @param image the size of the image
     * @return the name, different for every position
     */
    String name(int row, int column, int channel, ImageShape image);
}
