/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.WinnerList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one run over one network: parameters, gradients, and each layer's activations for up to
 * {@code capacity} images. All of it is allocated at once and reused for every batch.
 *
 * <p>A workspace to train in has places for all images of a batch only where a layer looks at all of them at once, or
 * where they come back to a thread from a layer that is divided. Elsewhere images pass through places that each thread
 * reuses, which are few enough to stay in its cache.
 */
public final class Workspace {

    final Kernels kernels;
    final float[] parameters;
    final float[] gradients;

    /** Passing images that a thread takes through the layers together: as many as the dense kernels have rows. */
    static final int AT_ONCE = 4;

    private final WorkspacePlan plan;
    private final ImagePlaces places;
    private final float[] memory;
    private final int[] winnerMemory;
    private final double[] exponentials;
    private final float[] zeros;
    private final WinnerList[] lists;
    private final double[] statisticsMemory;
    private final Batch batch;

    /** This memory as each thread sees it, and who took which view. */
    private final Workspace[] views;

    private final AtomicReferenceArray<@Nullable Thread> viewers;

    /** The number of the batch for which this view's turned parameters were brought up to date last. */
    private long turnedFor;

    /** The batch at work, the same in all views. */
    private static final class Batch {
        private int images;
        private long number;

        // what a learning pass knows of its batch
        private boolean learning;
        private long seed;
        private int epoch;
        private int[] order = new int[0];
        private int start;
    }

