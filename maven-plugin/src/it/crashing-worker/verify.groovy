/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('the training JVM ended with exit code 3 before it was done. If that is memory or another JVM setting,'
        + ' change mnist-cnn.argLine (for instance -Xmx2g). The last it printed:')
assert log.contains('Terminating due to java.lang.OutOfMemoryError')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
