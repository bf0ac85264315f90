/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'build.log').getText('UTF-8').contains("mnist-cnn.architecture: Layer 2 (maxpol 2): unknown layer"
        + " 'maxpol'; did you mean 'maxpool'? Known layers: conv, depthwise, maxpool, avgpool, globalavgpool,"
        + " flatten, dense, activation, dropout, batchnorm, residual")
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
