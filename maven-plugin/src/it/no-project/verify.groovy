/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'mnist-cnn').list().sort() == [
    'fingerprint.properties', 'history.csv', 'metrics.json', 'model.onnx', 'model.tribuo', 'report.html']
assert !basedir.list().any { it.contains('{') } : 'no folder is named like an unresolved expression'
return true
