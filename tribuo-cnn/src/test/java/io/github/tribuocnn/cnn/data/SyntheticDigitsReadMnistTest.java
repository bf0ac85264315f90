/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import java.io.IOException;
import java.util.Locale;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * A network that has seen only drawn digits reads real ones. It is measured on MNIST's training images, which it never
 * learned from; the test images are for other questions.
 */
class SyntheticDigitsReadMnistTest {

    private static final Logger logger = Logger.getLogger(SyntheticDigitsReadMnistTest.class.getName());

    @Test
    void aNetworkTrainedOnDrawnDigitsReadsMnist() throws IOException {
        ImageDataset mnist = new ImageDataset(new IdxImageSource(RealMnist.training(), 10_000, false));
        CNNModel model = CNNTrainer.builder()
                .seed(1)
                .epochs(3)
                .build()
                .train(new ImageDataset(new SyntheticDigitSource(1, 20_000)));
        double accuracy = new LabelEvaluator().evaluate(model, mnist).accuracy();
        logger.info(String.format(Locale.ROOT, "%.2f %% of 10,000 MNIST digits read", 100 * accuracy));
        assertTrue(accuracy >= 0.9, "accuracy " + accuracy);
    }
}
