/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
// The tool chain of this test is a link to the JDK that runs Maven.
return !System.getProperty('os.name').startsWith('Windows')
