/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.impl.SkeletalConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.provenance.ConfiguredDataSourceProvenance;

/**
 * The configuration of an {@link ImageSource} and the SHA-256 of what it delivered. There are no times of day in it:
 * the same content, read the same way, has an equal provenance.
 */
public final class ImageSourceProvenance extends SkeletalConfiguredObjectProvenance
        implements ConfiguredDataSourceProvenance {
    private static final long serialVersionUID = 1L;

    /** Key of the SHA-256 of the uncompressed image file. */
    public static final String IMAGES_SHA256 = "images-sha256";

    /** Key of the SHA-256 of the uncompressed label file. */
    public static final String LABELS_SHA256 = "labels-sha256";

    /** Key of the SHA-256 of the images as they were delivered, {@link ImageSet#sha256()}. */
    public static final String PIXELS_SHA256 = "pixels-sha256";

    private final TreeMap<String, HashProvenance> hashes;

    /**
     * @param host the source
     * @param sha256 SHA-256 by provenance key, in hexadecimal
     */
    ImageSourceProvenance(ImageSource host, Map<String, String> sha256) {
        super(host, "DataSource");
        this.hashes = new TreeMap<>();
        sha256.forEach((key, value) -> hashes.put(key, new HashProvenance(HashType.SHA256, key, value)));
    }

    /**
     * Used by the provenance system to read a provenance back.
     *
     * @param provenances everything {@link #iterator()} gave
     */
    public ImageSourceProvenance(Map<String, Provenance> provenances) {
        this(extract(provenances));
    }

    private ImageSourceProvenance(ExtractedInfo info) {
        super(info);
        this.hashes = new TreeMap<>();
        info.instanceValues.forEach((key, value) -> hashes.put(key, (HashProvenance) value));
    }

    /** No configured field is a hash, so every hash is an instance value. */
    private static ExtractedInfo extract(Map<String, Provenance> provenances) {
        Map<String, Provenance> configured = new HashMap<>(provenances);
        Map<String, PrimitiveProvenance<?>> hashes = new HashMap<>();
        provenances.forEach((key, value) -> {
            if (value instanceof HashProvenance hash) {
                configured.remove(key);
                hashes.put(key, hash);
            }
        });
        return new ExtractedInfo(take(configured, CLASS_NAME), take(configured, HOST_SHORT_NAME), configured, hashes);
    }

    private static String take(Map<String, Provenance> provenances, String key) {
        String name = ImageSourceProvenance.class.getSimpleName();
        return ObjectProvenance.checkAndExtractProvenance(provenances, key, StringProvenance.class, name)
                .getValue();
    }

    /** The SHA-256 values by key, in lower-case hexadecimal. */
    public Map<String, String> hashes() {
        Map<String, String> values = new TreeMap<>();
        hashes.forEach((key, hash) -> values.put(key, hash.getValue()));
        return values;
    }

    @Override
    public Map<String, PrimitiveProvenance<?>> getInstanceValues() {
        Map<String, PrimitiveProvenance<?>> values = super.getInstanceValues();
        values.putAll(hashes);
        return values;
    }
}
