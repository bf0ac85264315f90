/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.tribuocnn;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import io.github.tribuocnn.samples.benchmarks.competitor.Competitor;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.PausedTraining;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** One train call; the listener stops it between epochs. */
public final class TribuoCnn implements Competitor {

    /** So many digits hold each of the ten classes, without which a network of ten outputs can't be trained. */
    private static final int ALL_CLASSES = 32;

    private final Settings settings;
    private final ImageDataset firstBatch;
    private final ImageDataset test;
    private final PausedTraining<CNNModel> training;
    private String kernels = "";

    private TribuoCnn(Settings settings, Digits training, Digits test) {
        this.settings = settings;
        this.firstBatch =
                dataset(training.head(Math.min(Math.max(settings.batchSize(), ALL_CLASSES), training.size())));
        this.test = dataset(test);
        ImageDataset images = dataset(training);
        this.training = new PausedTraining<>(betweenEpochs ->
                trainer(settings.epochs()).train(images, Map.of(), new Gate(betweenEpochs, settings.epochs())));
    }

    /** Enters tribuo-cnn. */
    public static final class Entry implements Competitor.Entry {
        @Override
        public TribuoCnn enter(Settings settings, Digits training, Digits test) {
            return new TribuoCnn(settings, training, test);
        }
    }

    private static ImageDataset dataset(Digits digits) {
        ImageSet images = ImageSet.of(
                "digits",
                Digits.SIDE,
                Digits.SIDE,
                1,
                digits.pixels(),
                IntStream.range(0, digits.size()).map(digits::label).toArray(),
                IntStream.range(0, Digits.CLASSES).mapToObj(Integer::toString).toList());
        return new ImageDataset(images, new SimpleDataSourceProvenance("digits", new LabelFactory()));
    }

    private CNNTrainer trainer(int epochs) {
        return CNNTrainer.builder()
                .architecture(architecture())
                .epochs(epochs)
                .batchSize(settings.batchSize())
                .optimiser(new Adam(0.001, 0.9, 0.999, 1e-7))
                .threads(settings.threads())
                .build();
    }

    private Architecture architecture() {
        return settings.architecture().isEmpty()
                ? Architecture.reference()
                : Architecture.parse(settings.architecture(), new ImageShape(Digits.SIDE, Digits.SIDE, 1));
    }

    private record Gate(Runnable betweenEpochs, int epochs) implements TrainingListener {
        @Override
        public void epochEnded(EpochMetrics metrics) {
            if (metrics.epoch() < epochs) {
                betweenEpochs.run();
            }
        }
    }

    @Override
    public String name() {
        return "tribuo-cnn, " + kernels;
    }

    @Override
    public void firstStep() {
        CNNModel unused = trainer(1).train(firstBatch, Map.of(), new TrainingListener() {
            @Override
            public void trainingStarted(int trainingImages, int validationImages, String provider, int threads) {
                kernels = provider;
            }
        });
    }

    @Override
    public void epoch() throws Exception {
        training.epoch();
    }

    /**
     * What was trained, after the last epoch.
     *
     * @throws Exception what the train call threw
     */
    public CNNModel model() throws Exception {
        return training.model();
    }

    @Override
    public double accuracy() throws Exception {
        return new LabelEvaluator().evaluate(model(), test).accuracy();
    }
}
