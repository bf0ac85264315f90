/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.arch.Architecture;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.test.Helpers;

/** What a model can say besides its predictions: why, what matters, and what its layers see. */
class CNNModelInsightTest {
    private static final MutableDataset<Label> BARS = Bars.dataset(120, 1);

    private static CNNModel model;
    private static CNNModel linear;

    @BeforeAll
    static void train() {
        model = Bars.trainer().build().train(BARS);
        linear = Bars.trainer()
                .architecture(Architecture.parse("flatten, dense 3", Bars.SHAPE))
                .build()
                .train(BARS);
    }

    /** For a linear network the definition is weight times value. */
    @Test
    void anExcuseOfALinearNetworkIsWeightTimesValue() {
        Example<Label> example = Bars.examples(1, 5).get(0);

        Excuse<Label> excuse = linear.getExcuse(example).orElseThrow();

        assertEquals(Set.copyOf(linear.labels()), excuse.getScores().keySet());
        for (int id = 0; id < 3; id++) {
            Map<String, Double> scores =
                    asMap(excuse.getScores().get(linear.labels().get(id)));
            assertEquals(example.size(), scores.size());
            for (Feature feature : example) {
                double weight = linear.weights()[Integer.parseInt(feature.getName()) * 3 + id];
                assertEquals(
                        weight * feature.getValue() / 255,
                        Objects.requireNonNull(scores.get(feature.getName())),
                        1e-6,
                        feature.getName());
            }
        }
    }

    @Test
    void whatIsMostInFavourComesFirst() {
        Example<Label> example = Bars.examples(3, 5).get(2);

        Excuse<Label> excuse = model.getExcuse(example).orElseThrow();

        assertEquals(
                model.predict(example).getOutput().getLabel(),
                excuse.getPrediction().getOutput().getLabel());
        for (List<Pair<String, Double>> scores : excuse.getScores().values()) {
            for (int i = 1; i < scores.size(); i++) {
                assertTrue(scores.get(i - 1).getB() >= scores.get(i).getB());
            }
        }
    }

    /** The bar is what the image is recognised by: it must outweigh all the noise. */
    @Test
    void anExcuseNamesThePixelsOfTheBar() {
        int right = 0;
        for (Example<Label> example : Bars.examples(30, 8)) {
            Excuse<Label> excuse = model.getExcuse(example).orElseThrow();
            List<Pair<String, Double>> scores =
                    excuse.excuse(excuse.getPrediction().getOutput().getLabel());
            double bar = 0;
            double noise = 0;
            for (Feature feature : example) {
                double score = Objects.requireNonNull(asMap(scores).get(feature.getName()));
                if (feature.getValue() > 190) {
                    bar += score;
                } else {
                    noise += score;
                }
            }
            right += bar > noise ? 1 : 0;
        }
        assertTrue(right >= 27, right + " of 30");
    }

    @Test
    void strangersHaveNoPartInAnExcuse() {
        ArrayExample<Label> example = new ArrayExample<>(
                new Label("down"), new String[] {"12", "20", "a stranger"}, new double[] {255, 255, 1});

        Excuse<Label> excuse = model.getExcuse(example).orElseThrow();

        excuse.getScores()
                .values()
                .forEach(
                        scores -> assertEquals(Set.of("12", "20"), asMap(scores).keySet()));
    }

    @Test
    void anExampleThatCannotBePredictedHasNoExcuse() {
        ArrayExample<Label> empty = new ArrayExample<>(new Label("down"));

        assertEquals(
                "No features found in Example " + empty,
                assertThrows(IllegalArgumentException.class, () -> model.getExcuse(empty))
                        .getMessage());
    }

    @Test
    void aDatasetHasAnExcuseForEveryExample() {
        assertEquals(120, model.getExcuses(BARS).orElseThrow().size());
    }

