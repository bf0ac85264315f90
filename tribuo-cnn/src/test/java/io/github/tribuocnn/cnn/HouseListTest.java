/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.example.LabelledDataGenerator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.impl.BinaryFeaturesExample;
import org.tribuo.test.Helpers;

/** What Tribuo tests of each of its own trainers. */
class HouseListTest {

    @Test
    void singleClass() {
        MutableDataset<Label> bars = Bars.dataset(60, 1);
        DatasetView<Label> down = DatasetView.createView(
                bars, example -> example.getOutput().getLabel().equals("down"), "single class");

        CNNModel model = Bars.trainer().build().train(down);

        assertEquals(1.0, new LabelEvaluator().evaluate(model, down).accuracy());
    }

    /** Every example has every pixel. */
    @Test
    void dense() {
        MutableDataset<Label> dense = Bars.dataset(filled(120, 1));
        assertTrue(dense.isDense());

        checkedModel(dense, Bars.dataset(filled(90, 2)), Bars.trainer());
    }

    @Test
    void sparse() {
        MutableDataset<Label> sparse = Bars.dataset(120, 1);
        assertFalse(sparse.isDense());

        checkedModel(sparse, Bars.dataset(90, 2), Bars.trainer());
    }

    /** Pixels are there or not: black and white pictures. */
    @Test
    void binarySparse() {
        checkedModel(
                Bars.dataset(binary(120, 1)),
                Bars.dataset(binary(90, 2)),
                Bars.trainer().pixelMaximum(1f));
    }

    @Test
    void examplesWithoutAKnownFeatureAreRefused() {
        CNNModel model = Bars.trainer().epochs(1).build().train(Bars.dataset(60, 1));
        Example<Label> invalid = LabelledDataGenerator.invalidSparseExample();
        Example<Label> empty = LabelledDataGenerator.emptyExample();

        assertEquals(
                "No features found in Example " + invalid,
                assertThrows(IllegalArgumentException.class, () -> model.predict(invalid))
                        .getMessage());
        assertEquals(
                "No features found in Example " + empty,
                assertThrows(IllegalArgumentException.class, () -> model.predict(empty))
                        .getMessage());
    }

    @Test
    void repeatedTrainingAfterSettingTheInvocationCountGivesTheSameModel() {
        MutableDataset<Label> bars = Bars.dataset(60, 1);
        CNNTrainer trainer = Bars.trainer().epochs(2).build();
        CNNModel first = trainer.train(bars);
        CNNModel second = trainer.train(bars);
        assertEquals(2, trainer.getInvocationCount());

        trainer.setInvocationCount(0);
        CNNModel firstAgain = trainer.train(bars);
        CNNModel secondAgain = trainer.train(bars, Map.of(), 1);

        assertArrayEquals(first.weights(), firstAgain.weights());
        assertArrayEquals(second.weights(), secondAgain.weights());
        assertEquals(
                first.getProvenance().getTrainerProvenance(),
                firstAgain.getProvenance().getTrainerProvenance());
    }

    private static void checkedModel(
            MutableDataset<Label> training, MutableDataset<Label> testing, CNNTrainerBuilder trainer) {
        CNNModel model = trainer.build().train(training);

        double accuracy = new LabelEvaluator().evaluate(model, testing).accuracy();
        assertTrue(accuracy >= 0.9, () -> "accuracy " + accuracy);
        Helpers.testModelProtoSerialization(model, Label.class, testing);
        Helpers.testModelSerialization(model, Label.class);
        Helpers.testProvenanceMarshalling(model.getProvenance());
    }

    private static List<Example<Label>> filled(int count, long seed) {
        List<Example<Label>> filled = new ArrayList<>();
        for (Example<Label> example : Bars.examples(count, seed)) {
            List<Feature> features = new ArrayList<>();
            for (int pixel = 0; pixel < 64; pixel++) {
                Feature feature = example.lookup(Bars.name(pixel));
                features.add(feature == null ? new Feature(Bars.name(pixel), 1) : feature);
            }
            filled.add(new ArrayExample<>(example.getOutput(), features));
        }
        return filled;
    }

    private static List<Example<Label>> binary(int count, long seed) {
        List<Example<Label>> binary = new ArrayList<>();
        for (Example<Label> example : Bars.examples(count, seed)) {
            List<String> bright = new ArrayList<>();
            for (Feature feature : example) {
                if (feature.getValue() > 100) {
                    bright.add(feature.getName());
                }
            }
            binary.add(new BinaryFeaturesExample<>(example.getOutput(), bright.toArray(String[]::new)));
        }
        return binary;
    }
}
