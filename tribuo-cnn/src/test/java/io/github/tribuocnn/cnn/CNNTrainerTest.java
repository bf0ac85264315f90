/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;

class CNNTrainerTest {
    private final MutableDataset<Label> bars = Bars.dataset(120, 1);

    @Test
    void tellsBarsItHasNotSeenApart() {
        CNNModel model = Bars.trainer().build().train(bars);

        LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, Bars.dataset(90, 2));

        assertTrue(evaluation.accuracy() >= 0.95, () -> "accuracy " + evaluation.accuracy());
        assertTrue(evaluation.averageAUCROC(false) >= 0.98, () -> "AUC " + evaluation.averageAUCROC(false));
    }

    @Test
    void equalTrainersOfEqualDataGiveEqualWeights() {
        CNNModel one = Bars.trainer().build().train(bars);
        CNNModel other = Bars.trainer().build().train(Bars.dataset(120, 1));

        assertArrayEquals(one.weights(), other.weights());
        assertEquals(one.weightsSha256(), other.weightsSha256());
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        CNNModel one = Bars.trainer().seed(1).epochs(1).build().train(bars);
        CNNModel other = Bars.trainer().seed(2).epochs(1).build().train(bars);

        assertNotEquals(one.weightsSha256(), other.weightsSha256());
    }

    @Test
    void everyCallOfOneTrainerIsAnotherRunAndEachCanBeRepeated() {
        CNNTrainer trainer = Bars.trainer().epochs(1).build();
        CNNModel first = trainer.train(bars);
        CNNModel second = trainer.train(bars);
        CNNModel third = trainer.train(bars);
        assertEquals(
                3,
                Set.of(first.weightsSha256(), second.weightsSha256(), third.weightsSha256())
                        .size());

        trainer.setInvocationCount(1);
        assertEquals(second.weightsSha256(), trainer.train(bars).weightsSha256());
        assertEquals(third.weightsSha256(), trainer.train(bars).weightsSha256());
        assertEquals(first.weightsSha256(), trainer.train(bars, Map.of(), 0).weightsSha256());
        assertEquals(1, trainer.getInvocationCount());
    }

    @Test
    void provenanceCountsTheCallsBeforeThisOne() {
        CNNTrainer trainer = Bars.trainer().epochs(1).build();

        assertEquals(0, recordedInvocations(trainer.train(bars)));
        assertEquals(1, recordedInvocations(trainer.train(bars)));
        assertEquals(2, trainer.getInvocationCount());
    }

    @Test
    void aRefusedDatasetDoesNotCountAsACall() {
        CNNTrainer trainer = Bars.trainer().epochs(1).build();

        assertThrows(IllegalArgumentException.class, () -> trainer.train(Bars.dataset(List.of())));

        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void negativeInvocationCountsAreRefused() {
        CNNTrainer trainer = Bars.trainer().build();

        var refusal = assertThrows(IllegalArgumentException.class, () -> trainer.setInvocationCount(-2));

        assertEquals("The supplied invocationCount is less than zero.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void threadsDoNotChangeTheWeights(int threads) {
        String expected =
                Bars.trainer().epochs(2).threads(0).build().train(bars).weightsSha256();

        assertEquals(
                expected,
                Bars.trainer().epochs(2).threads(threads).build().train(bars).weightsSha256());
    }

    @Test
    void kernelsDoNotChangeTheWeights() {
        String scalar =
                Bars.trainer().epochs(2).kernel("scalar").build().train(bars).weightsSha256();
        String best =
                Bars.trainer().epochs(2).kernel("auto").build().train(bars).weightsSha256();

        assertEquals(scalar, best);
    }

    @Test
    void oneTrainerTrainsInTwoThreadsAtOnce() {
        CNNTrainer trainer = Bars.trainer().epochs(2).build();
        Supplier<String> run = () -> trainer.train(bars).weightsSha256();
        CompletableFuture<String> one = CompletableFuture.supplyAsync(run);
        CompletableFuture<String> other = CompletableFuture.supplyAsync(run);

        Set<String> concurrent = Set.of(one.join(), other.join());

        trainer.setInvocationCount(0);
        assertEquals(Set.of(run.get(), run.get()), concurrent);
    }

    @Test
    void aListenerSeesEveryEpochAndChangesNothing() {
        List<EpochMetrics> seen = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochMetrics metrics) {
                seen.add(metrics);
            }
        };
        CNNModel watched = Bars.trainer().validationFraction(0.2).build().train(bars, Map.of(), listener);
        CNNModel alone = Bars.trainer().validationFraction(0.2).build().train(bars);

        assertEquals(alone.weightsSha256(), watched.weightsSha256());
        assertEquals(6, seen.size());
        List<EpochMetrics> recovered = watched.history();
        for (int i = 0; i < 6; i++) {
            EpochMetrics live = seen.get(i);
            EpochMetrics timeless = new EpochMetrics(
                    i + 1,
                    live.learningRate(),
                    live.trainLoss(),
                    live.trainAccuracy(),
                    live.validationLoss(),
                    live.validationAccuracy(),
                    Double.NaN,
                    Double.NaN);
            assertEquals(timeless, recovered.get(i));
            assertTrue(live.hasValidation());
        }
    }

    @Test
    void withoutValidationThereAreNoValidationFigures() {
        CNNModel model = Bars.trainer().epochs(2).build().train(bars);

        assertEquals(2, model.history().size());
        model.history().forEach(epoch -> assertTrue(Double.isNaN(epoch.validationLoss())));
        assertEquals(
                Set.of(
                        "epoch-loss",
                        "epoch-accuracy",
                        "learning-rate",
                        "epochs-trained",
                        "training-data-sha256",
                        "training-images",
                        "validation-images",
                        "parameter-count",
                        "weights-sha256"),
                instance(model).keySet());
    }

    @Test
    void provenanceHoldsTheRunAndItsOutcome() {
        CNNModel model = Bars.trainer()
                .validationFraction(0.25)
                .epochs(1)
                .build()
                .train(bars, Map.of("fold", new StringProvenance("fold", "third")));

        Map<String, ? extends Provenance> instance = instance(model);
        assertEquals(new StringProvenance("fold", "third"), instance.get("fold"));
        assertEquals(new IntProvenance("training-images", 90), instance.get("training-images"));
        assertEquals(new IntProvenance("validation-images", 30), instance.get("validation-images"));
        assertEquals(
                new IntProvenance("parameter-count", Bars.NETWORK.parameterCount()), instance.get("parameter-count"));
        assertTrue(String.valueOf(instance.get("weights-sha256")).contains(model.weightsSha256()));
    }

    @Test
    void provenanceHoldsTheBestEpochAndHowManyThereWere() {
        MutableDataset<Label> confusing = confusing();
        CNNTrainerBuilder trainer = Bars.trainer().validationFraction(0.25).epochs(40);
        CNNModel whole = trainer.build().train(confusing);
        CNNModel stopped = trainer.patience(2).restoreBest(true).build().train(confusing);

        int epochs = stopped.history().size();
        int best = number(stopped, "best-epoch");
        assertTrue(epochs < 40, () -> epochs + " epochs");
        assertEquals(epochs, number(stopped, "epochs-trained"));
        assertEquals(epochs, best + 2);
        assertEquals(40, number(whole, "epochs-trained"));
        assertEquals(whole.history().subList(0, epochs), stopped.history());
        assertEquals(
                Bars.trainer()
                        .validationFraction(0.25)
                        .epochs(best)
                        .build()
                        .train(confusing)
                        .weightsSha256(),
                stopped.weightsSha256());
    }

    /** Every fourth label is wrong: learning those by heart soon makes the validation loss worse. */
    private static MutableDataset<Label> confusing() {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : Bars.examples(120, 1)) {
            int right = Bars.LABELS.indexOf(example.getOutput().getLabel());
            int shift = examples.size() % 4 == 0 ? 1 : 0;
            List<Feature> features = new ArrayList<>();
            example.forEach(features::add);
            examples.add(new ArrayExample<>(new Label(Bars.LABELS.get((right + shift) % 3)), features));
        }
        return Bars.dataset(examples);
    }

    /** A copy of an image that is learnt must not be validated on. */
    @Test
    void bootstrapSamplesAreSplitByExample() {
        DatasetView<Label> sample = DatasetView.createBootstrapView(bars, 120, 7);
        TrainingData data = Bars.trainer().build().encode(sample, null);

        Holdout holdout = Holdout.of(data, 0.3, 5);

        Set<Integer> learnt = sources(holdout.training());
        Set<Integer> held = sources(Objects.requireNonNull(holdout.validation()));
        assertEquals(120, holdout.training().size() + holdout.validationSize());
        assertTrue(learnt.size() + held.size() < 100, "a sample with copies");
        assertTrue(held.size() > 10);
        assertTrue(Collections.disjoint(learnt, held));
        assertTrue(holdout.validationSize() <= 36 && holdout.validationSize() >= 30);
    }

    @Test
    void aWholeSampleOfOneExampleCannotBeSplit() {
        DatasetView<Label> copies = new DatasetView<>(bars, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, "copies");

        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Bars.trainer().validationFraction(0.5).build().train(copies));

        assertEquals(
                "A validationFraction of 0.5 holds out none of the 8 training images, as every label keeps at least"
                        + " one. Raise it, add images, or set it to 0.",
                refusal.getMessage());
    }

    private static Set<Integer> sources(EncodedImages images) {
        Set<Integer> sources = new HashSet<>();
        for (int i = 0; i < images.size(); i++) {
            sources.add(images.source(i));
        }
        return sources;
    }

    private static int number(CNNModel model, String key) {
        return ((IntProvenance) Objects.requireNonNull(instance(model).get(key))).getValue();
    }

    @Test
    void theOrderOfIterationDecidesNothing() {
        MutableDataset<Label> shuffled = Bars.dataset(120, 1);
        shuffled.shuffle(true);

        assertEquals(
                Bars.trainer().epochs(2).build().train(bars).weightsSha256(),
                Bars.trainer().epochs(2).build().train(shuffled).weightsSha256());
    }

    @Test
    void equalWeightsOfAnySizeTrainTheSameNetwork() {
        // A power of two, so that scaling by it is exact.
        MutableDataset<Label> weighted = MutableDataset.createDeepCopy(bars);
        weighted.forEach(example -> example.setWeight(0.0078125f));

        assertEquals(
                Bars.trainer().build().train(bars).weightsSha256(),
                Bars.trainer().build().train(weighted).weightsSha256());
    }

    @Test
    void examplesOfWeightZeroAreNotLearnt() {
        MutableDataset<Label> weighted = MutableDataset.createDeepCopy(bars);
        for (Example<Label> example : weighted) {
            example.setWeight(example.getOutput().getLabel().equals("down") ? 0f : 1f);
        }

        CNNModel model = Bars.trainer().build().train(weighted);

        long down = model.predict(Bars.dataset(90, 2)).stream()
                .filter(prediction -> prediction.getOutput().getLabel().equals("down"))
                .count();
        assertEquals(0, down);
    }

    @Test
    void aLabelWithoutExamplesIsLearntAsUnlikely() {
        DatasetView<Label> withoutDown = DatasetView.createView(
                bars, example -> !example.getOutput().getLabel().equals("down"), "without down");

        CNNModel model = Bars.trainer().validationFraction(0.2).build().train(withoutDown);

        assertEquals(3, model.labels().size());
        assertTrue(new LabelEvaluator().evaluate(model, withoutDown).accuracy() > 0.9);
    }

    @Test
    void aViewOfOneClassTrains() {
        DatasetView<Label> onlyDown = DatasetView.createView(
                bars, example -> example.getOutput().getLabel().equals("down"), "down");

        CNNModel model = Bars.trainer().build().train(onlyDown);

        assertEquals("down", model.predict(onlyDown.getExample(0)).getOutput().getLabel());
    }

    @Test
    void aDomainOfOneClassTrains() {
        List<Example<Label>> examples = new ArrayList<>();
        Bars.examples(30, 1).stream()
                .filter(example -> example.getOutput().getLabel().equals("down"))
                .forEach(examples::add);
        Architecture oneOutput = Architecture.parse("conv 2 3x3 relu, flatten, dense 1", Bars.SHAPE);

        CNNModel model = Bars.trainer().architecture(oneOutput).build().train(Bars.dataset(examples));

        assertEquals(1.0, model.predict(examples.get(0)).getOutput().getScore());
    }

    @Test
    void trainingAndPredictingLeaveTheExamplesAlone() {
        MutableDataset<Label> before = MutableDataset.createDeepCopy(bars);

        Bars.trainer().epochs(1).build().train(bars).predict(bars);

        for (int i = 0; i < bars.size(); i++) {
            assertEquals(before.getExample(i), bars.getExample(i));
        }
    }

    @Test
    void theOrderOfTheDatasetDecidesTheWeightsAndNotTheOrderOfTheLabels() {
        List<Example<Label>> reversed = new ArrayList<>(Bars.examples(120, 1));
        Collections.reverse(reversed);

        CNNModel model = Bars.trainer().build().train(Bars.dataset(reversed));

        assertTrue(new LabelEvaluator().evaluate(model, Bars.dataset(90, 2)).accuracy() >= 0.95);
        assertEquals(new HashSet<>(Bars.LABELS), new HashSet<>(model.labels()));
    }

    private static int recordedInvocations(CNNModel model) {
        Map<String, ? extends Provenance> values =
                model.getProvenance().getTrainerProvenance().getInstanceValues();
        return ((IntProvenance) Objects.requireNonNull(values.get("train-invocation-count"))).getValue();
    }

    private static Map<String, ? extends Provenance> instance(CNNModel model) {
        return model.getProvenance().getInstanceProvenance().getMap();
    }
}
