/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import io.github.tribuocnn.cnn.text.Decimal;
import io.github.tribuocnn.cnn.text.RealSetting;
import java.util.List;

/**
 * Drops values at random while training, and multiplies those it keeps by {@code 1/(1-rate)}; at prediction it does
 * nothing. Spatial dropout drops whole channels of an image. What is dropped depends on the seed of the run, the epoch,
 * the index of the example and the place of the layer alone.
 *
 * <p>Text form: {@code dropout 0.5}, {@code dropout 0.2 spatial}.
 *
 * <p>See: Srivastava, N. et al. "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 15, 2014;
 * Tompson, J. et al. "Efficient Object Localization Using Convolutional Networks", CVPR 2015.
 */
public final class Dropout implements LayerSpec {

    private static final RealSetting RATE = new RealSetting("rate", 0, true, 0.95);
    private static final String SPATIAL = "spatial";

    @Config(mandatory = true, description = "Share of the values that is dropped, above 0 and up to 0.95.")
    private double rate;

    @Config(description = "Whether whole channels of an image are dropped rather than single values.")
    private boolean spatial;

    /** For OLCUT. */
    private Dropout() {}

    /**
     * Describes a layer that drops values.
     *
     * @param rate the share that is dropped, above 0 and up to 0.95
     * @param spatial whether whole channels of an image are dropped
     * @throws IllegalArgumentException if the rate is out of its range
     */
    public Dropout(double rate, boolean spatial) {
        this.rate = RATE.require(rate);
        this.spatial = spatial;
    }

    static Dropout read(LayerPhrase phrase) {
        return new Dropout(phrase.real(RATE), phrase.flag(SPATIAL));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        RATE.requireConfigured(rate);
    }

    /**
     * The share of the values that is dropped.
     *
     * @return above 0 and up to 0.95
     */
    public double rate() {
        return rate;
    }

    /**
     * Whether whole channels are dropped.
     *
     * @return false if single values are
     */
    public boolean isSpatial() {
        return spatial;
    }

    @Override
    public String word() {
        return LayerWord.DROPOUT.word();
    }

    @Override
    public String text() {
        return word() + " " + Decimal.text(rate) + (spatial ? " " + SPATIAL : "");
    }

    @Override
    public Shape outputShape(Shape input) {
        return spatial ? ImageShape.require(input, "spatial dropout", "leave out the word spatial") : input;
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        outputShape(input);
        return List.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dropout that && rate == that.rate && spatial == that.spatial;
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
