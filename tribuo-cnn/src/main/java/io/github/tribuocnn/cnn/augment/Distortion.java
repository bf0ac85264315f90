/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/**
 * An immutable description of one way to vary an image. Descriptions are values: equal ones are interchangeable. All of
 * them can be configured by OLCUT and describe themselves in Tribuo provenance.
 *
 * <p>Each draws its random numbers from a sequence of its own, so that adding one to an {@link Augmentation} changes nothing
 * about the others.
 */
public abstract sealed class Distortion implements Configurable, Provenancable<ConfiguredObjectProvenance>
        permits Movement, Elastic, Erasing, Noise {

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public abstract void postConfig();

    /** Where it stands in the order of application, and which random numbers are its own. */
    abstract int order();

    /**
     * Checks that it makes sense for images of a size.
     *
     * @throws IllegalArgumentException if it does not
     */
    void requireFit(int height, int width) {
        // most distortions fit any image
    }

    /** The text form: the kind and its numbers, without those that are as usual. */
    abstract String text();

    /**
     * The text form.
     *
     * @return for example {@code rotation 8}, which are degrees
     */
    @Override
    public final String toString() {
        return text();
    }

    @Override
    public final ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Distortion");
    }

    /** The text says everything. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof Distortion that && text().equals(that.text());
    }

    @Override
    public final int hashCode() {
        return text().hashCode();
    }
}
