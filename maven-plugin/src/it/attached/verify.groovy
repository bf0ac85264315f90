/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def made = new File(basedir, 'model/target/mnist-cnn/model.onnx').bytes
def log = new File(basedir, 'build.log').getText('UTF-8')
assert new File(basedir, 'consumer/target/digits.onnx').bytes == made
def installed = new File(localRepositoryPath, 'it/model/1')
assert new File(installed, 'model-1-mnist-cnn.onnx').bytes == made
assert new File(installed, 'model-1-mnist-cnn.tribuo').file
assert new File(installed, 'model-1-mnist-cnn-cyclonedx.json').getText('UTF-8').contains('"machine-learning-model"')

def deployed = new File(basedir, 'target/deployed/it/model/1')
['model-1-mnist-cnn.onnx', 'model-1-mnist-cnn.tribuo', 'model-1-mnist-cnn-cyclonedx.json'].each {
    assert new File(deployed, it).bytes == new File(installed, it).bytes
    assert new File(deployed, it + '.sha1').file
}

def site = new File(basedir, 'model/target/site')
assert new File(site, 'mnist-cnn/index.html').bytes == new File(basedir, 'model/target/mnist-cnn/report.html').bytes
def reports = new File(site, 'project-reports.html').getText('UTF-8')
assert reports.contains('href="mnist-cnn/index.html"')
assert reports.contains('How the network was trained, and how well it reads the test images.')

assert log.count('epoch 1/1  loss') == 1
assert log.count('[INFO] the model is up to date (') == 1
return true
