/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tribuocnn.cnn.arch.LayerSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerConvertersTest {
    @Test
    void everyKindOfLayerCanBeExported() {
        assertEquals(Set.of(LayerSpec.class.getPermittedSubclasses()), LayerConverters.kinds());
    }
}