    private Workspace(WorkspacePlan plan, Kernels kernels, float[] parameters) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.plan = plan;
        this.places = new ImagePlaces(plan, 0);
        this.memory = new float[plan.memorySize];
        this.winnerMemory = new int[plan.winnersSize];
        this.statisticsMemory = new double[plan.statisticsSize];
        this.gradients = new float[plan.gradientsSize];
        this.exponentials = new double[plan.exponentialsSize];
        this.zeros = new float[plan.zerosSize];
        this.lists = IntStream.range(0, plan.training ? Network.PARTS : 0)
                .mapToObj(part -> new WinnerList())
                .toArray(WinnerList[]::new);
        this.batch = new Batch();
        this.views = IntStream.range(0, plan.passage.slots())
                .mapToObj(slot -> new Workspace(this, slot))
                .toArray(Workspace[]::new);
        this.viewers = new AtomicReferenceArray<>(plan.passage.slots());
    }

    /** A view: the memory of {@code whole}, passing images at the slot's places. */
    private Workspace(Workspace whole, int slot) {
        this.kernels = whole.kernels;
        this.parameters = whole.parameters;
        this.plan = whole.plan;
        this.places = new ImagePlaces(plan, slot);
        this.memory = whole.memory;
        this.winnerMemory = whole.winnerMemory;
        this.statisticsMemory = whole.statisticsMemory;
        this.gradients = whole.gradients;
        this.exponentials = whole.exponentials;
        this.zeros = whole.zeros;
        this.lists = whole.lists;
        this.batch = whole.batch;
        this.views = new Workspace[0];
        this.viewers = new AtomicReferenceArray<>(0);
    }

    /**
     * Memory to train in.
     * @param network The network.
     * @param kernels The kernels to run with.
     * @param parameters The packed parameters, which training will change.
     * @param capacity The largest batch.
     * @param threads How many threads will run the stages of {@link Network#learning}.
     * @return A workspace with all gradients at 0.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static Workspace forTraining(
            Network network, Kernels kernels, float[] parameters, int capacity, int threads) {
        return new Workspace(WorkspacePlan.toTrain(network, capacity, threads), kernels, parameters);
    }

    /**
     * Memory to go forward over all images of a batch, then backward.
     * @param network The network.
     * @param kernels The kernels to run with.
     * @param parameters The packed parameters.
     * @param capacity The largest batch.
     * @return A workspace with all gradients at 0.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static Workspace forGradients(Network network, Kernels kernels, float[] parameters, int capacity) {
        return new Workspace(WorkspacePlan.ofAllImages(network, capacity, true), kernels, parameters);
    }

    /**
     * Memory to go forward only.
     * @param network The network.
     * @param kernels The kernels to run with.
     * @param parameters The packed parameters.
     * @param capacity The largest batch.
     * @return A workspace without gradients.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static Workspace forInference(Network network, Kernels kernels, float[] parameters, int capacity) {
        return new Workspace(WorkspacePlan.ofAllImages(network, capacity, false), kernels, parameters);
    }

    /**
     * The heap that {@link #forTraining} takes, without the parameters.
     * @param network The network.
     * @param capacity The largest batch.
     * @param threads How many threads train.
     * @return Bytes.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static long trainingBytes(Network network, int capacity, int threads) {
        return WorkspacePlan.toTrain(network, capacity, threads).bytes();
    }

    /**
     * The heap that {@link #forInference} takes, without the parameters.
     * @param network The network.
     * @param capacity The largest batch.
     * @return Bytes.
     * @throws IllegalArgumentException If a batch that large does not fit an array, naming the layer.
     */
    public static long inferenceBytes(Network network, int capacity) {
        return WorkspacePlan.ofAllImages(network, capacity, false).bytes();
    }

    /**
     * Begins a batch.
     * @param count The images it has, 1 to the capacity.
     */
    public void begin(int count) {
        if (count < 1 || count > plan.capacity) {
            throw new IllegalArgumentException("A batch of " + count + " images, expected 1 to " + plan.capacity);
        }
        batch.images = count;
        batch.number++;
        batch.learning = false;
    }

    /**
     * Begins a batch to learn from: layers that work differently while learning do so until the next batch.
     * @param count The images it has, 1 to the capacity.
     * @param runSeed The run's seed.
     * @param runEpoch The epoch.
     * @param epochOrder The order of the epoch's examples.
     * @param first Where the batch begins in it.
     */
    public void beginLearning(int count, long runSeed, int runEpoch, int[] epochOrder, int first) {
        begin(count);
        batch.learning = true;
        batch.seed = runSeed;
        batch.epoch = runEpoch;
        batch.order = epochOrder;
        batch.start = first;
    }

    /**
     * This memory as the calling thread sees it while a few images pass, the first of which is given. Good until the
     * thread calls this again.
     */
    Workspace passing(int first) {
        if (views.length == 0) {
            return this;
        }
        Workspace view = viewOf(Thread.currentThread());
        view.places.moveTo(first);
        return view;
    }

    /** A thread keeps its view, whose places are in its cache. */
    private Workspace viewOf(Thread thread) {
        for (int slot = 0; slot < views.length; slot++) {
            if (viewers.get(slot) == thread) {
                return views[slot];
            }
        }
        for (int slot = 0; slot < views.length; slot++) {
            if (viewers.compareAndSet(slot, null, thread)) {
                return views[slot];
            }
        }
        throw new IllegalStateException(thread.getName() + " is one thread more than the " + views.length
                + " that this workspace was made for");
    }

    /**
     * Whether a layer is divided among the threads by its parameters rather than by the images of a batch ("One weird trick
     * for parallelizing convolutional neural networks", A. Krizhevsky, 2014). A part of the backward pass works on some of
     * the parameters for all images, a part of the forward pass on half of them for a quarter of the images. So two threads
     * never send each other parameters, and more of them few; images travel instead, which are less.
     */
    boolean isDivided(int layer) {
        return plan.passage.isDivided(layer);
    }

    /** How the batch goes through the network. */
    Passage passage() {
        return plan.passage;
    }

    /** Whether each view has turned parameters of its own, but for divided layers. */
    boolean hasOwnTurned() {
        return plan.ownTurned;
    }

    /** Whether this view's turned parameters may be older than the batch; says so once in a batch. */
    boolean isToTurn() {
        if (!plan.ownTurned || turnedFor == batch.number) {
            return false;
        }
        turnedFor = batch.number;
        return true;
    }

    /** Whether the current batch is one to learn from. */
    boolean isLearning() {
        return batch.learning;
    }

    /** The seed of the run that learns. */
    long seed() {
        return batch.seed;
    }

    /** The epoch that learns. */
    int epoch() {
        return batch.epoch;
    }

    /** Which example an image of a batch to learn from is. */
    int example(int image) {
        return batch.order[batch.start + image];
    }

    /**
     * The images of the current batch.
     * @return 1 to the capacity.
     */
    public int images() {
        return batch.images;
    }

    /**
     * The most images a batch may have.
     * @return At least 1.
     */
    public int capacity() {
        return plan.capacity;
    }

    /**
     * The array that holds the activations and all else that a batch leaves. Written in places by each layer.
     * @return The array itself.
     */
    public float[] memory() {
        return memory;
    }

    /**
     * Where in {@link #memory} the pixels of a batch go: image by image, each {@code [H][W][C]}.
     * @return The index of the first pixel.
     */
    public int input() {
        return places.input;
    }

    /**
     * The gradient of the mean loss after the backward stages, in the layout of the packed parameters.
     * @return The gradient buffer itself.
     */
    public float[] gradients() {
        return gradients;
    }

    /** Where in memory layer {@code layer} reads: the output of a layer before it, or the images. */
    int in(int layer) {
        return places.ins[layer];
    }

    /** Where in memory the last layer writes; without any layer, where the images are. */
    int end() {
        return places.outs.length == 0 ? input() : places.outs[places.outs.length - 1];
    }

    /** Where in memory layer {@code layer} writes. */
    int out(int layer) {
        return places.outs[layer];
    }

    /** Where in memory the gradients of what layer {@code layer} reads go; for the first layer, if the network gives them. */
    int inGradient(int layer) {
        return places.inGradients[layer];
    }

    /** Where in memory the gradients of what layer {@code layer} wrote are. */
    int outGradient(int layer) {
        return places.outGradients[layer];
    }

    /** The array of all layers' pool winners. */
    int[] winnerMemory() {
        return winnerMemory;
    }

    /** Where in {@link #winnerMemory} the winners of layer {@code layer} go. */
    int winners(int layer) {
        return places.winners[layer];
    }

    /** Where in memory the layer's own working space begins, of the size it asked for. */
    int side(int layer) {
        return plan.sides[layer];
    }

    /** Where in memory the copy of the layer's parameters in another layout begins, as large as it asked for. */
    int turned(int layer) {
        return places.turned(layer);
    }

    /** Where in memory the layer's scratch space of image 0 begins. */
    int scratch(int layer) {
        return places.scratches[layer];
    }

    /** The array of the loss's working space. */
    double[] exponentials() {
        return exponentials;
    }

    /** Where in {@link #exponentials} an image has a number for each output. */
    int exponentials(int image) {
        return places.exponentials(image);
    }

    /** The array of all layers' statistics. */
    double[] statistics() {
        return statisticsMemory;
    }

    /** Where among the statistics those of layer {@code layer} begin. */
    int statistics(int layer) {
        return plan.statistics[layer];
    }

    /** Zeros, at least as many as any layer has outputs and the batch has lanes. Never written. */
    float[] zeros() {
        return zeros;
    }

    WinnerList list(int part) {
        return lists[part];
    }
}
