/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The command line: export, verify, describe and score. Its classes are in the executable jar only, which brings every
 * library with it; the library's own jar and its users need neither them nor picocli.
 */
@NullMarked
package io.github.tribuocnn.cnn.onnx.cli;

import org.jspecify.annotations.NullMarked;
