/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import org.tribuo.test.Helpers;

/** Tribuo's configuration test, for data sources: its signature asks for a type that no data source can declare. */
final class Roundtrip {
    private Roundtrip() {}

    @SuppressWarnings({"rawtypes", "unchecked"})
    static void check(ImageSource source) {
        Helpers.testConfigurableRoundtrip((Configurable & Provenancable) source);
    }
}
