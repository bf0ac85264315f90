/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.optim.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

class CNNModelTest {
    private static CNNModel model;
    private static List<Example<Label>> examples;

    @BeforeAll
    static void train() {
        model = Bars.trainer().build().train(Bars.dataset(120, 1));
        examples = Bars.examples(150, 2);
    }

    @Test
    void aPredictionScoresEveryLabelInTheOrderOfTheIds() {
        Prediction<Label> prediction = model.predict(examples.get(0));

        assertEquals(model.labels(), List.copyOf(prediction.getOutputScores().keySet()));
        for (int id = 0; id < 3; id++) {
            assertEquals(
                    model.labels().get(id),
                    model.getOutputIDInfo().getOutput(id).getLabel());
        }
        double sum = prediction.getOutputScores().values().stream()
                .mapToDouble(Label::getScore)
                .sum();
        assertEquals(1.0, sum, 1e-6);
        assertTrue(prediction.hasProbabilities());
        assertTrue(model.generatesProbabilities());
        assertSame(prediction.getOutputScores().get(prediction.getOutput().getLabel()), prediction.getOutput());
        prediction
                .getOutputScores()
                .values()
                .forEach(label ->
                        assertTrue(label.getScore() <= prediction.getOutput().getScore()));
    }

    @Test
    void aPredictionCountsTheFeaturesItUsed() {
        ArrayExample<Label> example = new ArrayExample<>(
                new Label("down"), new String[] {"12", "20", "a stranger"}, new double[] {255, 255, 1});

        Prediction<Label> prediction = model.predict(example);

        assertEquals(2, prediction.getNumActiveFeatures());
        assertEquals(3, prediction.getExampleSize());
        assertSame(example, prediction.getExample());
    }

