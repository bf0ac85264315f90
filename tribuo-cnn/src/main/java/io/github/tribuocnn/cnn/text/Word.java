/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.text;

/** A word that a phrase can begin with, and by which its kind is known. */
public interface Word {

    /**
     * The word.
     *
     * @return in lower case, without spaces
     */
    String word();

    /**
     * How a phrase of this kind is written, for messages.
     *
     * @return for example {@code dropout RATE [spatial]}
     */
    String usage();
}
