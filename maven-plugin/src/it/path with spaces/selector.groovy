/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
// Where the system's file names are not Unicode, Java itself cannot name the folder of this test.
return System.getProperty('sun.jnu.encoding') == 'UTF-8'
