/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def folder = new File(basedir, 'no such folder')
assert new File(basedir, 'build.log').getText('UTF-8').contains('dataDirectory is ' + folder + ', which is no folder; expected'
        + ' one with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each'
        + ' also as .gz. Correct it, or leave it out to have MNIST downloaded.')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
