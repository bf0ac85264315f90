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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import io.github.tribuocnn.cnn.optim.ConstantRate;
import io.github.tribuocnn.cnn.optim.SGD;
import io.github.tribuocnn.cnn.optim.WarmUp;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;

/** Schedules, clipping, averaging, smoothing and class weights as a trainer's settings. */
class OptimiserRecipesTest {
    private final MutableDataset<Label> bars = Bars.dataset(120, 1);

    @Test
    void withEverythingOnBarsAreLearnt() {
        CNNModel model = Recipes.everything().epochs(12).build().train(bars);

        double accuracy =
                new LabelEvaluator().evaluate(model, Bars.dataset(90, 2)).accuracy();
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }

    @Test
    void threadsAndKernelsDoNotChangeABit() {
        CNNModel plain =
                Recipes.everything().threads(1).kernel("scalar").build().train(bars);

        for (int threads : new int[] {2, 5}) {
            assertEquals(
                    plain.weightsSha256(),
                    Recipes.everything().threads(threads).build().train(bars).weightsSha256());
        }
    }

    @Test
    void aTrainerFromAFileIsTheTrainerFromCode(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("recipe.xml"), """
                <config>
                  <component name="cnn" type="io.github.tribuocnn.cnn.CNNTrainer">
                    <property name="architecture" value="network"/>
                    <property name="epochs" value="6"/>
                    <property name="batchSize" value="8"/>
                    <property name="optimiser" value="adamw"/>
                    <property name="schedule" value="warm-up"/>
                    <property name="gradientClipping" value="clip"/>
                    <property name="averagingDecay" value="0.8"/>
                    <property name="labelSmoothing" value="0.1"/>
                    <propertymap name="classWeights">
                      <entry key="across" value="2"/>
                      <entry key="slanted" value="0.5"/>
                    </propertymap>
                  </component>
                  <component name="network" type="io.github.tribuocnn.cnn.arch.Architecture">
                    <property name="height" value="8"/>
                    <property name="width" value="8"/>
                    <property name="channels" value="1"/>
                    <property name="text" value="conv 6 3x3 relu, maxpool 2, flatten, dense 3"/>
                  </component>
                  <component name="adamw" type="io.github.tribuocnn.cnn.optim.AdamW">
                    <property name="learningRate" value="0.02"/>
                    <property name="weightDecay" value="0.1"/>
                  </component>
                  <component name="warm-up" type="io.github.tribuocnn.cnn.optim.WarmUp">
                    <property name="fraction" value="0.1"/>
                    <property name="then" value="cosine"/>
                  </component>
                  <component name="cosine" type="io.github.tribuocnn.cnn.optim.CosineDecay">
                    <property name="floor" value="0.05"/>
                  </component>
                  <component name="clip" type="io.github.tribuocnn.cnn.optim.ClipByNorm">
                    <property name="maximum" value="0.5"/>
                  </component>
                </config>
                """);
        try (ConfigurationManager manager = new ConfigurationManager(file.toString())) {
            CNNTrainer configured = (CNNTrainer) manager.lookup("cnn");

            assertEquals(Recipes.everything().build().toString(), configured.toString());
            assertEquals(
                    Recipes.everything().build().train(bars).weightsSha256(),
                    configured.train(bars).weightsSha256());
        }
    }

    @Test
    void aSavedModelIsReproducedBitForBit() {
        CNNModel model = Recipes.everything()
                .validationFraction(0.2)
                .restoreBest(true)
                .build()
                .train(bars);

        CNNModel read = (CNNModel) Model.deserialize(model.serialize());
        ReproductionReport report = Reproduction.of(read).dataset(bars).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(
                model.getProvenance().getInstanceProvenance(),
                report.reproduced().getProvenance().getInstanceProvenance());
        assertEquals(
                Recipes.everything()
                        .validationFraction(0.2)
                        .restoreBest(true)
                        .build()
                        .getProvenance()
                        .getConfiguredParameters(),
                read.getProvenance().getTrainerProvenance().getConfiguredParameters());
    }

    @Test
    void theHistoryInProvenanceHasTheScheduledRates() {
        List<EpochMetrics> history = Recipes.everything().build().train(bars).history();

        assertEquals(6, history.size());
        for (int epoch = 1; epoch < 6; epoch++) {
            assertTrue(
                    history.get(epoch).learningRate() < history.get(epoch - 1).learningRate(), history::toString);
        }
        assertEquals(0.02 * 0.05, history.get(5).learningRate(), 1e-4);
    }

    /** Without shuffling and with one rate, two runs of two epochs are one of four, the average included. */
    @Test
    void aSavedStateGoesOnExactly() {
        CNNTrainerBuilder recipe =
                Recipes.everything().schedule(new ConstantRate()).shuffle(false);
        CNNModel whole = recipe.epochs(4).build().train(bars);
        CNNModel half = recipe.epochs(2).saveOptimiserState(true).build().train(bars);

        CNNModel continued = recipe.build().incrementalTrain(bars, (CNNModel) Model.deserialize(half.serialize()));

        assertArrayEquals(whole.weights(), continued.weights());
    }

    @Test
    void classWeightsAreWeightsOfExamples() {
        CNNTrainerBuilder plain = Bars.trainer().epochs(2);
        MutableDataset<Label> weighted = Bars.dataset(120, 1);
        for (Example<Label> example : weighted) {
            example.setWeight(example.getOutput().getLabel().equals("down") ? 3f : 1f);
        }

        String byExample = plain.build().train(weighted).weightsSha256();
        CNNModel byClass = plain.classWeights(Map.of("down", 3.0)).build().train(bars);

        assertEquals(byExample, byClass.weightsSha256());
        assertNotEquals(Bars.trainer().epochs(2).build().train(bars).weightsSha256(), byClass.weightsSha256());
        assertNotEquals(
                byExample,
                plain.classWeights(Map.of("down", 3.0)).build().train(weighted).weightsSha256(),
                "both together multiply");
    }

    @Test
    void theWeightOfAnUnknownLabelIsRefused() {
        CNNTrainer trainer =
                Bars.trainer().classWeights(Map.of("dotted", 2.0, "down", 3.0)).build();

        assertEquals(
                "classWeights has a weight for the label 'dotted', which the dataset does not have; its 3 labels are"
                        + " across, down, slanted. Correct the label or leave it out.",
                assertThrows(IllegalArgumentException.class, () -> trainer.train(bars))
                        .getMessage());
    }

    @Test
    void aWarmUpLongerThanTrainingIsRefused() {
        CNNTrainer trainer = Bars.trainer()
                .optimiser(new SGD(0.1))
                .schedule(WarmUp.ofSteps(1000, new ConstantRate()))
                .build();

        assertEquals(
                "The warm-up of the learning rate takes 1000 steps, but training has only 90, so that it would never end."
                        + " Shorten the warm-up, train for more epochs or take smaller batches.",
                assertThrows(IllegalArgumentException.class, () -> trainer.train(bars))
                        .getMessage());
    }

    @Test
    void aBatchLargerThanTheDataIsRefused() {
        Bars.trainer().epochs(1).batchSize(120).build().train(bars);
        CNNTrainer trainer = Bars.trainer().epochs(1).batchSize(121).build();

        assertEquals(
                "batchSize is 121, but there are only 120 images to train on. Lower batchSize to 120 or less; images held"
                        + " out for validation do not count.",
                assertThrows(IllegalArgumentException.class, () -> trainer.train(bars))
                        .getMessage());
    }

    @Test
    void imagesHeldOutDoNotFillABatch() {
        CNNTrainer trainer =
                Bars.trainer().epochs(1).batchSize(120).validationFraction(0.1).build();

        assertEquals(
                "batchSize is 120, but there are only 108 images to train on. Lower batchSize to 108 or less; images held"
                        + " out for validation do not count.",
                assertThrows(IllegalArgumentException.class, () -> trainer.train(bars))
                        .getMessage());
    }
}
