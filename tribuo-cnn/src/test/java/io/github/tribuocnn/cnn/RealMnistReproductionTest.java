/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.RealMnist;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.classification.Label;

class RealMnistReproductionTest {

    /** The reference network on 10,000 real digits, one epoch. */
    @Test
    void realDigitsAreProvedEqualFromTheSavedModel(@TempDir Path folder) throws IOException {
        CNNModel model = CNNTrainer.builder()
                .epochs(1)
                .build()
                .train(new ImageDataset(new IdxImageSource(RealMnist.training(), 10_000, false)));
        Path file = folder.resolve("mnist.tribuo");
        model.serializeToFile(file);
        Model<Label> read = Model.deserializeFromFile(file).castModel(Label.class);

        ReproductionReport report = Reproduction.of(read).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(model.weightsSha256(), report.networks().get(0).reproducedSha256());
        assertArrayEquals(model.weights(), ((CNNModel) report.reproduced()).weights());
    }
}
