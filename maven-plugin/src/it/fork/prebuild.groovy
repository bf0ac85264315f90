/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.nio.file.Files
import java.nio.file.Path

def home = new File(basedir, 'a jdk')
new File(home, 'bin').mkdirs()
Files.createSymbolicLink(new File(home, 'bin/java').toPath(), Path.of(System.getProperty('java.home'), 'bin', 'java'))
new File(basedir, 'toolchains.xml').setText("""
<toolchains>
  <toolchain>
    <type>jdk</type>
    <provides><version>17</version><vendor>it</vendor></provides>
    <configuration><jdkHome>$home</jdkHome></configuration>
  </toolchain>
</toolchains>
""", 'UTF-8')
return true
