/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/** What is done to gradients that are too large, before the optimiser sees them. Immutable. */
public sealed interface GradientClipping extends Configurable, Provenancable<ConfiguredObjectProvenance>
        permits ClippingAtMaximum, NoClipping {}
