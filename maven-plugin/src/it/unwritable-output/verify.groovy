/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
def file = new File(basedir, 'pom.xml')
assert new File(basedir, 'build.log').getText('UTF-8').contains('cannot write to mnist-cnn.outputDirectory ' + file
        + ' (java.nio.file.FileAlreadyExistsException: ' + file + '): name a folder that can be written')
assert file.getText('UTF-8').contains('<artifactId>unwritable-output</artifactId>')
return true
