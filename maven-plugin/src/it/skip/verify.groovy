/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'build.log').getText('UTF-8').contains('[INFO] skipped (mnist-cnn.skip)')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
