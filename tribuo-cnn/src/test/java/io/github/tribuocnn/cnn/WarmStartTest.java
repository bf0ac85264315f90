/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.IncrementalTrainer;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;

/** Training that goes on from a model. */
class WarmStartTest {
    private final MutableDataset<Label> bars = Bars.dataset(120, 1);

    /** Without shuffling and seeds, two runs of two epochs are one of four. */
    @Test
    void withItsOptimiserStateTrainingGoesOnAsIfUninterrupted() {
        CNNModel whole = unshuffled().epochs(4).build().train(bars);
        CNNModel half = unshuffled().epochs(2).saveOptimiserState(true).build().train(bars);
        CNNModel read = (CNNModel) Model.deserialize(half.serialize());

        CNNModel continued = unshuffled().epochs(2).build().incrementalTrain(bars, read);

        assertTrue(half.hasOptimiserState());
        assertTrue(read.hasOptimiserState());
        assertFalse(continued.hasOptimiserState());
        assertArrayEquals(whole.weights(), continued.weights());
    }

    @Test
    void withoutItsOptimiserStateOnlyTheWeightsGoOn() {
        CNNModel whole = unshuffled().epochs(4).build().train(bars);
        CNNModel half = unshuffled().epochs(2).build().train(bars);

        CNNModel continued = unshuffled().epochs(2).build().incrementalTrain(bars, half);

        assertNotEquals(whole.weightsSha256(), continued.weightsSha256());
        assertTrue(
                continued.history().get(0).trainLoss() < half.history().get(0).trainLoss());
    }

    @Test
    void itIsTribuosIncrementalTrainer() {
        IncrementalTrainer<Label, CNNModel> trainer = Bars.trainer().build();
        CNNModel first = Bars.trainer().epochs(3).build().train(Bars.dataset(60, 1));

        CNNModel better = trainer.incrementalTrain(Bars.dataset(60, 3), first);

        assertTrue(new LabelEvaluator().evaluate(better, Bars.dataset(90, 2)).accuracy() >= 0.95);
        assertEquals(1, trainer.getInvocationCount());
    }

    @Test
    void provenanceNamesTheParent() {
        CNNModel parent =
                Bars.trainer().saveOptimiserState(true).epochs(1).build().train(bars);
        CNNModel bare = Bars.trainer().epochs(1).build().train(bars);

        CNNModel child = Bars.trainer()
                .epochs(1)
                .build()
                .incrementalTrain(
                        bars, parent, Map.of("why", new StringProvenance("why", "more")), TrainingListener.NONE);
        CNNModel ofBare = Bars.trainer().epochs(1).build().incrementalTrain(bars, bare);

        assertEquals(parent.weightsSha256(), hash(child, "parent-weights-sha256"));
        assertEquals(64, String.valueOf(hash(child, "parent-optimiser-sha256")).length());
        assertEquals(new StringProvenance("why", "more"), instance(child).get("why"));
        assertEquals(bare.weightsSha256(), hash(ofBare, "parent-weights-sha256"));
        assertNull(hash(ofBare, "parent-optimiser-sha256"));
        assertNull(hash(parent, "parent-weights-sha256"));
    }

    @Test
    void theParentIsLeftAlone() {
        CNNModel parent =
                Bars.trainer().saveOptimiserState(true).epochs(1).build().train(bars);
        byte[] before = parent.serialize().toByteArray();

        CNNModel child = Bars.trainer().epochs(1).build().incrementalTrain(bars, parent);

        assertArrayEquals(before, parent.serialize().toByteArray());
        assertNotEquals(parent.weightsSha256(), child.weightsSha256());
    }

    @Test
    void aListenerWatchesAndTheCallCounts() {
        CNNModel parent = Bars.trainer().epochs(1).build().train(bars);
        CNNTrainer trainer = Bars.trainer().epochs(2).build();
        List<EpochMetrics> seen = new ArrayList<>();

        CNNModel child = trainer.incrementalTrain(bars, parent, Map.of(), new TrainingListener() {
            @Override
            public void epochEnded(EpochMetrics metrics) {
                seen.add(metrics);
            }
        });

        assertEquals(2, seen.size());
        assertEquals(2, child.history().size());
        assertEquals(1, trainer.getInvocationCount());
    }

    @Test
    void labelsMissingInTheNewDataAreKept() {
        CNNModel parent = Bars.trainer().build().train(bars);
        List<Example<Label>> twoLabels = new ArrayList<>(Bars.examples(60, 4));
        twoLabels.removeIf(example -> example.getOutput().getLabel().equals("down"));

        CNNModel child = Bars.trainer().epochs(1).build().incrementalTrain(Bars.dataset(twoLabels), parent);

        assertEquals(parent.labels(), child.labels());
        assertSame(parent.getOutputIDInfo(), child.getOutputIDInfo());
    }

