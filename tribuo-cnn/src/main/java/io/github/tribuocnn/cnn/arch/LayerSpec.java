/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;

/**
 * An immutable description of one layer: its settings, the shape it makes of its input, and the parameters it needs.
 *
 * <p>Descriptions are values. Equal ones are interchangeable, and one instance may stand at several places of an
 * architecture, as happens when an architecture is rebuilt from provenance. All of them can be configured by OLCUT and
 * describe themselves in Tribuo provenance.
 */
public sealed interface LayerSpec extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits Conv2D,
                DepthwiseConv2D,
                MaxPool2D,
                AveragePool2D,
                GlobalAveragePool2D,
                Flatten,
                Dense,
                ActivationLayer,
                Dropout,
                BatchNormalisation,
                Residual {

    /**
     * The word that begins the layer's text form.
     *
     * @return for example {@code conv}
     */
    String word();

    /**
     * The canonical text form.
     *
     * @return for example {@code conv 32 3x3 relu}; {@link Architecture#parse} reads it back as an equal description
     */
    String text();

    /**
     * The shape of the output for one example.
     *
     * @param input the shape of the input for one example
     * @return the shape of the output
     * @throws IllegalArgumentException if the layer can't take this input; the message says why and what would fit
     */
    Shape outputShape(Shape input);

    /**
     * The trainable tensors, in the order they have in the canonical parameter block.
     *
     * @param input the shape of the input for one example
     * @return the tensors; empty for a layer without parameters
     * @throws IllegalArgumentException if the layer can't take this input
     */
    List<ParameterShape> parameters(Shape input);

    /**
     * Whether the layer treats each value alike, wherever it stands, so that the order of a vector's values does not
     * matter to it.
     *
     * @return true for activations, dropout and batch normalisation, whose tensors can be reordered with the values
     */
    default boolean keepsOrder() {
        return this instanceof ActivationLayer || this instanceof Dropout || this instanceof BatchNormalisation;
    }

    @Override
    default ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Layer");
    }
}