    @Test
    void topFeaturesOfALinearNetworkAreWeightTimesMean() {
        double[] means = new double[64];
        for (Example<Label> example : BARS) {
            for (Feature feature : example) {
                means[Integer.parseInt(feature.getName())] += feature.getValue() / 120;
            }
        }

        Map<String, List<Pair<String, Double>>> all = linear.getTopFeatures(-1);

        assertEquals(Set.copyOf(linear.labels()), all.keySet());
        for (int id = 0; id < 3; id++) {
            Map<String, Double> scores = asMap(all.get(linear.labels().get(id)));
            assertEquals(64, scores.size());
            for (int pixel = 0; pixel < 64; pixel++) {
                double expected = linear.weights()[pixel * 3 + id] * means[pixel] / 255;
                assertEquals(expected, Objects.requireNonNull(scores.get(Bars.name(pixel))), 1e-6, "pixel " + pixel);
            }
        }
    }

    @Test
    void topFeaturesAreTheLargestOfAll() {
        Map<String, List<Pair<String, Double>>> all = model.getTopFeatures(-1);
        Map<String, List<Pair<String, Double>>> five = model.getTopFeatures(5);

        five.forEach((label, scores) -> {
            assertEquals(5, scores.size());
            assertEquals(Objects.requireNonNull(all.get(label)).subList(0, 5), scores);
            for (int i = 1; i < 5; i++) {
                assertTrue(Math.abs(scores.get(i - 1).getB())
                        >= Math.abs(scores.get(i).getB()));
            }
        });
        assertEquals(List.of(), model.getTopFeatures(0).get("down"));
        assertEquals(
                64,
                Objects.requireNonNull(model.getTopFeatures(1000).get("down")).size());
    }

    @Test
    void topFeaturesSurviveSaving() {
        assertTrue(Helpers.topFeaturesEqual(
                model.getTopFeatures(7), Model.deserialize(model.serialize()).getTopFeatures(7), 0.0));
    }

    @Test
    void theLastLayersEmbeddingIsWhatSoftmaxMakesProbabilitiesOf() {
        for (Example<Label> example : Bars.examples(6, 4)) {
            float[] scores = model.embedding("dense1", example);
            double sum = 0;
            for (float score : scores) {
                sum += Math.exp(score);
            }
            Map<String, Label> probabilities = model.predict(example).getOutputScores();
            for (int id = 0; id < 3; id++) {
                assertEquals(
                        Objects.requireNonNull(probabilities.get(model.labels().get(id)))
                                .getScore(),
                        Math.exp(scores[id]) / sum,
                        1e-6);
            }
        }
    }

    @Test
    void embeddingsAreTheSameAloneTogetherAndFromPixels() {
        List<Example<Label>> examples = Bars.examples(70, 4);
        List<float[]> together = model.embeddings("maxpool1", examples);
        float[] images = new float[70 * 64];
        for (int n = 0; n < 70; n++) {
            for (Feature feature : examples.get(n)) {
                images[n * 64 + Integer.parseInt(feature.getName())] = (float) feature.getValue() / 255f;
            }
        }
        float[] fromPixels = new float[70 * 54];
        model.embeddings("maxpool1", images, 70, fromPixels);

        assertEquals(70, together.size());
        for (int n = 0; n < 70; n++) {
            assertEquals(54, together.get(n).length);
            assertArrayEquals(together.get(n), Arrays.copyOfRange(fromPixels, n * 54, (n + 1) * 54));
            assertArrayEquals(together.get(n), model.embedding("maxpool1", examples.get(n)));
        }
    }

    /** Flattening changes no value and no order. */
    @Test
    void everyLayerHasItsEmbedding() {
        Example<Label> example = Bars.examples(1, 4).get(0);

        assertEquals(216, model.embedding("conv1", example).length);
        assertArrayEquals(model.embedding("maxpool1", example), model.embedding("flatten1", example));
    }

    @Test
    void anUnknownLayerIsRefused() {
        assertEquals(
                "There is no layer 'dense2'; the layers are [conv1, maxpool1, flatten1, dense1].",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> model.embedding(
                                        "dense2", Bars.examples(1, 4).get(0)))
                        .getMessage());
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        assertEquals(
                "The array of embeddings holds 53 values, but 1 images need 54 each.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> model.embeddings("maxpool1", new float[64], 1, new float[53]))
                        .getMessage());
    }

    private static Map<String, Double> asMap(@Nullable List<Pair<String, Double>> scores) {
        Map<String, Double> map = new HashMap<>();
        Objects.requireNonNull(scores).forEach(score -> map.put(score.getA(), score.getB()));
        assertEquals(map.size(), scores.size(), "a feature twice");
        return map;
    }
}
