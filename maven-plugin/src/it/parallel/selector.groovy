/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
// The server of this test hands on the real files.
def folder = System.getenv('MNIST_DIR')
return folder && new File(folder).absolute && new File(folder, 't10k-labels-idx1-ubyte.gz').file
