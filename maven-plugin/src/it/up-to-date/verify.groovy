/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.count('epoch 1/1  loss') == 2 : 'the first and the last build train, those between do not'
assert log.count('[INFO] the model is up to date (') == 3
assert log =~ /test accuracy 0\.\d+ is below the minimum 1\.0 \(mnist-cnn\.minAccuracy\)/
assert log =~ /(?m)^\[INFO\] retraining: seed 1 (->|→) 2$/
return true
