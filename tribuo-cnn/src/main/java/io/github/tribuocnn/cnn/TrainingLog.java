/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import java.util.Locale;
import java.util.logging.Logger;

/** Logs the course of a run, under the trainer's name, before another listener hears of it. */
final class TrainingLog implements TrainingListener {
    private static final Logger logger = Logger.getLogger(CNNTrainer.class.getName());

    private final Architecture architecture;
    private final int epochs;
    private final TrainingListener listener;

    TrainingLog(Architecture architecture, int epochs, TrainingListener listener) {
        this.architecture = architecture;
        this.epochs = epochs;
        this.listener = listener;
    }

    @Override
    public void trainingStarted(int trainingImages, int validationImages, String kernels, int threads) {
        logger.info(() -> String.format(
                Locale.ROOT,
                "Training %s on %,d images, validating on %,d; %s kernels, %d threads",
                architecture,
                trainingImages,
                validationImages,
                kernels,
                threads));
        listener.trainingStarted(trainingImages, validationImages, kernels, threads);
    }

    @Override
    public void stepEnded(int epoch, int images, int of, double loss) {
        listener.stepEnded(epoch, images, of, loss);
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        logger.info(() -> line(metrics));
        listener.epochEnded(metrics);
    }

    private String line(EpochMetrics metrics) {
        String training = String.format(
                Locale.ROOT,
                "Epoch %d of %d: loss %.4f, accuracy %.4f",
                metrics.epoch(),
                epochs,
                metrics.trainLoss(),
                metrics.trainAccuracy());
        if (!metrics.hasValidation()) {
            return training;
        }
        return training
                + String.format(
                        Locale.ROOT,
                        ", validation loss %.4f, accuracy %.4f",
                        metrics.validationLoss(),
                        metrics.validationAccuracy());
    }
}