    @Test
    void pixelsOfBothAreKnown() {
        Dataset<Label> without63 = without("63");
        Dataset<Label> without00 = without("00");
        CNNModel parent = Bars.trainer().epochs(1).build().train(without63);

        CNNModel child = Bars.trainer().epochs(1).build().incrementalTrain(without00, parent);

        assertEquals(63, parent.getFeatureIDMap().size());
        assertEquals(64, child.getFeatureIDMap().size());
        assertEquals(-1, parent.pixelFeatureIds()[63]);
        assertEquals(63, child.pixelFeatureIds()[63]);
        assertEquals(0, child.pixelFeatureIds()[0]);
        Model<?> read = Model.deserialize(child.serialize());
        assertEquals(child.weightsSha256(), ((CNNModel) read).weightsSha256());
    }

    @Test
    void aNewLabelIsRefused() {
        CNNModel parent = Bars.trainer().epochs(1).build().train(bars);
        List<Example<Label>> examples = new ArrayList<>(Bars.examples(9, 4));
        examples.set(0, new ArrayExample<>(new Label("dotted"), List.of(new Feature("12", 255))));

        assertRefused(
                "The dataset has the label 'dotted', but the model to continue from was trained on"
                        + " [across, down, slanted]. Train a new model, or leave that label out.",
                Bars.trainer(),
                Bars.dataset(examples),
                parent);
    }

    @Test
    void anotherArchitectureIsRefused() {
        CNNModel parent = Bars.trainer().epochs(1).build().train(bars);

        assertRefused(
                "The model to continue from is \"input 8x8x1, conv 6 3x3 relu, maxpool 2, flatten, dense 3\", the"
                        + " trainer trains \"input 8x8x1, flatten, dense 3\". Give the trainer the architecture of the"
                        + " model.",
                Bars.trainer().architecture(Architecture.parse("flatten, dense 3", Bars.SHAPE)),
                bars,
                parent);
    }

    @Test
    void anotherPixelMaximumIsRefused() {
        CNNModel parent = Bars.trainer().epochs(1).build().train(bars);

        assertRefused(
                "The model to continue from has a pixelMaximum of 255.0, the trainer of 1.0. Give the trainer the"
                        + " pixelMaximum of the model.",
                Bars.trainer().pixelMaximum(1f),
                bars,
                parent);
    }

    @Test
    void pixelsThatMovedAreRefused() {
        CNNModel parent = Bars.trainer()
                .pixelNaming(new PatternPixelNaming("{row}{column}", 0))
                .epochs(1)
                .build()
                .train(octal());

        assertRefused(
                "The model to continue from takes the feature '01' for value 1 of a 8x8x1 image, the trainer takes"
                        + " '10', as PatternPixelNaming(pattern=\"{column}{row}\",first=0) names them. Set pixelNaming"
                        + " to the names the model was trained with.",
                Bars.trainer().pixelNaming(new PatternPixelNaming("{column}{row}", 0)),
                octal(),
                parent);
    }

    @Test
    void hashedFeaturesGoOnWithTheSameSaltOnly() {
        String salt = "a salt of decent length";
        HashedFeatureMap hashed = hashed(bars, salt);
        Dataset<Label> salted = new DatasetView<>(bars, all(), hashed, bars.getOutputIDInfo(), "hashed");
        CNNModel parent = Bars.trainer().epochs(1).build().train(salted);

        CNNModel child = Bars.trainer().epochs(1).build().incrementalTrain(salted, parent);

        assertEquals(64, child.getFeatureIDMap().size());
        assertRefused(
                "The features of the dataset or of the model to continue from are hashed, and they are not the same"
                        + " features. Hash both with the same salt, and give the dataset every pixel the model knows.",
                Bars.trainer(),
                bars,
                parent);
    }

    private static HashedFeatureMap hashed(Dataset<Label> dataset, String salt) {
        return HashedFeatureMap.generateHashedFeatureMap(
                dataset.getFeatureMap(), new MessageDigestHasher("SHA-256", salt));
    }

    private static int[] all() {
        return IntStream.range(0, 120).toArray();
    }

    /** The bars with pixels named by row and column, each 0 to 7. */
    private static MutableDataset<Label> octal() {
        List<Example<Label>> renamed = new ArrayList<>();
        for (Example<Label> example : Bars.examples(60, 1)) {
            List<Feature> features = new ArrayList<>();
            for (Feature feature : example) {
                int pixel = Integer.parseInt(feature.getName());
                features.add(new Feature("" + pixel / 8 + pixel % 8, feature.getValue()));
            }
            renamed.add(new ArrayExample<>(example.getOutput(), features));
        }
        return Bars.dataset(renamed);
    }

    private static MutableDataset<Label> without(String pixel) {
        List<Example<Label>> examples = Bars.examples(60, 1);
        examples.forEach(example -> example.removeFeatures(List.of(new Feature(pixel, 1.0))));
        return Bars.dataset(examples);
    }

    private static CNNTrainerBuilder unshuffled() {
        return Bars.trainer().shuffle(false);
    }

    private static Map<String, ? extends Provenance> instance(CNNModel model) {
        return model.getProvenance().getInstanceProvenance().getMap();
    }

    private static @Nullable String hash(CNNModel model, String key) {
        return instance(model).get(key) instanceof HashProvenance hash ? hash.getValue() : null;
    }

    private static void assertRefused(
            String message, CNNTrainerBuilder trainer, Dataset<Label> dataset, CNNModel parent) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> trainer.build().incrementalTrain(dataset, parent))
                        .getMessage());
    }
}
