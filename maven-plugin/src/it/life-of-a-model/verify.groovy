/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /(?m)^\[INFO\] exported: [\d,]+ bytes, /
assert log.contains('recipe default, 1 epochs of batches of 32, sgd 0.05 momentum 0.9, seed 1;')
assert log.contains('[INFO] restored the model from ' + new File(basedir, 'models'))
assert log.count('epoch 1/1  loss') == 2 : 'seeds 1 and 2 are trained once each'
assert log =~ /was reproduced bit for bit: the SHA-256 of its weights is ([0-9a-f]{64}), trained again \1/
def answers = (log =~ /(?m)^\[INFO\] (?:night|paper)\.png  (.*)$/).collect { it[1] }
assert answers.size() == 2
assert answers[0][0] == answers[1][0] : 'paper is told from night'
assert new File(basedir, 'target/site/mnist-cnn/index.html').file == false : 'deleted by the second clean'
assert log =~ /(?m)^\[INFO\] report: .*index\.html$/
assert log.count('[INFO] restored the model from ') == 2 : 'seed 1 again, after seed 2'
return true
