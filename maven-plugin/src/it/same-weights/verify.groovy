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
return true
