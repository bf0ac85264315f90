/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/** The trainer in the places Tribuo's own trainers are put. */
class CNNInPipelinesTest {
    private final MutableDataset<Label> bars = Bars.dataset(120, 1);
    private final MutableDataset<Label> unseen = Bars.dataset(90, 2);

    @Test
    void crossValidation() {
        new CrossValidation<>(Bars.trainer().epochs(12).build(), bars, new LabelEvaluator(), 3)
                .evaluate()
                .forEach(fold -> assertTrue(fold.getA().accuracy() >= 0.85, () -> "accuracy " + fold.getA()));
    }

    @Test
    void bagging() {
        assertAccurate(new BaggingTrainer<>(Bars.trainer().build(), new VotingCombiner(), 3).train(bars));
    }

    @Test
    void boosting() {
        // AdaBoost gives every example the weight 1/N.
        assertAccurate(new AdaBoostTrainer(Bars.trainer().epochs(4).build(), 3).train(bars));
    }

    @Test
    void transformedFeatures() {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Trainer<Label> scaled =
                new TransformTrainer<>(Bars.trainer().pixelMaximum(1f).build(), scale);

        assertAccurate(scaled.train(bars));
    }

    @Test
    void hashedFeatures() {
        String salt = "a salt of decent length";
        Trainer<Label> hashing = new HashingTrainer<>(Bars.trainer().build(), new MessageDigestHasher("SHA-256", salt));

        Model<Label> hashed = hashing.train(bars);
        Model<Label> read = Model.deserialize(hashed.serialize()).castModel(Label.class);
        ((HashedFeatureMap) read.getFeatureIDMap()).setSalt(salt);

        assertAccurate(hashed);
        for (int i = 0; i < unseen.size(); i++) {
            CNNModelTest.assertSameScores(hashed.predict(unseen.getExample(i)), read.predict(unseen.getExample(i)));
        }
    }

    @Test
    void retrainingFromProvenance() {
        CNNTrainer trainer =
                Bars.trainer().epochs(2).validationFraction(0.2).seed(-7).build();
        trainer.train(bars);
        CNNModel second = trainer.train(bars);
        CNNModel read = (CNNModel) Model.deserialize(second.serialize());

        Trainer<Label> recovered = recover(read);
        recovered.setInvocationCount(1);
        CNNModel again = (CNNModel) recovered.train(bars);

        assertEquals(trainer.toString(), recovered.toString());
        assertArrayEquals(second.weights(), again.weights());
        assertEquals(
                second.getProvenance().getInstanceProvenance(),
                again.getProvenance().getInstanceProvenance());
    }

    private static Trainer<Label> recover(CNNModel model) {
        List<ConfigurationData> configuration =
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance());
        try (ConfigurationManager manager = new ConfigurationManager()) {
            manager.addConfiguration(configuration);
            @SuppressWarnings("unchecked")
            Trainer<Label> trainer =
                    (Trainer<Label>) manager.lookup(configuration.get(0).getName());
            return trainer;
        }
    }

    private void assertAccurate(Model<Label> model) {
        Dataset<Label> test = unseen;
        double accuracy = new LabelEvaluator().evaluate(model, test).accuracy();
        assertTrue(accuracy >= 0.9, () -> "accuracy " + accuracy);
    }
}
