/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def file = new File(basedir, 'data/train-images-idx3-ubyte')
assert new File(basedir, 'build.log').getText('UTF-8').contains(file.toString() + ": 10 bytes uncompressed, expected 47,040,016,"
        + " so it is not MNIST's. dataDirectory names this folder; it is never changed. Replace the file, or leave"
        + ' dataDirectory out to have MNIST downloaded.')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
