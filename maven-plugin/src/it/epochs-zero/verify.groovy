/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'build.log').getText('UTF-8').contains('mnist-cnn.epochs is 0, expected at least 1')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
