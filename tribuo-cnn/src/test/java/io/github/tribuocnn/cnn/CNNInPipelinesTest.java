/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.test.Helpers;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/** The trainer in the places Tribuo's own trainers are put, on synthetic digits. */
class CNNInPipelinesTest {
    // Held, as a logger nobody holds forgets its level.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("io.github.tribuocnn.cnn"),
            Logger.getLogger("org.tribuo.ensemble"),
            Logger.getLogger("org.tribuo.evaluation"),
            Logger.getLogger("org.tribuo.hash"),
            Logger.getLogger("org.tribuo.classification"));

    private static Dataset<Label> digits;
    private static Dataset<Label> unseen;

    @BeforeAll
    static void draw() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        digits = new MutableDataset<>(new SyntheticDigitSource(1, 400));
        unseen = new MutableDataset<>(new SyntheticDigitSource(2, 150));
    }

    /** Small and quick; a single one of them reads about nine digits in ten. */
    private static CNNTrainerBuilder trainer() {
        return CNNTrainer.builder()
                .architecture(
                        Architecture.parse("conv 6 5x5 relu, maxpool 4, flatten, dense 10", new ImageShape(28, 28, 1)))
                .optimiser(new Adam(0.01))
                .epochs(6)
                .batchSize(16);
    }

    @Test
    void crossValidation() {
        List<Pair<LabelEvaluation, Model<Label>>> folds =
                new CrossValidation<>(trainer().build(), digits, new LabelEvaluator(), 3).evaluate();

        assertEquals(3, folds.size());
        folds.forEach(fold -> assertTrue(fold.getA().accuracy() >= 0.6, () -> "accuracy " + fold.getA()));
    }

    @Test
    void bagging() {
        Model<Label> ensemble = new BaggingTrainer<>(trainer().build(), new VotingCombiner(), 3).train(digits);

        assertReads(ensemble);
        Helpers.testModelProtoSerialization(ensemble, Label.class, unseen);
        Helpers.testModelSerialization(ensemble, Label.class);
    }

    /** AdaBoost gives every example the weight 1/N, then more to those that were misread. */
    @Test
    void boosting() {
        Model<Label> ensemble = new AdaBoostTrainer(trainer().epochs(3).build(), 3).train(digits);

        assertReads(ensemble);
        Helpers.testModelProtoSerialization(ensemble, Label.class, unseen);
        Helpers.testModelSerialization(ensemble, Label.class);
    }

    @Test
    void transformedFeatures() {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Trainer<Label> scaled =
                new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale);

        Model<Label> model = scaled.train(digits);

        assertReads(model);
        Helpers.testModelProtoSerialization(model, Label.class, unseen);
        Helpers.testModelSerialization(model, Label.class);
    }

    @Test
    void views() {
        DatasetView<Label> half =
                DatasetView.createView(digits, example -> example.size() % 2 == 0, "an even number of grey pixels");
        DatasetView<Label> sample = DatasetView.createBootstrapView(half, 300, 5);

        assertReads(trainer().build().train(sample));
    }

    @Test
    void imageDatasets() {
        assertReads(trainer().build().train(new ImageDataset(new SyntheticDigitSource(1, 400))));
    }

    @Test
    void hashedFeatures() {
        String salt = "a salt of decent length";
        Model<Label> hashed =
                new HashingTrainer<>(trainer().build(), new MessageDigestHasher("SHA-256", salt)).train(digits);
        Model<Label> read = Model.deserialize(hashed.serialize()).castModel(Label.class);
        ((HashedFeatureMap) read.getFeatureIDMap()).setSalt(salt);

        assertReads(hashed);
        for (int i = 0; i < 30; i++) {
            CNNModelTest.assertSameScores(hashed.predict(unseen.getExample(i)), read.predict(unseen.getExample(i)));
        }
    }

    private void assertReads(Model<Label> model) {
        double accuracy = new LabelEvaluator().evaluate(model, unseen).accuracy();
        assertTrue(accuracy >= 0.7, () -> "accuracy " + accuracy);
    }
}
