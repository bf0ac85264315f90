/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.github.tribuocnn.samples.benchmarks.competitor.Competitor;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.util.stream.IntStream;

/** DJL's trainer over libtorch. */
public final class DjlPyTorch implements Competitor {

    private static final int TEST_BATCH = 500;

    private final Settings settings;
    private final Digits training;
    private final Digits test;
    private final Trainer trainer;
    private int epochs;

    private DjlPyTorch(Settings settings, Digits training, Digits test) {
        this.settings = settings.requireReferenceNetwork();
        this.training = training;
        this.test = test;
        Model model = Model.newInstance("reference", "PyTorch");
        model.setBlock(network());
        Adam adam = Adam.builder()
                .optLearningRateTracker(Tracker.fixed(0.001f))
                .optBeta1(0.9f)
                .optBeta2(0.999f)
                .optEpsilon(1e-7f)
                .build();
        this.trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam));
        trainer.initialize(new Shape(settings.batchSize(), 1, Digits.SIDE, Digits.SIDE));
    }

    /** Enters DJL. */
    public static final class Entry implements Competitor.Entry {
        @Override
        public Competitor enter(Settings settings, Digits training, Digits test) {
            // read when the engine is loaded
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(settings.threads()));
            System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(settings.threads()));
            return new DjlPyTorch(settings, training, test);
        }
    }

    private static SequentialBlock network() {
        return new SequentialBlock()
                .add(convolution(32))
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(convolution(16))
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(100).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(Digits.CLASSES).build());
    }

    private static Conv2d convolution(int filters) {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(filters)
                .build();
    }

    @Override
    public String name() {
        return "DJL " + Engine.getDjlVersion() + " (PyTorch "
                + Engine.getEngine("PyTorch").getVersion() + ")";
    }

    @Override
    public void firstStep() {
        train(IntStream.range(0, settings.batchSize()).toArray(), 0);
    }

    @Override
    public void epoch() {
        int[] order = training.shuffled(++epochs);
        for (int start = 0; start + settings.batchSize() <= order.length; start += settings.batchSize()) {
            train(order, start);
        }
    }

    private void train(int[] order, int start) {
        int count = settings.batchSize();
        float[] pixels = new float[count * Digits.PIXELS];
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            training.copyPixels(order[start + i], pixels, i * Digits.PIXELS);
            labels[i] = training.label(order[start + i]);
        }
        NDManager manager = trainer.getManager().newSubManager();
        try (Batch batch = new Batch(
                manager,
                new NDList(images(manager, pixels, count)),
                new NDList(manager.create(labels, new Shape(count, 1))),
                count,
                Batchifier.STACK,
                Batchifier.STACK,
                start / count,
                order.length / count)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
        }
    }

    private static NDArray images(NDManager manager, float[] pixels, int count) {
        return manager.create(pixels, new Shape(count, 1, Digits.SIDE, Digits.SIDE));
    }

    @Override
    public double accuracy() {
        int right = 0;
        for (int start = 0; start < test.size(); start += TEST_BATCH) {
            int count = Math.min(TEST_BATCH, test.size() - start);
            float[] pixels = new float[count * Digits.PIXELS];
            for (int i = 0; i < count; i++) {
                test.copyPixels(start + i, pixels, i * Digits.PIXELS);
            }
            try (NDManager manager = trainer.getManager().newSubManager()) {
                NDList logits = trainer.evaluate(new NDList(images(manager, pixels, count)));
                long[] answers = logits.singletonOrThrow().argMax(1).toLongArray();
                for (int i = 0; i < count; i++) {
                    right += answers[i] == test.label(start + i) ? 1 : 0;
                }
                logits.close();
            }
        }
        return (double) right / test.size();
    }
}
