/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('jdkToolchain asks for a JDK with {vendor=it, version=17}, toolchains.xml has none: add it there, or name its'
        + ' folder by mnist-cnn.jvm')
assert log =~ /(?m)^\[DEBUG\] starting \[?"?${java.util.regex.Pattern.quote(new File(basedir, 'a jdk/bin/java').path)}/
assert log.contains('the forked JVM was ended after 1 s (mnist-cnn.forkTimeoutSeconds), before it was done: give it more, or less'
        + ' to do')
assert !new File(basedir, 'target/mnist-cnn').exists()
return true
