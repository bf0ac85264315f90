/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number that a layer can be given, just outside its range at both ends. */
final class LayerRangesTest {

    private static final ImageShape COLOUR = new ImageShape(64, 64, 3);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "conv # 3x3; filters; 0; 65537; a whole number from 1 to 65,536",
                "conv 8 #x3; kernelHeight; 0; 1025; a whole number from 1 to 1,024",
                "conv 8 3x#; kernelWidth; 0; 1025; a whole number from 1 to 1,024",
                "conv 8 3x3 stride #x1; strideHeight; 0; 1025; a whole number from 1 to 1,024",
                "conv 8 3x3 stride 1x#; strideWidth; 0; 1025; a whole number from 1 to 1,024",
                "conv 8 3x3 groups #; groups; 0; 65537; a whole number from 1 to 65,536",
                "conv 8 3x3 l2 #; l2; -0.1; 1.1; a number from 0 to 1",
                "conv 8 3x3 leaky_relu #; slope; 0; 1.01; a number above 0 and up to 1",
                "depthwise #x3; kernelHeight; 0; 1025; a whole number from 1 to 1,024",
                "depthwise 3x#; kernelWidth; 0; 1025; a whole number from 1 to 1,024",
                "depthwise 3x3 stride #x2; strideHeight; 0; 1025; a whole number from 1 to 1,024",
                "depthwise 3x3 stride 2x#; strideWidth; 0; 1025; a whole number from 1 to 1,024",
                "depthwise 3x3 l2 #; l2; -1; 2; a number from 0 to 1",
                "depthwise 3x3 elu #; alpha; 0; 101; a number above 0 and up to 100",
                "maxpool #x2; height; 0; 1025; a whole number from 1 to 1,024",
                "maxpool 2x#; width; 0; 1025; a whole number from 1 to 1,024",
                "maxpool 2 stride #x1; strideHeight; 0; 1025; a whole number from 1 to 1,024",
                "maxpool 2 stride 1x#; strideWidth; 0; 1025; a whole number from 1 to 1,024",
                "avgpool #x2; height; 0; 1025; a whole number from 1 to 1,024",
                "avgpool 2x#; width; 0; 1025; a whole number from 1 to 1,024",
                "avgpool 2 stride #x1; strideHeight; 0; 1025; a whole number from 1 to 1,024",
                "avgpool 2 stride 1x#; strideWidth; 0; 1025; a whole number from 1 to 1,024",
                "dense #; units; 0; 1000001; a whole number from 1 to 1,000,000",
                "dense 5 l2 #; l2; -0.5; 1.5; a number from 0 to 1",
                "activation leaky_relu #; slope; 0; 1.01; a number above 0 and up to 1",
                "activation elu #; alpha; 0; 100.5; a number above 0 and up to 100",
                "dropout #; rate; 0; 0.951; a number above 0 and up to 0.95",
                "batchnorm momentum #; momentum; -0.1; 1; a number from 0 to 0.9999",
                "batchnorm epsilon #; epsilon; 0; 1.5; a number above 0 and up to 1"
            })
    void aNumberOutsideItsRangeIsRefusedWithTheLayerTheNumberAndTheRange(
            String layer, String property, String below, String above, String range) {
        for (String value : new String[] {below, above}) {
            String text = layer.replace("#", value);
            var refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> Architecture.parse("conv 4 1x1, " + text + ", flatten, dense 10", COLOUR));

            assertEquals(
                    "Layer 2 (" + text + "): " + property + " must be " + range + ", but is " + value + "; write "
                            + usage(text),
                    refusal.getMessage());
        }
    }

    private static String usage(String text) {
        for (LayerWord kind : LayerWord.values()) {
            if (text.startsWith(kind.word() + " ")) {
                return kind.usage();
            }
        }
        throw new IllegalArgumentException(text);
    }
}
