/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'build.log').getText('UTF-8').count('[INFO] skipped (mnist-cnn.skip)') == 9 : 'every goal but help'
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
