/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class ImageExampleTest {
    private final ImageExamples examples = new ImageExamples(SyntheticDigits.images(3, 5));

    @Test
    void twoExamplesOfOneImageHaveOneOrigin() {
        ImageExample one = assertInstanceOf(ImageExample.class, examples.get(2));
        ImageExample again = assertInstanceOf(ImageExample.class, examples.get(2));
        ImageExample other = assertInstanceOf(ImageExample.class, examples.get(3));

        assertEquals(one.origin(), again.origin());
        assertNotEquals(one.origin(), other.origin());
        assertEquals(one, again);
    }

    @Test
    void anExampleIsWrittenWithoutItsSet() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(examples.get(2));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object read = in.readObject();

            assertEquals(ArrayExample.class, read.getClass());
            assertEquals(examples.get(2), read);
        }
        Example<Label> fromProtobuf = new ArrayExample<>(examples.get(2));
        assertEquals(fromProtobuf, Example.deserialize(examples.get(2).serialize()));
    }
}
