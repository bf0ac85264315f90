/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil.HashType;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.HashProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.tribuo.provenance.ModelProvenance;

/**
 * What a training run leaves in the instance provenance of its model: the history as one flat list a metric, one number
 * an epoch, and a few facts about the run.
 *
 * <p>Times are left out. They differ from run to run, and a model re-trained from its provenance is to have an equal
 * one.
 */
final class TrainingRecord {
    private static final String LEARNING_RATE = "learning-rate";
    private static final String EPOCH_LOSS = "epoch-loss";
    private static final String EPOCH_ACCURACY = "epoch-accuracy";
    private static final String VALIDATION_LOSS = "validation-loss";
    private static final String VALIDATION_ACCURACY = "validation-accuracy";
    private static final String TRAINING_IMAGES = "training-images";
    private static final String VALIDATION_IMAGES = "validation-images";
    private static final String PARAMETER_COUNT = "parameter-count";
    private static final String WEIGHTS_SHA256 = "weights-sha256";

    private static final Set<String> KEYS = Set.of(
            LEARNING_RATE,
            EPOCH_LOSS,
            EPOCH_ACCURACY,
            VALIDATION_LOSS,
            VALIDATION_ACCURACY,
            TRAINING_IMAGES,
            VALIDATION_IMAGES,
            PARAMETER_COUNT,
            WEIGHTS_SHA256);

    private TrainingRecord() {}

    /**
     * Checks that the caller's own entries leave room for the record.
     *
     * @throws IllegalArgumentException if a key is taken
     */
    static void requireRoom(Map<String, Provenance> runProvenance) {
        Set<String> taken = new TreeSet<>(runProvenance.keySet());
        taken.retainAll(KEYS);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("The run provenance has the entries " + taken
                    + ", which the trainer writes itself; give them other names.");
        }
    }

    /**
     * The caller's entries and the record of the run.
     *
     * @param runProvenance what the caller wants recorded
     * @param result the outcome
     * @param images what was trained on
     */
    static Map<String, Provenance> of(Map<String, Provenance> runProvenance, TrainingResult result, Holdout images) {
        List<EpochMetrics> history = result.history();
        float[] weights = result.weights();
        Map<String, Provenance> entries = new HashMap<>(runProvenance);
        entries.put(LEARNING_RATE, list(LEARNING_RATE, history, EpochMetrics::learningRate));
        entries.put(EPOCH_LOSS, list(EPOCH_LOSS, history, EpochMetrics::trainLoss));
        entries.put(EPOCH_ACCURACY, list(EPOCH_ACCURACY, history, EpochMetrics::trainAccuracy));
        if (images.validation() != null) {
            entries.put(VALIDATION_LOSS, list(VALIDATION_LOSS, history, EpochMetrics::validationLoss));
            entries.put(VALIDATION_ACCURACY, list(VALIDATION_ACCURACY, history, EpochMetrics::validationAccuracy));
        }
        entries.put(
                TRAINING_IMAGES,
                new IntProvenance(TRAINING_IMAGES, images.training().size()));
        entries.put(VALIDATION_IMAGES, new IntProvenance(VALIDATION_IMAGES, images.validationSize()));
        entries.put(PARAMETER_COUNT, new IntProvenance(PARAMETER_COUNT, weights.length));
        entries.put(
                WEIGHTS_SHA256, new HashProvenance(HashType.SHA256, WEIGHTS_SHA256, WeightBytes.sha256Hex(weights)));
        return entries;
    }

    /** The history a provenance holds; empty if it holds none, as after the provenance was stripped. */
    static List<EpochMetrics> history(ModelProvenance provenance) {
        Map<String, ? extends Provenance> entries =
                provenance.getInstanceProvenance().getMap();
        List<Double> rates = values(LEARNING_RATE, entries);
        List<Double> losses = values(EPOCH_LOSS, entries);
        List<Double> accuracies = values(EPOCH_ACCURACY, entries);
        List<Double> validationLosses = values(VALIDATION_LOSS, entries);
        List<Double> validationAccuracies = values(VALIDATION_ACCURACY, entries);
        List<EpochMetrics> history = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            history.add(new EpochMetrics(
                    i + 1,
                    at(i, rates),
                    at(i, losses),
                    at(i, accuracies),
                    at(i, validationLosses),
                    at(i, validationAccuracies),
                    Double.NaN,
                    Double.NaN));
        }
        return List.copyOf(history);
    }

    private static ListProvenance<DoubleProvenance> list(
            String key, List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> metric) {
        List<DoubleProvenance> values = new ArrayList<>();
        for (EpochMetrics epoch : history) {
            values.add(new DoubleProvenance(key, metric.applyAsDouble(epoch)));
        }
        return new ListProvenance<>(values);
    }

    private static List<Double> values(String key, Map<String, ? extends Provenance> entries) {
        List<Double> values = new ArrayList<>();
        if (entries.get(key) instanceof ListProvenance<?> list) {
            for (Provenance element : list.getList()) {
                if (element instanceof DoubleProvenance value) {
                    values.add(value.getValue());
                }
            }
        }
        return values;
    }

    private static double at(int index, List<Double> values) {
        return index < values.size() ? values.get(index) : Double.NaN;
    }
}
