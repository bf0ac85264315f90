/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.InitialWeights;
import io.github.tribuocnn.cnn.nn.Network;
import io.github.tribuocnn.cnn.nn.WeightPenalty;
import io.github.tribuocnn.cnn.nn.Workspace;
import io.github.tribuocnn.cnn.optim.OptimiserState;
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
     *     label has no output, a weight is negative or not finite, a batch is larger than all of them, early stopping has
     *     no validation images to watch, or the schedule needs more steps than there are.
     * @throws IllegalStateException If the loss stops being a number.
     */
    public TrainingResult train(TrainingImages images, @Nullable TrainingImages validation, TrainingListener listener) {
        return resume(InitialWeights.draw(architecture, options.seed()), null, images, validation, listener);
    }

    /**
     * Trains on from given weights. Epochs count from 1 again.
     * @param weights The parameters to begin with, in canonical order; not changed.
     * @param optimiserState What the optimiser remembers beside them, its arrays in canonical order; null to begin with
     *     all moments at zero.
     * @param images The images to learn from.
     * @param validation Images to measure each epoch on, never learned from; null for none.
     * @param listener Watches.
     * @return The weights and the history.
     * @throws IllegalArgumentException As for {@link #train}; also if the weights or the optimiser's memory do not fit.
     * @throws IllegalStateException If the loss stops being a number.
     */
    public TrainingResult resume(
            float[] weights,
            @Nullable OptimiserState optimiserState,
            TrainingImages images,
            @Nullable TrainingImages validation,
            TrainingListener listener) {
        check(images);
        requireWholeBatch(images.size());
        if (validation != null) {
            check(validation);
        } else if (options.earlyStopping().needsValidation()) {
            throw new IllegalArgumentException(
                    "Early stopping watches the validation loss, but there are no validation images");
        }
        LearningRate rate = LearningRate.of(options, images.size());
        int threads = options.effectiveThreads();
        listener.trainingStarted(images.size(), validation == null ? 0 : validation.size(), kernels.name(), threads);
        Network network = new Network(architecture);
        ParameterUpdate update = optimiserState == null
                ? ParameterUpdate.start(architecture, network, kernels, options, weights)
                : ParameterUpdate.resume(architecture, network, kernels, options, weights, optimiserState);
        try (Crew crew = new Crew(threads)) {
            ImageFeed feed = new ImageFeed(images, kernels, options);
            TrainingStep step = new TrainingStep(network, kernels, update, feed, options, crew);
            Evaluation evaluation =
                    validation == null ? null : new Evaluation(network, kernels, update.weights(), validation, crew);
            BestEpoch best = new BestEpoch(options.earlyStopping(), update);
            List<EpochMetrics> history = run(feed, step, rate, evaluation, best, listener);
            float[] trained = network.unpack(best.weights());
            requireNumbers(trained, history.size(), rate);
            return new TrainingResult(
                    trained, best.optimiserState().withLayout(network::unpack), history, best.epoch());
        }
    }

    /**
     * The heap that a run needs besides the images, from its first step to its last; it is all there before the first. At
     * its end the weights and what the optimiser remembers are copied, which takes as much again for those.
     * @param images The images to learn from, at least as many as a batch has.
     * @param validation The images to measure each epoch on, 0 for none.
     * @return Bytes.
     * @throws IllegalArgumentException If a batch does not fit an array, naming the layer.
     */
    public long bytes(int images, int validation) {
        Network network = new Network(architecture);
        int blocks = 1
                + options.optimiser().floatsPerParameter()
                + (options.averagingDecay() > 0 ? 1 : 0)
                + (WeightPenalty.isIn(architecture) ? 1 : 0)
                + (options.earlyStopping().restoreBest()
                        ? 1 + options.optimiser().floatsPerParameter()
                        : 0);
        return (long) Float.BYTES * architecture.parameterCount()
                + (long) Float.BYTES * network.packedParameterCount() * blocks
                + Workspace.trainingBytes(network, Math.min(options.batchSize(), images), options.effectiveThreads())
                + (validation == 0 ? 0 : Evaluation.bytes(network, validation));
    }

    private List<EpochMetrics> run(
            ImageFeed feed,
            TrainingStep step,
            LearningRate rate,
            @Nullable Evaluation evaluation,
            BestEpoch best,
            TrainingListener listener) {
        List<EpochMetrics> history = new ArrayList<>();
        int[] order = new int[feed.images().size()];
        for (int epoch = 1; epoch <= options.epochs() && !best.isLongAgo(); epoch++) {
            long began = System.nanoTime();
            feed.beginEpoch(epoch);
            if (options.shuffle()) {
                Shuffle.permute(order, options.seed(), epoch);
            } else {
                Shuffle.identity(order);
            }
            Score training = trainEpoch(step, order, epoch, rate, listener);
            double trainSeconds = seconds(began);
            Score validated = evaluation == null ? Score.NONE : evaluation.score();
            if (evaluation != null && !Double.isFinite(validated.loss())) {
                throw diverged(
                        "The validation loss became " + validated.loss() + " after epoch " + epoch,
                        rate.atEndOf(epoch));
            }
            EpochMetrics metrics = new EpochMetrics(
                    epoch,
                    rate.atEndOf(epoch),
                    training.loss(),
                    training.accuracy(),
                    validated.loss(),
                    validated.accuracy(),
                    seconds(began),
                    order.length / trainSeconds);
            history.add(metrics);
            best.observe(metrics);
            listener.epochEnded(metrics);
        }
        return history;
    }

    private Score trainEpoch(TrainingStep step, int[] order, int epoch, LearningRate rate, TrainingListener listener) {
        double loss = 0;
        int correct = 0;
        int number = 0;
        for (int start = 0; start < order.length; start += options.batchSize()) {
            int count = Math.min(options.batchSize(), order.length - start);
            number++;
            double learningRate = rate.at(epoch, number);
            double batchLoss = step.train(order, start, count, learningRate);
            if (!Double.isFinite(batchLoss)) {
                throw diverged(
                        "The loss became " + batchLoss + " in epoch " + epoch + ", step " + number, learningRate);
            }
            loss += batchLoss;
            correct += step.correct();
            listener.stepEnded(epoch, start + count, order.length, loss / (start + count));
        }
        return new Score(loss / order.length, (double) correct / order.length);
    }

    /** The very last step has no loss after it that would tell. */
    private void requireNumbers(float[] trained, int epoch, LearningRate rate) {
        for (float weight : trained) {
            if (!Float.isFinite(weight)) {
                throw diverged(
                        "A weight became " + weight + " in the last step of epoch " + epoch, rate.atEndOf(epoch));
            }
        }
    }

    private IllegalStateException diverged(String what, double learningRate) {
        return new IllegalStateException(what + ", at learning rate " + learningRate
                + ". Lower the learning rate; if that does not help, look for pixels far outside 0..1");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    private void requireWholeBatch(int images) {
        if (options.batchSize() > images) {
            throw new IllegalArgumentException("batchSize is " + options.batchSize() + ", but there are only " + images
                    + " images to train on. Lower batchSize to " + images
                    + " or less; images held out for validation do not count.");
        }
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