    @Test
    void bitsAreTheSameAloneInABatchAndFromManyThreads() {
        List<Prediction<Label>> batch = model.predict(examples);
        List<CompletableFuture<List<Prediction<Label>>>> threads = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> model.predict(examples)))
                .toList();

        assertEquals(examples.size(), batch.size());
        for (int i = 0; i < examples.size(); i++) {
            assertSame(examples.get(i), batch.get(i).getExample());
            assertSameScores(model.predict(examples.get(i)), batch.get(i));
            for (CompletableFuture<List<Prediction<Label>>> thread : threads) {
                assertSameScores(batch.get(i), thread.join().get(i));
            }
        }
    }

    @Test
    void imagesOutsideTribuoGetTheSameProbabilities() {
        float[] images = new float[2 * 64];
        for (int n = 0; n < 2; n++) {
            for (Feature feature : examples.get(n)) {
                images[n * 64 + Integer.parseInt(feature.getName())] = (float) feature.getValue() / 255f;
            }
        }
        float[] probabilities = new float[2 * 3];

        model.probabilities(images, 2, probabilities);

        for (int n = 0; n < 2; n++) {
            Map<String, Label> scores = model.predict(examples.get(n)).getOutputScores();
            for (int id = 0; id < 3; id++) {
                assertEquals(score(scores, model.labels().get(id)), probabilities[n * 3 + id]);
            }
        }
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        var images = assertThrows(
                IllegalArgumentException.class, () -> model.probabilities(new float[127], 2, new float[6]));
        var probabilities = assertThrows(
                IllegalArgumentException.class, () -> model.probabilities(new float[128], 2, new float[5]));

        assertEquals("The array of images holds 127 values, but 2 images need 64 each.", images.getMessage());
        assertEquals(
                "The array of probabilities holds 5 values, but 2 images need 3 each.", probabilities.getMessage());
    }

    @Test
    void aFeatureThatOccursTwiceCountsAsItsSum() {
        ArrayExample<Label> once =
                new ArrayExample<>(new Label("down"), new String[] {"12", "20"}, new double[] {200, 100});
        ArrayExample<Label> twice =
                new ArrayExample<>(new Label("down"), new String[] {"12", "12", "20"}, new double[] {150, 50, 100});

        assertSameScores(model.predict(once), model.predict(twice));
    }

    @Test
    void anExampleWithoutAPixelIsRefused() {
        ArrayExample<Label> stranger =
                new ArrayExample<>(new Label("down"), new String[] {"A", "B"}, new double[] {1, 1});
        ArrayExample<Label> empty = new ArrayExample<>(new Label("down"));

        assertRefused("No features found in Example " + stranger, List.of(stranger));
        assertRefused("No features found in Example " + empty, List.of(empty));
    }

    @Test
    void aPixelThatIsNoNumberIsRefused() {
        ArrayExample<Label> example =
                new ArrayExample<>(new Label("down"), new String[] {"12"}, new double[] {Double.NaN});

        assertRefused(
                "Feature '12' has the value NaN, expected a finite pixel value, in Example " + example,
                List.of(example));
    }

    @Test
    void theFirstBadExampleOfABatchIsTheOneReported() {
        List<Example<Label>> batch = new ArrayList<>(examples);
        ArrayExample<Label> first = new ArrayExample<>(new Label("down"), new String[] {"A"}, new double[] {1});
        ArrayExample<Label> second = new ArrayExample<>(new Label("down"), new String[] {"B"}, new double[] {1});
        batch.add(70, first);
        batch.add(140, second);

        var refusal = assertThrows(IllegalArgumentException.class, () -> model.predict(batch));

        assertEquals("No features found in Example " + first, refusal.getMessage());
    }

    @Test
    void nothingToPredictGivesNoPredictions() {
        assertEquals(List.of(), model.predict(List.of()));
    }

    @Test
    void accessorsGiveCopies() {
        model.weights()[0] = Float.NaN;
        model.pixelFeatureIds()[0] = 1000;

        assertTrue(Float.isFinite(model.weights()[0]));
        assertEquals(0, model.pixelFeatureIds()[0]);
        assertEquals(Bars.NETWORK, model.architecture());
        assertEquals(255f, model.pixelMaximum());
        assertEquals(Bars.NETWORK.parameterCount(), model.weights().length);
        assertEquals(64, model.weightsSha256().length());
    }

    @Test
    void aCopyPredictsTheSame() {
        Model<Label> copy = model.copy();

        assertNotSame(model, copy);
        assertEquals(model.getProvenance(), copy.getProvenance());
        assertArrayEquals(model.weights(), ((CNNModel) copy).weights());
        assertSameScores(model.predict(examples.get(0)), copy.predict(examples.get(0)));
    }

    @Test
    void copyIsDeclaredWhereTribuoLooksForIt() throws NoSuchMethodException {
        assertEquals(
                CNNModel.class,
                CNNModel.class
                        .getDeclaredMethod("copy", String.class, org.tribuo.provenance.ModelProvenance.class)
                        .getReturnType());
    }

    @Test
    void pixelsThatLeaveTheScoresNoNumbersAreRefused() {
        CNNModel tiny = Bars.trainer()
                .pixelMaximum(0.001f)
                .optimiser(new Adam(1e-6))
                .epochs(1)
                .build()
                .train(Bars.dataset(30, 1));
        ArrayExample<Label> example =
                new ArrayExample<>(new Label("down"), new String[] {"12", "20"}, new double[] {3e38, 3e38});

        var refusal = assertThrows(IllegalArgumentException.class, () -> tiny.predict(example));

        assertEquals(
                "The network's scores are no numbers for Example " + example
                        + ". Look for values far above the pixelMaximum of 0.001.",
                refusal.getMessage());
    }

    static void assertSameScores(Prediction<Label> expected, Prediction<Label> actual) {
        assertTrue(expected.getOutput().fullEquals(actual.getOutput()));
        assertEquals(
                expected.getOutputScores().keySet(), actual.getOutputScores().keySet());
        expected.getOutputScores()
                .forEach((name, label) -> assertEquals(label.getScore(), score(actual.getOutputScores(), name), name));
    }

    private static double score(Map<String, Label> scores, String name) {
        return Objects.requireNonNull(scores.get(name)).getScore();
    }

    private static void assertRefused(String message, List<Example<Label>> batch) {
        var inABatch = assertThrows(IllegalArgumentException.class, () -> model.predict(batch));
        var alone = assertThrows(IllegalArgumentException.class, () -> model.predict(batch.get(0)));
        assertEquals(message, inABatch.getMessage());
        assertEquals(message, alone.getMessage());
    }
}
