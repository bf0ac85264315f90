/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.ONNXExportable;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

class ProvenanceTextTest {
    /** Two pairs of names with equal hash codes: a hash map yields them in the order they were put in. */
    private static final List<String> COLLIDING = List.of("Aa", "BB", "AaAa", "BBBB", "plain");

    static ModelProvenance provenance(List<String> keys) {
        Map<String, Provenance> history = new LinkedHashMap<>();
        for (String key : keys) {
            history.put(
                    key,
                    new ListProvenance<>(List.of(
                            new DoubleProvenance(key, key.length() + 0.25), new DoubleProvenance(key, Double.NaN))));
        }
        Map<String, Provenance> instance = new LinkedHashMap<>();
        for (String key : keys) {
            instance.put(key, new StringProvenance(key, "\"" + key + "\"\n\u00e9 \u732b"));
        }
        instance.put("history", new MapProvenance<>(history));
        return new ModelProvenance(
                "io.github.tribuocnn.cnn.CNNModel",
                OffsetDateTime.parse("2026-11-22T10:15:30+01:00"),
                new EmptyDatasetProvenance(),
                new EmptyTrainerProvenance(),
                instance);
    }

    @Test
    void tribuoReadsTheProvenanceBackEqual() throws ProvenanceSerializationException {
        ModelProvenance provenance = provenance(COLLIDING);
        assertEquals(provenance, ONNXExportable.SERIALIZER.deserializeAndUnmarshal(ProvenanceText.of(provenance)));
    }

    @Test
    void oneProvenanceHasOneText() throws ProvenanceSerializationException {
        List<String> reversed = new ArrayList<>(COLLIDING);
        Collections.reverse(reversed);
        ModelProvenance provenance = provenance(COLLIDING);
        ModelProvenance twin = provenance(reversed);
        assertEquals(provenance, twin);
        // Why Tribuo's own text will not do.
        assertNotEquals(
                ONNXExportable.SERIALIZER.marshalAndSerialize(provenance),
                ONNXExportable.SERIALIZER.marshalAndSerialize(twin));
        assertEquals(ProvenanceText.of(provenance), ProvenanceText.of(twin));
        assertEquals(ProvenanceText.of(provenance), ProvenanceText.of((ModelProvenance)
                ONNXExportable.SERIALIZER.deserializeAndUnmarshal(ProvenanceText.of(provenance))));
    }

    @Test
    void anotherProvenanceHasAnotherText() {
        assertNotEquals(
                ProvenanceText.of(provenance(COLLIDING)), ProvenanceText.of(provenance(Arrays.asList("Aa", "BB"))));
    }
}
