/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.GlorotUniform;
import io.github.tribuocnn.cnn.nn.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains one network: epochs of shuffled batches, each batch a mean gradient and one step of the optimiser.
 *
 * <p>The weights are a function of the images and their order, the architecture, and the options without
 * {@code threads}. Images, threads, kernels and listeners are otherwise free.
 */
public final class TrainingLoop {

    private final Architecture architecture;
    private final Kernels kernels;
    private final TrainingOptions options;

    /**
     * A loop, ready to run any number of times.
     * @param architecture The network to train.
     * @param kernels The kernels to train with.
     * @param options How to train.
     */
    public TrainingLoop(Architecture architecture, Kernels kernels, TrainingOptions options) {
        this.architecture = architecture;
        this.kernels = kernels;
        this.options = options;
    }

    /**
     * Trains from fresh weights.
     * @param images The images to learn from.
     * @param validation Images to measure each epoch on, never learned from; null for none.
     * @param listener Watches.
     * @return The weights and the history.
     * @throws IllegalArgumentException If there are no images, they have another shape than the architecture's input, a
     *     label has no output, or a weight is negative or not finite.
     * @throws IllegalStateException If the loss stops being a number.
     */
    public TrainingResult train(TrainingImages images, @Nullable TrainingImages validation, TrainingListener listener) {
        check(images);
        if (validation != null) {
            check(validation);
        }
        int threads = options.effectiveThreads();
        listener.trainingStarted(images.size(), validation == null ? 0 : validation.size(), kernels.name(), threads);
        Network network = new Network(architecture);
        float[] parameters = network.pack(GlorotUniform.draw(architecture, options.seed()));
        try (Crew crew = new Crew(threads)) {
            TrainingStep step = new TrainingStep(network, kernels, parameters, images, options, crew);
            Evaluation evaluation =
                    validation == null ? null : new Evaluation(network, kernels, parameters, validation, crew);
            List<EpochMetrics> history = run(images, step, evaluation, listener);
            return new TrainingResult(network.unpack(parameters), history);
        }
    }

    private List<EpochMetrics> run(
            TrainingImages images, TrainingStep step, @Nullable Evaluation evaluation, TrainingListener listener) {
        List<EpochMetrics> history = new ArrayList<>();
        int[] order = new int[images.size()];
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            long began = System.nanoTime();
            if (options.shuffle()) {
                Shuffle.permute(order, options.seed(), epoch);
            } else {
                Shuffle.identity(order);
            }
            Score training = trainEpoch(step, order, epoch);
            double trainSeconds = seconds(began);
            Score validated = evaluation == null ? Score.NONE : evaluation.score();
            EpochMetrics metrics = new EpochMetrics(
                    epoch,
                    options.optimiser().learningRate(),
                    training.loss(),
                    training.accuracy(),
                    validated.loss(),
                    validated.accuracy(),
                    seconds(began),
                    images.size() / trainSeconds);
            history.add(metrics);
            listener.epochEnded(metrics);
        }
        return history;
    }

    private Score trainEpoch(TrainingStep step, int[] order, int epoch) {
        double loss = 0;
        int correct = 0;
        int number = 0;
        for (int start = 0; start < order.length; start += options.batchSize()) {
            int count = Math.min(options.batchSize(), order.length - start);
            double batchLoss =
                    step.train(order, start, count, options.optimiser().learningRate());
            number++;
            if (!Double.isFinite(batchLoss)) {
                throw new IllegalStateException("The loss became " + batchLoss + " in epoch " + epoch + ", step "
                        + number + ", at learning rate "
                        + options.optimiser().learningRate()
                        + ". Lower the learning rate; if that does not help, look for pixels far outside 0..1");
            }
            loss += batchLoss;
            correct += step.correct();
        }
        return new Score(loss / order.length, (double) correct / order.length);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    private void check(TrainingImages images) {
        if (images.size() < 1) {
            throw new IllegalArgumentException("No images to train on, expected at least one");
        }
        if (!images.shape().equals(architecture.input())) {
            throw new IllegalArgumentException("Images of " + images.shape()
                    + " do not fit the architecture, which expects " + architecture.input());
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) < 0 || images.label(i) >= architecture.outputs()) {
                throw new IllegalArgumentException("Image " + i + " has label " + images.label(i)
                        + ", outside the architecture's outputs 0 to " + (architecture.outputs() - 1));
            }
            if (!(images.weight(i) >= 0) || Float.isInfinite(images.weight(i))) {
                throw new IllegalArgumentException(
                        "Image " + i + " has weight " + images.weight(i) + ", expected a finite number of at least 0");
            }
        }
    }
}
