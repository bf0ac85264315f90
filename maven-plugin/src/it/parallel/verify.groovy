/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
context.get('server').stop(0)
def log = new File(basedir, 'build.log').getText('UTF-8')
assert context.get('requests').sort() == ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz',
        'train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'] : 'each file is downloaded once'
['one', 'two'].each {
    assert log =~ /(?m)^\[INFO\] \[$it\] epoch 1\/1 /
    assert new File(basedir, "$it/target/mnist-cnn/model.onnx").file
    assert new File(basedir, "$it/target/mnist-cnn/test.json").file
}
assert log.contains('[INFO] passed over: none does not name this plugin')
assert log.contains('[INFO] passed over: parallel does not name this plugin')
return true
