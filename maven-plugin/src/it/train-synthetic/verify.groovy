/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def results = new File(basedir, 'target/mnist-cnn')
def names = results.list().sort()
assert names == ['bom.cdx.json', 'fingerprint.properties', 'history.csv', 'metrics.json', 'model.onnx', 'model.tribuo', 'report.html']

def metrics = new File(results, 'metrics.json').getText('UTF-8')
assert metrics.contains('"name": "synthetic"')
assert metrics.contains('"usedImages": 200')
assert metrics.contains('"validationImages": 20')
assert metrics.contains('"testImages": 10000')
assert metrics.contains('"parameters": 46054')
assert metrics.contains('"disagreements": 0')

def history = new File(results, 'history.csv').readLines()
assert history.size() == 2
assert history[0] == 'epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,seconds,images_per_second'
// the recipe's rate has fallen almost to 0 by the last step
assert history[1].startsWith('1,')
assert history[1].split(',')[1].toDouble() > 0
assert history[1].split(',')[1].toDouble() < 0.0003

def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('[INFO] training: no trained model yet')
assert log =~ /(?m)^\[INFO\] epoch 1\/1  loss \d\.\d{4}  accuracy \d+\.\d\d %  validation loss \d\.\d{4}  accuracy \d+\.\d\d %  [\d,]+ images\/s$/
assert log =~ /(?m)^\[INFO\] test: accuracy \d+\.\d\d % \(95 % interval \d+\.\d\d to \d+\.\d\d %\), loss \d\.\d{4}, on 10,000 images$/
assert log =~ /(?m)^\[INFO\] exported: ONNX Runtime [\d.]+ agrees on 10,000 images/
assert !log.contains('\r'.toString() + '[') : 'no carriage returns on the console'
assert !log.contains('[WARNING] WARNING: Using incubator modules')
return true
