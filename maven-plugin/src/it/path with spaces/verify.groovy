/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
assert new File(basedir, 'target/größe & «Maß»').list().sort() == [
    'bom.cdx.json', 'fingerprint.properties', 'history.csv', 'metrics.json', 'model.onnx', 'model.tribuo', 'report.html']
return true
