/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
def parameters = ['architecture', 'argLine', 'attach', 'augmentation', 'batchSize', 'cacheDirectory', 'classifier', 'dataDirectory', 'dataset',
        'download', 'epochs', 'force', 'forkTimeoutSeconds', 'heap', 'jvm', 'kernel', 'learningRate', 'minAccuracy', 'mirrors',
        'modelCache', 'optimiser', 'outputDirectory', 'recipe', 'schedule', 'seed', 'serverId', 'skip', 'stallTimeoutSeconds', 'threads', 'trainLimit',
        'validationFraction']
parameters.each { assert log.contains('User property: mnist-cnn.' + it) : it }
assert log.count('User property: ') == parameters.size()
return true
