/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.dl4j;

import io.github.tribuocnn.samples.benchmarks.competitor.Competitor;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's own layers. */
public final class Dl4j implements Competitor {

    private static final int TEST_BATCH = 500;

    private final Settings settings;
    private final Digits training;
    private final Digits test;
    private final MultiLayerNetwork network;
    private int epochs;

    private Dl4j(Settings settings, Digits training, Digits test) {
        this.settings = settings.requireReferenceNetwork();
        this.training = training;
        this.test = test;
        // its default, a garbage collection every 5 seconds, would cost DL4J time
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        this.network = new MultiLayerNetwork(configuration());
        network.init();
    }

    /** Enters DL4J. */
    public static final class Entry implements Competitor.Entry {
        @Override
        public Competitor enter(Settings settings, Digits training, Digits test) {
            return new Dl4j(settings, training, test);
        }
    }

    private static MultiLayerConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .updater(new Adam(0.001, 0.9, 0.999, 1e-7))
                .list()
                .layer(convolution(32))
                .layer(pool())
                .layer(convolution(16))
                .layer(pool())
                .layer(new DenseLayer.Builder()
                        .nOut(100)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(Digits.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(Digits.SIDE, Digits.SIDE, 1))
                .build();
    }

    private static ConvolutionLayer convolution(int filters) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .activation(Activation.RELU)
                .build();
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    @Override
    public String name() {
        return "DL4J 1.0.0-M2.1";
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
        float[] labels = new float[count * Digits.CLASSES];
        for (int i = 0; i < count; i++) {
            training.copyPixels(order[start + i], pixels, i * Digits.PIXELS);
            labels[i * Digits.CLASSES + training.label(order[start + i])] = 1;
        }
        network.fit(images(pixels, count), Nd4j.create(labels, new int[] {count, Digits.CLASSES}));
    }

    private static INDArray images(float[] pixels, int count) {
        return Nd4j.create(pixels, new int[] {count, 1, Digits.SIDE, Digits.SIDE});
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
            int[] answers = network.predict(images(pixels, count));
            for (int i = 0; i < count; i++) {
                right += answers[i] == test.label(start + i) ? 1 : 0;
            }
        }
        return (double) right / test.size();
    }
}
