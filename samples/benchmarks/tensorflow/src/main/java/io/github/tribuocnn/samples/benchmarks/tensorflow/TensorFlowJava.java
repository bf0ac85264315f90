/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.tensorflow;

import io.github.tribuocnn.samples.benchmarks.competitor.Competitor;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A graph in TensorFlow's native session, fed batch by batch. */
public final class TensorFlowJava implements Competitor {

    private static final int TEST_BATCH = 500;

    private final Settings settings;
    private final Digits training;
    private final Digits test;
    private final Session session;
    private final Placeholder<TFloat32> images;
    private final Placeholder<TInt32> labels;
    private final Operand<TFloat32> loss;
    private final Operand<TInt64> answer;
    private final Op step;
    private int epochs;

    private TensorFlowJava(Settings settings, Digits training, Digits test) {
        this.settings = settings.requireReferenceNetwork();
        this.training = training;
        this.test = test;
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, Digits.SIDE, Digits.SIDE, 1)));
        labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        ReferenceGraph network = new ReferenceGraph(tf);
        Operand<TFloat32> logits = network.logits(images);
        answer = tf.math.argMax(logits, tf.constant(1));
        // TensorFlow has no C++ gradient for the sparse form of this loss
        Operand<TFloat32> truth = tf.oneHot(labels, tf.constant(Digits.CLASSES), tf.constant(1f), tf.constant(0f));
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, truth).loss(), tf.constant(0));
        step = adam(tf, loss, network.variables());
        ConfigProto threads = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(settings.threads())
                .setInterOpParallelismThreads(settings.threads())
                .build();
        session = new Session(graph, threads);
        session.initialize();
    }

    /** Enters TensorFlow-Java. */
    public static final class Entry implements Competitor.Entry {
        @Override
        public Competitor enter(Settings settings, Digits training, Digits test) {
            return new TensorFlowJava(settings, training, test);
        }
    }

    private static Op adam(Ops tf, Operand<TFloat32> loss, List<Variable<TFloat32>> variables) {
        Constant<TFloat32> betaOne = tf.constant(0.9f);
        Constant<TFloat32> betaTwo = tf.constant(0.999f);
        Variable<TFloat32> betaOnePower = tf.variable(tf.constant(0.9f));
        Variable<TFloat32> betaTwoPower = tf.variable(tf.constant(0.999f));
        Gradients gradients = tf.gradients(loss, variables);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            updates.add(tf.train.applyAdam(
                    variable,
                    zeros(tf, variable.shape()),
                    zeros(tf, variable.shape()),
                    betaOnePower,
                    betaTwoPower,
                    tf.constant(0.001f),
                    betaOne,
                    betaTwo,
                    tf.constant(1e-7f),
                    gradients.dy(i)));
        }
        Ops afterwards = tf.withControlDependencies(updates);
        return tf.withControlDependencies(List.of(
                        afterwards.assign(betaOnePower, tf.math.mul(betaOnePower, betaOne)),
                        afterwards.assign(betaTwoPower, tf.math.mul(betaTwoPower, betaTwo))))
                .noOp();
    }

    private static Variable<TFloat32> zeros(Ops tf, Shape shape) {
        return tf.variable(tf.constant(shape, DataBuffers.of(new float[(int) shape.size()])));
    }

    @Override
    public String name() {
        return "TensorFlow-Java 1.1.0 (TensorFlow " + TensorFlow.version() + ")";
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
        int[] truth = new int[count];
        for (int i = 0; i < count; i++) {
            training.copyPixels(order[start + i], pixels, i * Digits.PIXELS);
            truth[i] = training.label(order[start + i]);
        }
        try (TFloat32 batch = tensor(pixels, count);
                TInt32 batchLabels = TInt32.tensorOf(Shape.of(count), DataBuffers.of(truth));
                Result result = session.runner()
                        .feed(images, batch)
                        .feed(labels, batchLabels)
                        .addTarget(step)
                        .fetch(loss)
                        .run()) {
            float value = ((TFloat32) result.get(0)).getFloat();
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("The loss became " + value);
            }
        }
    }

    private static TFloat32 tensor(float[] pixels, int count) {
        return TFloat32.tensorOf(Shape.of(count, Digits.SIDE, Digits.SIDE, 1), DataBuffers.of(pixels));
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
            try (TFloat32 batch = tensor(pixels, count);
                    Result result =
                            session.runner().feed(images, batch).fetch(answer).run()) {
                TInt64 answers = (TInt64) result.get(0);
                for (int i = 0; i < count; i++) {
                    right += answers.getLong(i) == test.label(start + i) ? 1 : 0;
                }
            }
        }
        return (double) right / test.size();
    }
}
