/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The bill of materials of a trained network, by the CycloneDX library: what it is, what it was trained on, how well it does,
 * under which licence it may be used.
 */
@NullMarked
package io.github.tribuocnn.maven.bom;

import org.jspecify.annotations.NullMarked;
