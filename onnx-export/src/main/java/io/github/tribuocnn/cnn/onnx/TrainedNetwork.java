/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.arch.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tribuo.provenance.ModelProvenance;

/** What is exported: an architecture, its trained weights and the label of each output. Immutable. */
public final class TrainedNetwork {
    private final Architecture architecture;
    private final float[] weights;
    private final List<String> labels;
    private final int[] labelOrder;
    private final double pixelMaximum;
    private final @Nullable ModelProvenance provenance;

    /**
     * @param architecture the layers
     * @param weights the canonical parameter block: parameters in architecture order, {@code
     *     architecture.parameterCount()} values
     * @param labels the label of each output of the last layer, in the order of the trained network
     * @param pixelMaximum the stored pixel value that became 1.0 in training, 255 for bytes
     * @param provenance how the network came to be, written into the file; {@code null} if it is not known
     * @throws IllegalArgumentException if the number of weights or labels does not fit the architecture, a weight is not
     *     finite, or a label occurs twice
     */
    public TrainedNetwork(
            Architecture architecture,
            float[] weights,
            List<String> labels,
            double pixelMaximum,
            @Nullable ModelProvenance provenance) {
        this.architecture = architecture;
        this.weights = weights.clone();
        this.labels = List.copyOf(labels);
        this.pixelMaximum = pixelMaximum;
        this.provenance = provenance;
        if (!(pixelMaximum > 0 && pixelMaximum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "pixelMaximum is " + pixelMaximum + ", expected a positive number, 255 for bytes");
        }
        if (weights.length != architecture.parameterCount()) {
            throw new IllegalArgumentException("found " + weights.length + " weights, expected "
                    + architecture.parameterCount() + " for the architecture '" + architecture.text() + "'");
        }
        if (labels.size() != architecture.outputs()) {
            throw new IllegalArgumentException("found " + labels.size() + " labels " + labels + ", expected "
                    + architecture.outputs() + ", one for each output of the architecture '" + architecture.text()
                    + "'");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i]
                        + ": the training has diverged and the network answers nothing; train again with a smaller"
                        + " learning rate");
            }
        }
        labelOrder = LabelOrder.natural(this.labels);
    }

    /**
     * Takes over a trained model with its labels and its provenance.
     *
     * @throws IllegalArgumentException if a weight is not finite
     */
    public static TrainedNetwork of(CNNModel model) {
        return new TrainedNetwork(
                model.architecture(), model.weights(), model.labels(), model.pixelMaximum(), model.getProvenance());
    }

    /** Returns the layers. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns the label of each output of the last layer, in the order of the trained network. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the stored pixel value that became 1.0 in training. */
    public double pixelMaximum() {
        return pixelMaximum;
    }

    /** Returns how the network came to be, if that is known. */
    public Optional<ModelProvenance> provenance() {
        return Optional.ofNullable(provenance);
    }

    /** Returns the SHA-256 of the weights as little-endian float32, in hexadecimal. */
    public String weightsSha256() {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights);
        return Sha256.of(bytes.array());
    }

    /** For each column of an exported file, the output of this network that belongs there. */
    int[] labelOrder() {
        return labelOrder.clone();
    }

    /** The canonical parameter block itself, not a copy. */
    float[] weights() {
        return weights;
    }
}
