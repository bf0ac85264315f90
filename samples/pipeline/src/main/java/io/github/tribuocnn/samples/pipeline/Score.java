/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import io.github.tribuocnn.cnn.report.McNemar;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * How one trainer did.
 *
 * @param name what to call it
 * @param right the indices of the test examples its model labels rightly
 * @param trainExamples how many examples it was trained on
 * @param testExamples how many there were to test on
 * @param seconds how long training took
 */
record Score(String name, BitSet right, int trainExamples, int testExamples, double seconds) {

    static Score of(String name, Trainer<Label> trainer, Dataset<Label> train, Dataset<Label> test) {
        long start = System.nanoTime();
        Model<Label> model = trainer.train(train);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Prediction<Label>> predictions = model.predict(test);
        BitSet right = new BitSet(test.size());
        for (int i = 0; i < predictions.size(); i++) {
            right.set(
                    i, predictions.get(i).getOutput().equals(test.getExample(i).getOutput()));
        }
        return new Score(name, right, train.size(), test.size(), seconds);
    }

    double accuracy() {
        return (double) right.cardinality() / testExamples;
    }

    /** Where the accuracy on all images of the kind lies, with 95 % confidence (Wilson, 1927). */
    ConfidenceInterval interval() {
        return new WilsonScoreInterval().createInterval(testExamples, right.cardinality(), 0.95);
    }

    /** How many test examples are labelled rightly here and wrongly there. */
    int rightWhereWrong(Score other) {
        BitSet only = (BitSet) right.clone();
        only.andNot(other.right);
        return only.cardinality();
    }

    /** McNemar's test of whether this model and the other one, tested on the same examples, are equally accurate. */
    double mcNemar(Score other) {
        return McNemar.pValue(rightWhereWrong(other), other.rightWhereWrong(this));
    }
}
