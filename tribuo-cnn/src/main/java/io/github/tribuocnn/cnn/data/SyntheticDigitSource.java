/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.Trainer;
import org.tribuo.provenance.DataSourceProvenance;

/** The first {@link SyntheticDigits} of a seed. They are drawn when first asked for. */
public final class SyntheticDigitSource implements ImageSource {
    @Config(description = "Seed of the digits; two seeds have nothing in common.")
    private long seed = Trainer.DEFAULT_SEED;

    @Config(mandatory = true, description = "How many digits, 1 to " + SyntheticDigits.MOST + ".")
    private int size;

    private @Nullable ImageSet images;
    private @Nullable ImageSourceProvenance provenance;

    /** For OLCUT. */
    private SyntheticDigitSource() {}

    /**
     * @param seed any number; two seeds have nothing in common
     * @param size how many digits, 1 to {@link SyntheticDigits#MOST}
     * @throws PropertyException if {@code size} is out of range
     */
    public SyntheticDigitSource(long seed, int size) {
        this.seed = seed;
        this.size = size;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (size < 1 || size > SyntheticDigits.MOST) {
            throw new PropertyException("", "size", SyntheticDigits.outOfRange(size));
        }
    }

    @Override
    public synchronized ImageSet images() {
        if (images == null) {
            images = SyntheticDigits.images(seed, size);
        }
        return images;
    }

    /** The configuration, and the SHA-256 of the digits so that a later version that draws others is noticed. */
    @Override
    public synchronized ImageSourceProvenance getProvenance() {
        if (provenance == null) {
            provenance = new ImageSourceProvenance(this, Map.of(DataSourceProvenance.RESOURCE_HASH, images().sha256()));
        }
        return provenance;
    }

    @Override
    public String toString() {
        return "SyntheticDigitSource(seed=" + seed + ",size=" + size + ")";
    }
}
