/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
def results = new File(basedir, 'target/mnist-cnn')
assert log.contains('there is nothing to check: no ' + new File(results, 'metrics.json') + '. Train first (mnist-cnn:train)')

assert log =~ /(?m)^\[INFO\] model\.tribuo: accuracy \d+\.\d\d % /
assert log =~ /(?m)^\[INFO\] model\.onnx: accuracy \d+\.\d\d % /
assert log =~ /(?m)^\[INFO\] they agree: largest difference of a probability /
assert new File(results, 'test.json').getText('UTF-8').contains('"onnxMedianMillis": ')
assert log.contains('[INFO] passed: parameters at most 8000: parameters 7850')
assert log =~ /(?m)^\[INFO\] passed: test\.accuracyLow at least 0\.04: test accuracyLow 0\.\d+$/

assert log.contains('2 rules are broken:')
assert log =~ /test accuracy 0\.\d+ is below the minimum 0\.999 \(mnist-cnn\.minAccuracy\)/
assert log =~ /test loss \d+\.\d+ is above the maximum 0\.001 \(mnist-cnn\.maxLoss\)/

assert log =~ /(?m)^\[WARNING\] test accuracy 0\.\d+ is below .*; the build goes on \(mnist-cnn\.haltOnFailure\)$/
assert log.contains('passed: not worse than metrics.json: ')

def suite = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-mnist-cnn-check.xml'))
assert suite.@name == 'mnist-cnn.check.gate'
assert suite.testcase.size() == 4
assert suite.@failures == '1'
return true
