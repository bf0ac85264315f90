/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Network;
import io.github.tribuocnn.cnn.nn.WeightPenalty;
import io.github.tribuocnn.cnn.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step after another over the same memory: pixels in, forward, loss, backward, update. The stages are built once;
 * in steady state a step allocates nothing.
 */
final class TrainingStep {

    /** What parts write is as far apart as this, so that no two share a cache line or the line fetched beside it. */
    private static final int APART = 128;

    private final Network network;
    private final ImageFeed feed;
    private final TrainingImages images;
    private final Crew crew;
    private final Workspace workspace;
    private final ParameterUpdate update;
    private final double labelSmoothing;
    private final @Nullable WeightPenalty penalty;
    private final double[] penalties = new double[Network.PARTS];
    private final Network.Stage[] stages;

    /** Of each image its loss and whether it was told apart rightly, at {@link #place}. */
    private final double[] losses;

    private final boolean[] right;
    private final double meanWeight;
    private final int pixels;

    // the batch at work: set before a stage is published, read by its parts
    private int[] order = new int[0];
    private int start;

    TrainingStep(
            Network network,
            Kernels kernels,
            ParameterUpdate update,
            ImageFeed feed,
            TrainingOptions options,
            Crew crew) {
        this.network = network;
        this.feed = feed;
        this.images = feed.images();
        this.crew = crew;
        this.update = update;
        this.labelSmoothing = options.labelSmoothing();
        int capacity = Math.min(options.batchSize(), images.size());
        this.workspace =
                Workspace.forTraining(network, kernels, update.parameters(), capacity, options.effectiveThreads());
        this.penalty = WeightPenalty.of(network);
        this.losses = new double[place(Network.PARTS, capacity)];
        this.right = new boolean[place(Network.PARTS, capacity)];
        this.meanWeight = meanWeight(images);
        this.pixels = network.inputStride();
        this.stages = stages();
    }

    /** Where an image of a part has its results. */
    private static int place(int part, int image) {
        return part * APART + image;
    }

    private static double meanWeight(TrainingImages images) {
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            sum += images.weight(i);
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("All example weights are 0, expected at least one above 0");
        }
        return sum / images.size();
    }

    private Network.Stage[] stages() {
        List<Network.Stage> list = new ArrayList<>();
        list.addAll(network.derive(workspace));
        list.addAll(update.learning(network, workspace, this::read, this::score, penaltyStages()));
        return list.toArray(Network.Stage[]::new);
    }

    private List<Network.Stage> penaltyStages() {
        if (penalty == null) {
            return List.of();
        }
        WeightPenalty present = penalty;
        float[] parameters = update.parameters();
        float[] gradients = workspace.gradients();
        Network.Span learned = new Network.Span(0, network.learnedParameterCount());
        return List.of(part ->
                penalties[part] = present.add(parameters, gradients, learned.first(part), learned.first(part + 1)));
    }

    /**
     * Takes one step.
     * @param newOrder The order of the epoch.
     * @param newStart Where the batch begins in it.
     * @param count The images of the batch.
     * @param learningRate The step size.
     * @return The sum of the batch's losses before the step, the penalty on the weights added to each.
     */
    double train(int[] newOrder, int newStart, int count, double learningRate) {
        order = newOrder;
        start = newStart;
        workspace.beginLearning(count, feed.seed(), feed.epoch(), newOrder, newStart);
        update.begin(learningRate);
        feed.beginStep();
        for (Network.Stage stage : stages) {
            crew.run(stage);
        }
        double loss = 0;
        for (int part = 0; part < Network.PARTS; part++) {
            for (int i = Network.firstImage(count, part); i < Network.firstImage(count, part + 1); i++) {
                loss += losses[place(part, i)];
            }
        }
        for (double share : penalties) {
            loss += count * share;
        }
        return loss;
    }

    /** The images of the last batch that were told apart rightly before the step. */
    int correct() {
        int correct = 0;
        int count = workspace.images();
        for (int part = 0; part < Network.PARTS; part++) {
            for (int i = Network.firstImage(count, part); i < Network.firstImage(count, part + 1); i++) {
                correct += right[place(part, i)] ? 1 : 0;
            }
        }
        return correct;
    }

    private void read(Workspace view, int part, int from, int to) {
        for (int i = from; i < to; i++) {
            feed.read(part, order[start + i], view.memory(), view.input() + i * pixels);
        }
    }

    private void score(Workspace view, int part, int from, int to) {
        int count = view.images();
        for (int i = from; i < to; i++) {
            int image = order[start + i];
            int truth = images.label(image);
            right[place(part, i)] = network.prediction(view, i) == truth;
            losses[place(part, i)] =
                    network.lossAndGradient(view, i, truth, images.weight(image) / meanWeight / count, labelSmoothing);
        }
    }
}
