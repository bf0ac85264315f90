/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpenCvTest {
    @BeforeAll
    static void openCvIsThere() {
        OpenCv.assumeThere();
    }

    @TestFactory
    Stream<DynamicTest> everyFormWithFloatsAnswersAsTrainedAloneAndInABatch() {
        return Forms.all().entrySet().stream()
                .filter(form -> form.getValue().input() == PixelInput.FLOAT
                        && form.getValue().outputs() == OutputForm.PROBABILITIES
                        && form.getValue().batch() == ExportForm.ANY_BATCH)
                .flatMap(form -> Forms.networks().stream()
                        .map(network -> dynamicTest(
                                form.getKey() + ": " + network.architecture().text(),
                                () -> answersAsTrained(network, form.getValue()))));
    }

    private static void answersAsTrained(RandomNetwork network, ExportForm form) {
        ImageShape shape = network.architecture().input();
        float[] images = network.images(64);
        float[] expected = Forms.inFileOrder(network, images, 64);
        float[] planes = Forms.channelsFirst(images, shape);
        int columns = network.classifier().labels().size();
        try (OpenCv openCv = new OpenCv(Forms.export(network, form), shape.channels(), shape.height(), shape.width())) {
            assertArrayEquals(expected, openCv.scores(planes, 64, columns), 1e-5f);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(
                        Arrays.copyOfRange(expected, i * columns, (i + 1) * columns),
                        openCv.scores(Arrays.copyOfRange(planes, i * shape.size(), (i + 1) * shape.size()), 1, columns),
                        1e-5f);
            }
        }
    }
}
