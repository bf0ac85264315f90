/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'mnist-cnn').list().sort() == [
    'fingerprint.properties', 'history.csv', 'metrics.json', 'model.onnx', 'model.tribuo', 'report.html']
assert !basedir.list().any { it.contains('{') } : 'no folder is named like an unresolved expression'

def log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /(?m)^\[INFO\] mnist-cnn-maven-plugin \S+, Maven \d+\.\S+$/
assert log =~ /(?m)^\[INFO\] Kernels: \S+/
assert log =~ /(?m)^\[INFO\] ONNX Runtime: \d+\.\d+/
assert log =~ /(?m)^\[INFO\] MNIST: \S+/
assert log.contains("mnist-cnn.images: " + new File(basedir, 'nothing.png') + ": can't be read")
assert log.contains('offline, and MNIST is not in ' + new File(basedir, 'cache'))
return true
