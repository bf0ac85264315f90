/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.text.ByteCount;
import io.github.tribuocnn.cnn.train.TrainingListener;
import io.github.tribuocnn.cnn.train.TrainingLoop;
import io.github.tribuocnn.cnn.train.TrainingOptions;
import io.github.tribuocnn.cnn.train.TrainingResult;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.IncrementalTrainer;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains a convolutional network to tell images apart.
 *
 * <p>The weights of the model are a function of the dataset, the configuration and the number of train calls before
 * this one. The number of threads and the kernels make it faster or slower, never different.
 *
 * <p>Example weights are honoured relative to their sum: a weight of 1/N for each of N examples trains the same network
 * as a weight of 1. The order is that of {@link Dataset#getExample}: {@link Dataset#shuffle}, of which provenance knows
 * nothing, has no effect. A trainer is thread safe, and trains outside its lock.
 */
public final class CNNTrainer extends TrainerSettings implements IncrementalTrainer<Label, CNNModel>, WeightedExamples {
    /** Images enough to fill the batches in which validation measures; beyond that their number hardly counts. */
    private static final int FILLS_EVERY_BATCH = 1_000;

    private SplittableRandom rng = new SplittableRandom(seed);

    private int trainInvocationCounter;

    /** Read once a run, for provenance. */
    private final Clock clock;

    /** For OLCUT, and for the builder to collect settings in. */
    CNNTrainer() {
        clock = Clock.system(ZoneId.systemDefault());
    }

    /** A trainer of its own with the settings of another. */
    CNNTrainer(TrainerSettings settings) {
        this(settings, Clock.system(ZoneId.systemDefault()));
    }

    /** A trainer of its own with the settings of another and the time from a clock. */
    CNNTrainer(TrainerSettings settings, Clock clock) {
        super(settings);
        this.clock = clock;
        postConfig();
    }

    /**
     * Starts from the defaults: the reference architecture, 8 epochs of batches of 32, Adam, no validation.
     *
     * @return a new builder
     */
    public static CNNTrainerBuilder builder() {
        return new CNNTrainerBuilder();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public synchronized void postConfig() {
        check();
        rng = new SplittableRandom(seed);
    }

    @Override
    public CNNModel train(Dataset<Label> examples) {
        return train(examples, Map.of());
    }

    @Override
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
    }

    @Override
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
        return run(examples, null, runProvenance, invocationCount, TrainingListener.NONE);
    }

    /**
     * Trains under the eyes of a listener, which sees each epoch as it ends and cannot change the outcome.
     *
     * @param examples the images, every feature a pixel of the architecture's input
     * @param runProvenance what to record with the model about this run
     * @param listener told of every epoch, on the calling thread
     * @return the trained model
     * @throws IllegalArgumentException if the dataset does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    public CNNModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, TrainingListener listener) {
        return run(examples, null, runProvenance, INCREMENT_INVOCATION_COUNT, listener);
    }

    /**
     * Trains on from a model, which itself is not changed: all epochs of the configuration, from its weights and, if it
     * was saved with it, from what its optimiser remembers. The new model knows the labels of the old one and the pixels
     * of both datasets. Provenance records the old model's weights as {@code parent-weights-sha256}.
     *
     * @param newData the images; their labels must be among the model's
     * @param model a model of the same architecture and pixel values as configured here
     * @return the trained model
     * @throws IllegalArgumentException if the dataset or the model does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    @Override
    public CNNModel incrementalTrain(Dataset<Label> newData, CNNModel model) {
        return incrementalTrain(newData, model, Map.of(), TrainingListener.NONE);
    }

    /**
     * Trains on from a model under the eyes of a listener; see {@link #incrementalTrain(Dataset, CNNModel)}.
     *
     * @param newData the images; their labels must be among the model's
     * @param model a model of the same architecture and pixel values as configured here
     * @param runProvenance what to record with the model about this run
     * @param listener told of every epoch, on the calling thread
     * @return the trained model
     * @throws IllegalArgumentException if the dataset or the model does not fit the configuration
     * @throws IllegalStateException if the loss stops being a number; the message says when and what to do
     */
    public CNNModel incrementalTrain(
            Dataset<Label> newData, CNNModel model, Map<String, Provenance> runProvenance, TrainingListener listener) {
        return run(newData, WarmStart.from(model, this), runProvenance, INCREMENT_INVOCATION_COUNT, listener);
    }

    /** The next call once more, as a reproduction makes it. */
    CNNModel trainAgain(Dataset<Label> examples, @Nullable WarmStart start) {
        return run(examples, start, Map.of(), INCREMENT_INVOCATION_COUNT, TrainingListener.NONE);
    }

    private CNNModel run(
            Dataset<Label> examples,
            @Nullable WarmStart start,
            Map<String, Provenance> runProvenance,
            int invocationCount,
            TrainingListener listener) {
        TrainingRecord.requireRoom(runProvenance);
        Kernels kernels = KernelProvider.select(kernel);
        TrainingData data = encode(examples, start == null ? null : start.parent());
        Run run = nextRun(invocationCount);

        long runSeed = run.random().nextLong();
        Holdout images = Holdout.of(data, validationFraction, run.random().nextLong());
        EncodedImages training = ClassWeights.apply(images.training(), classWeights, data.outputs());
        TrainingOptions options = options(runSeed);
        TrainingLoop loop = new TrainingLoop(architecture, kernels, options);
        TrainingListener log = new TrainingLog(architecture, epochs, listener);
        TrainingResult result = start == null
                ? loop.train(training, images.validation(), log)
                : loop.resume(start.weights(), start.optimiserState(), training, images.validation(), log);

        ModelProvenance provenance = new ModelProvenance(
                CNNModel.class.getName(),
                OffsetDateTime.now(clock),
                examples.getProvenance(),
                run.provenance(),
                TrainingRecord.of(runProvenance, result, images, data.fingerprint(), start));
        TrainedNetwork network = new TrainedNetwork(
                architecture,
                result.weights(),
                data.pixels(),
                pixelMaximum,
                saveOptimiserState ? result.optimiserState() : null,
                kernels);
        return new CNNModel("cnn-model", provenance, data.features(), data.outputs(), network);
    }

    /**
     * The network and the memory it needs, as a table: {@link io.github.tribuocnn.cnn.arch.Architecture#summary()}, then the heap that training takes
     * with these settings and the heap that a model takes to predict, the images themselves not counted. Right to within a
     * fifth.
     *
     * @return several lines
     * @throws IllegalArgumentException if a batch does not fit an array, naming the layer
     */
    public String summary() {
        int enough = Math.max(batchSize, FILLS_EVERY_BATCH);
        long training = new TrainingLoop(architecture, KernelProvider.select(kernel), options(seed))
                .bytes(enough, validationFraction == 0 ? 0 : enough);
        return architecture.summary()
                + "\n Memory to train: " + ByteCount.text(training) + " (batches of " + batchSize + ", "
                + optimiser.text() + ")"
                + "\n Memory to predict: " + ByteCount.text(TrainedNetwork.bytes(architecture)) + " and "
                + ByteCount.text(Classifier.bytesPerThread(architecture)) + " for each thread";
    }

    /**
     * A dataset as this trainer sees it.
     *
     * @throws IllegalArgumentException if it does not fit the configuration
     */
    TrainingData encode(Dataset<Label> examples, @Nullable CNNModel parent) {
        return TrainingData.of(examples, architecture, pixelNaming, pixelMaximum, parent);
    }

    /** The randomness of one train call, and what to record of the trainer as it was before the call. */
    private record Run(SplittableRandom random, TrainerProvenance provenance) {}

    /** All a train call shares with others is claimed here, so that the n-th call can be repeated; the rest is unlocked. */
    private synchronized Run nextRun(int invocationCount) {
        if (invocationCount != INCREMENT_INVOCATION_COUNT) {
            setInvocationCount(invocationCount);
        }
        Run run = new Run(rng.split(), getProvenance());
        trainInvocationCounter++;
        return run;
    }

    @Override
    public synchronized int getInvocationCount() {
        return trainInvocationCounter;
    }

    @Override
    public synchronized void setInvocationCount(int invocationCount) {
        if (invocationCount < 0) {
            throw new IllegalArgumentException("The supplied invocationCount is less than zero.");
        }
        rng = new SplittableRandom(seed);
        for (trainInvocationCounter = 0; trainInvocationCounter < invocationCount; trainInvocationCounter++) {
            SplittableRandom unused = rng.split();
        }
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
