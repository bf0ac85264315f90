/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionRunTest {

    @Test
    void theSurestAnswersComeFirst() {
        assertEquals(
                "c  70.00 %   a  25.00 %   d   5.00 %",
                PredictionRun.answer(List.of("a", "b", "c", "d"), new float[] {0.25f, 0, 0.7f, 0.05f}));
    }

    @Test
    void paperIsToldFromNightByTheEdge() {
        ImageShape shape = new ImageShape(3, 3, 1);
        byte light = (byte) 200;
        assertTrue(PredictionRun.lightAtTheEdge(
                new byte[] {light, light, light, light, 0, light, light, light, light}, shape));
        assertFalse(PredictionRun.lightAtTheEdge(new byte[] {0, 0, 0, 0, light, 0, 0, 0, 0}, shape));
    }

    @Test
    void noPictureIsRefused() {
        assertEquals(
                "mnist-cnn.images is empty, expected PNG or JPEG files: -Dmnist-cnn.images=a.png,folder/b.jpg",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PredictionRequest(Path.of("m"), List.of(), "auto"))
                        .getMessage());
    }
}
