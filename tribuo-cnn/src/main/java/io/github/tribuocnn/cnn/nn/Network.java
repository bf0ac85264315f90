/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of an architecture in order, and the stages of a training step over them. Immutable; all memory is the
 * caller's {@link Workspace}.
 *
 * <p>A step is a list of {@link Stage}s. Each has exactly {@link #PARTS} parts, which any threads may run in any order;
 * the next stage begins when all parts are done.
 */
public final class Network {

    /**
     * The parts that every stage is cut into, whatever the number of threads. Gradients are summed within a part in
     * image order and over parts as a tree, {@code ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7))}, so this number is part of
     * what decides the weights.
     */
    public static final int PARTS = 8;

    /** Work on a batch whose parts do not depend on each other. */
    @FunctionalInterface
    public interface Stage {

        /**
         * Runs one part.
         * @param part 0 to {@link #PARTS} - 1.
         */
        void run(int part);
    }

    /** Work on some images of a part of a batch. */
    @FunctionalInterface
    public interface ImageWork {

        /**
         * Works on images {@code from} to {@code to - 1}.
         * @param workspace Holds what the layers made of them.
         * @param part The part that they belong to.
         * @param from The first image.
         * @param to One past the last image.
         */
        void run(Workspace workspace, int part, int from, int to);
    }

    /** A range of the packed parameters, at whole vectors. */
    public record Span(int from, int to) {

        /**
         * Where a part of the range begins, whatever the number of threads.
         * @param part 0 to {@link #PARTS}.
         */
        public int first(int part) {
            return from + Kernels.LANES * (int) ((long) part * ((to - from) / Kernels.LANES) / PARTS);
        }
    }

    /** Learns from gradients that are final before the backward pass is over. */
    @FunctionalInterface
    public interface EarlyUpdate {

        /** Updates the packed parameters of a range, which nothing else reads or writes meanwhile. */
        void update(int from, int to);
    }

    private final Architecture architecture;
    private final NetworkPlan plan;

    /** An array: a list's iterator is an object, and a step must make none. */
    private final Layer[] layers;

    private final int learnedParameters;
    private final int packedParameters;

    /**
     * Lays out a network.
     * @param architecture The layers.
     * @throws IllegalArgumentException If a layer is too large for arrays, naming it.
     */
    public Network(Architecture architecture) {
        this(architecture, new NetworkBuilder(architecture).build());
    }

    private Network(Architecture architecture, NetworkPlan plan) {
        this.architecture = architecture;
        this.plan = plan;
        this.layers = plan.layers().toArray(Layer[]::new);
        this.learnedParameters =
                plan.layers().stream().mapToInt(Layer::parameterCount).sum();
        this.packedParameters = learnedParameters
                + plan.layers().stream().mapToInt(Layer::stateCount).sum();
    }

    /**
     * Lays out the beginning of a network.
     * @param architecture The layers.
     * @param count How many of them, at least 1.
     */
    static Network ofFirst(int count, Architecture architecture) {
        return new Network(
                architecture, new NetworkBuilder(architecture).upTo(count).build());
    }

    /** Lays out a network whose backward pass goes on to the pixels, {@code [H][W][C]} with C padded. */
    static Network withInputGradients(Architecture architecture) {
        return new Network(
                architecture,
                new NetworkBuilder(architecture).withInputGradients().build());
    }

    Architecture architecture() {
        return architecture;
    }

    boolean givesInputGradients() {
        return plan.inputGradients();
    }

    /** Floats from one input pixel to the next: its channels, padded if it has a gradient. */
    int inputPixelStride() {
        return plan.inputPixelStride();
    }

    /** The layer whose output a layer reads, -1 for the images. */
    int source(int layer) {
        return plan.sources().get(layer);
    }

    /** What messages call a layer. */
    String layerName(int layer) {
        return plan.names().get(layer);
    }

    /**
     * Floats of one input image.
     * @return H·W·C.
     */
    public int inputStride() {
        return architecture.input().height() * architecture.input().width() * plan.inputPixelStride();
    }

    /**
     * The classes told apart.
     * @return The units of the last dense layer.
     */
    public int outputs() {
        return architecture.outputs();
    }

    /**
     * Floats in the packed parameter block, padding included.
     * @return A multiple of 16.
     */
    public int packedParameterCount() {
        return packedParameters;
    }

    /**
     * Floats at the beginning of the packed block that the optimiser changes. Layers keep the others up to date
     * themselves: running averages, whose gradient is always 0.
     * @return A multiple of 16; all of the block for a network without batch normalisation.
     */
    public int learnedParameterCount() {
        return learnedParameters;
    }

    List<Layer> layers() {
        return plan.layers();
    }

    /**
     * Lays parameters out for the kernels.
     * @param canonical The parameters in the order of {@link Architecture#tensors()}.
     * @return The packed block, its padding 0.
     */
    public float[] pack(float[] canonical) {
        if (canonical.length != architecture.parameterCount()) {
            throw new IllegalArgumentException(canonical.length + " weights, but the architecture "
                    + architecture.text() + " has " + architecture.parameterCount() + " parameters");
        }
        float[] packed = new float[packedParameters];
        plan.layers().forEach(layer -> layer.pack(canonical, packed));
        return packed;
    }

    /**
     * The reverse of {@link #pack}.
     * @param packed The packed block.
     * @return The parameters in canonical order.
     */
    public float[] unpack(float[] packed) {
        float[] canonical = new float[architecture.parameterCount()];
        plan.layers().forEach(layer -> layer.unpack(packed, canonical));
        return canonical;
    }

    /**
     * Where a part of a batch begins.
     * @param images The images of the batch.
     * @param part 0 to {@link #PARTS}.
     * @return The first image of the part; for {@link #PARTS} the number of images.
     */
    public static int firstImage(int images, int part) {
        return (int) ((long) images * part / PARTS);
    }

    /**
     * Computes the logits of some images of the current batch.
     * @param workspace Holds their pixels and receives all activations. Not one for training.
     * @param from The first image.
     * @param to One past the last image.
     */
    public void forward(Workspace workspace, int from, int to) {
        workspace.passage().requireUndivided();
        if (from < to) {
            for (Layer layer : layers) {
                layer.forward(workspace, from, to);
            }
        }
    }

    /**
     * The stages that make the gradient of all parameters of a batch to learn from. Built once for a workspace, and run in
     * order for each batch.
     * @param workspace The run's memory.
     * @param read Fetches images into {@link Workspace#input()}.
     * @param score Looks at the logits of images and leaves the gradient of their loss.
     * @param early Told once of all parameters but those of {@link #lateParameters}, each as soon as its gradient is
     *     final and while it is in the thread's cache.
     * @return The stages in order.
     */
    public List<Stage> learning(Workspace workspace, ImageWork read, ImageWork score, EarlyUpdate early) {
        return BatchStages.learning(layers, workspace, read, score, early);
    }

    /**
     * The stages that turn the gradient of the logits into the gradient of all parameters, after {@link #forward} of all
     * images of a batch.
     * @param workspace The run's memory, in which every image has places of its own.
     * @return The stages, last layer first.
     */
    public List<Stage> backward(Workspace workspace) {
        return backward(workspace, (from, to) -> {});
    }

    /**
     * The same with early updates.
     * @param workspace The run's memory, in which every image has places of its own.
     * @param early Told once of all parameters but those of {@link #lateParameters}.
     * @return The stages, last layer first.
     */
    public List<Stage> backward(Workspace workspace, EarlyUpdate early) {
        return BatchStages.backward(layers, workspace, early);
    }

    /** All packed parameters. */
    public Span parameters() {
        return new Span(0, packedParameters);
    }

    /**
     * The parameters that no {@link EarlyUpdate} is told of.
     * @return In order; running averages that the layers keep are among them.
     */
    public List<Span> lateParameters() {
        List<Span> late = new ArrayList<>();
        int from = 0;
        for (Layer layer : layers) {
            int to = from + layer.parameterCount();
            if (layer.firstFinal(0) == layer.lastFinal(PARTS - 1)) {
                late.add(new Span(from, to));
            }
            from = to;
        }
        late.add(new Span(from, packedParameters));
        return late.stream().filter(span -> span.from() < span.to()).toList();
    }

    /**
     * Brings what layers derive from their parameters up to date, where {@link #learning} does not see to it with each
     * batch. Must run after each update and before the next batch goes backward.
     * @param workspace The run's memory.
     * @return One stage or none.
     */
    public List<Stage> derive(Workspace workspace) {
        return workspace.hasOwnTurned() ? List.of() : List.of(BatchStages.deriving(layers, workspace));
    }

    /**
     * The loss of one image of the current batch, after {@link #forward}.
     * @param workspace The run's memory.
     * @param image The image.
     * @param truth Its class.
     * @return The cross-entropy in nats.
     */
    public double loss(Workspace workspace, int image, int truth) {
        return SoftmaxCrossEntropy.loss(workspace.memory(), logit(workspace, image), outputs(), truth);
    }

    /**
     * The loss of one image of the current batch, leaving the gradient of its logits for the backward pass.
     * @param workspace The run's memory.
     * @param image The image.
     * @param truth Its class.
     * @param weight The image's factor in the gradient.
     * @return The unweighted cross-entropy in nats.
     */
    public double lossAndGradient(Workspace workspace, int image, int truth, double weight) {
        return lossAndGradient(workspace, image, truth, weight, 0);
    }

    /**
     * The same with label smoothing.
     * @param workspace The run's memory.
     * @param image The image.
     * @param truth Its class.
     * @param weight The image's factor in the gradient.
     * @param smoothing The part of the target spread evenly over all classes, 0 to below 1.
     * @return The unweighted cross-entropy against the true class in nats.
     */
    public double lossAndGradient(Workspace workspace, int image, int truth, double weight, double smoothing) {
        return SoftmaxCrossEntropy.lossAndGradient(
                workspace.memory(),
                logit(workspace, image),
                outputs(),
                truth,
                weight,
                smoothing,
                workspace.outGradient(layers.length - 1) + last(image),
                workspace.exponentials(),
                workspace.exponentials(image));
    }

    /**
     * The most probable class of one image of the current batch, the first of equals.
     * @param workspace The run's memory.
     * @param image The image.
     * @return 0 to {@code outputs - 1}.
     */
    public int prediction(Workspace workspace, int image) {
        return SoftmaxCrossEntropy.argMax(workspace.memory(), logit(workspace, image), outputs())
                - logit(workspace, image);
    }

    /**
     * Writes the probabilities of one image of the current batch.
     * @param workspace The run's memory.
     * @param image The image.
     * @param probabilities Receives {@code outputs} floats that sum to 1.
     * @param offset Where the first goes.
     */
    public void probabilities(Workspace workspace, int image, float[] probabilities, int offset) {
        SoftmaxCrossEntropy.probabilities(
                workspace.memory(),
                logit(workspace, image),
                outputs(),
                probabilities,
                offset,
                workspace.exponentials(),
                workspace.exponentials(image));
    }

    /** Makes one output of one image the thing to differentiate. */
    void seedGradient(Workspace workspace, int image, int output) {
        int gradient = workspace.outGradient(layers.length - 1) + last(image);
        Arrays.fill(workspace.memory(), gradient, gradient + last(1), 0f);
        workspace.memory()[gradient + output] = 1f;
    }

    /** Copies what the last layer made of one image, without padding: its values in row, column, channel order. */
    void copyOutput(Workspace workspace, int image, float[] target, int offset) {
        int out = workspace.end() + image * plan.outputPixels() * plan.outputPixelStride();
        for (int pixel = 0; pixel < plan.outputPixels(); pixel++) {
            System.arraycopy(
                    workspace.memory(),
                    out + pixel * plan.outputPixelStride(),
                    target,
                    offset + pixel * plan.outputChannels(),
                    plan.outputChannels());
        }
    }

    /** Where in memory an image's logits begin. */
    private int logit(Workspace workspace, int image) {
        return workspace.out(layers.length - 1) + last(image);
    }

    private int last(int image) {
        return image * layers[layers.length - 1].outStride();
    }
}
