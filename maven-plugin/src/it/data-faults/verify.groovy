/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
context.get('server').stop(0)
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log =~ /MNIST's train-images-idx3-ubyte can't be downloaded: http:\/\/localhost:\d+\/forbidden\/train-images-idx3-ubyte\.gz: HTTP 403; /
assert log.contains('wrong content, 5 bytes uncompressed, expected 47,040,016; ')
assert log.contains('the connection ended after 100 of 1,000 bytes; ')
assert log =~ /\/stalled\/train-images-idx3-ubyte\.gz: Read timed out/
assert log.contains('give the folder with the four IDX files, gzip-compressed or not, by -Dmnist-cnn.dataDirectory=<folder>')
// one try where the answer was no, two elsewhere; none in the offline build
assert context.get('requests').countBy { it.split('/')[1] } == [forbidden: 1, wrong: 2, cut: 2, stalled: 2]
assert log.contains('offline, and MNIST is not in ' + new File(basedir, 'target/cache') + ': run once online, or give')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
