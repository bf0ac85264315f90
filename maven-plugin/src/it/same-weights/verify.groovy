/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def weights = { name ->
    def metrics = new File(basedir, "target/$name/metrics.json").getText('UTF-8')
    (metrics =~ /"weights": \{\s*"sha256": "([0-9a-f]{64})"/)[0][1]
}
assert new File(basedir, 'target/plain/metrics.json').getText('UTF-8').contains('"kernels": "scalar"')
assert weights('fast') == weights('plain') : 'threads and kernels never change the weights'

['model.tribuo', 'model.onnx', 'bom.cdx.json'].each {
    assert new File(basedir, "target/fast/$it").bytes == new File(basedir, "target/again/$it").bytes : it
}
assert new File(basedir, 'target/fast/report.html').getText('UTF-8').contains('2026-11-22 00:00 UTC')
assert new File(basedir, 'target/fast/bom.cdx.json').getText('UTF-8').contains('"timestamp" : "2026-11-22T00:00:00Z"')
return true
