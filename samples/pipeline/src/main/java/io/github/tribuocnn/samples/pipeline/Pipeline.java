/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.IdxSplits;
import io.github.tribuocnn.cnn.data.Mnist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.dataset.DatasetView;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/**
 * A Tribuo pipeline that compares trainers on handwritten digits. It had a logistic regression and a random forest; the
 * network is one more line in {@link #trainers()}. Data, training and evaluation do not know which is which.
 */
public final class Pipeline {
    private static final long SEED = Trainer.DEFAULT_SEED;

    private Pipeline() {}

    /**
     * Compares the trainers on MNIST, found as {@link Mnist} says: by the environment variable {@code MNIST_DIR}, in the
     * cache or by download.
     *
     * @param args how many of the 60,000 training images to use; nothing for all
     * @throws IOException if MNIST can't be had or read
     */
    public static void main(String[] args) throws IOException {
        IdxSplits mnist = Mnist.builder().build().find();
        Dataset<Label> train = dataset(mnist.train());
        Dataset<Label> test = dataset(mnist.test());
        Dataset<Label> used = args.length == 0 ? train : first(Integer.parseInt(args[0]), train);
        System.out.println(ComparisonTable.of(compare(trainers(), used, test)));
    }

    /** What is compared, by name. The last one is compared with each of the others. */
    static Map<String, Trainer<Label>> trainers() {
        Map<String, Trainer<Label>> trainers = new LinkedHashMap<>();
        trainers.put(
                "logistic regression",
                new TransformTrainer<>(
                        new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 5, SEED),
                        new TransformationMap(List.of(SimpleTransform.div(255)))));
        trainers.put(
                "random forest of 20 trees",
                new RandomForestTrainer<>(
                        new CARTClassificationTrainer(Integer.MAX_VALUE, 0.04f, SEED), new VotingCombiner(), 20, SEED));
        trainers.put("convolutional network", CNNTrainer.builder().seed(SEED).build());
        return trainers;
    }

    /** Trains each trainer on one dataset and tests its model on the other. */
    static List<Score> compare(Map<String, Trainer<Label>> trainers, Dataset<Label> train, Dataset<Label> test) {
        List<Score> scores = new ArrayList<>();
        trainers.forEach((name, trainer) -> scores.add(Score.of(name, trainer, train, test)));
        return scores;
    }

    private static Dataset<Label> dataset(IdxPair files) throws IOException {
        return new MutableDataset<>(new IDXDataSource<>(files.images(), files.labels(), new LabelFactory()));
    }

    private static Dataset<Label> first(int count, Dataset<Label> dataset) {
        return new DatasetView<>(dataset, IntStream.range(0, count).toArray(), "the first " + count);
    }
}
