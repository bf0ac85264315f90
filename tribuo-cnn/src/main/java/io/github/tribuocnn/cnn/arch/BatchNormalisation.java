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
 * Batch normalisation: brings each channel of an image, or each value of a vector, to mean 0 and variance 1, then
 * multiplies by gamma and adds beta, which are learned. Training uses mean and variance of the batch and keeps a running
 * average of both; prediction uses the averages, so that an example gets the same result in any batch.
 *
 * <p>Both averages belong to the network's parameters ({@code batchnorm1_mean}, {@code batchnorm1_variance}), but no
 * optimiser changes them: after each batch {@code running = momentum·running + (1-momentum)·batch}, with the unbiased
 * variance.
 *
 * <p>Text form: {@code batchnorm}, {@code batchnorm momentum 0.99 epsilon 0.001}.
 *
 * <p>See: Ioffe, S. and Szegedy, C. "Batch Normalization", ICML 2015.
 */
public final class BatchNormalisation implements LayerSpec {

    private static final double USUAL_MOMENTUM = 0.9;
    private static final double USUAL_EPSILON = 1e-5;
    private static final RealSetting MOMENTUM = new RealSetting("momentum", 0, false, 0.9999);
    private static final RealSetting EPSILON = new RealSetting("epsilon", 0, true, 1);

    @Config(description = "What the running averages keep of their past at each batch, 0 to 0.9999.")
    private double momentum = USUAL_MOMENTUM;

    @Config(description = "Added to the variance before its root is taken, above 0 and up to 1.")
    private double epsilon = USUAL_EPSILON;

    /** Describes a normalisation with momentum 0.9 and epsilon 0.00001. Also used by OLCUT. */
    public BatchNormalisation() {}

    /**
     * Describes a normalisation.
     *
     * @param momentum what the running averages keep of their past at each batch, 0 to 0.9999
     * @param epsilon added to the variance before its root is taken, above 0 and up to 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public BatchNormalisation(double momentum, double epsilon) {
        this.momentum = MOMENTUM.require(momentum);
        this.epsilon = EPSILON.require(epsilon);
    }

    static BatchNormalisation read(LayerPhrase phrase) {
        return new BatchNormalisation(
                phrase.realAfter(MOMENTUM, USUAL_MOMENTUM), phrase.realAfter(EPSILON, USUAL_EPSILON));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        MOMENTUM.requireConfigured(momentum);
        EPSILON.requireConfigured(epsilon);
    }

    /**
     * What the running averages keep of their past at each batch.
     *
     * @return 0 to 0.9999
     */
    public double momentum() {
        return momentum;
    }

    /**
     * What is added to the variance before its root is taken.
     *
     * @return above 0 and up to 1
     */
    public double epsilon() {
        return epsilon;
    }

    @Override
    public String word() {
        return LayerWord.BATCHNORM.word();
    }

    @Override
    public String text() {
        return word()
                + Decimal.option(MOMENTUM.property(), momentum, USUAL_MOMENTUM)
                + Decimal.option(EPSILON.property(), epsilon, USUAL_EPSILON);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        List<Integer> dims = List.of(input instanceof ImageShape image ? image.channels() : input.size());
        return List.of(
                new ParameterShape(ParameterTensor.Role.GAMMA, dims),
                new ParameterShape(ParameterTensor.Role.BETA, dims),
                new ParameterShape(ParameterTensor.Role.MEAN, dims),
                new ParameterShape(ParameterTensor.Role.VARIANCE, dims));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BatchNormalisation that && momentum == that.momentum && epsilon == that.epsilon;
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
