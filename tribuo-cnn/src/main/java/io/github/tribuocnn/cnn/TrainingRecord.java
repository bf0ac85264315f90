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
import org.jspecify.annotations.Nullable;
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
    static final String WEIGHTS_SHA256 = "weights-sha256";

    private static final String EPOCHS_TRAINED = "epochs-trained";
    private static final String BEST_EPOCH = "best-epoch";
    static final String TRAINING_DATA_SHA256 = "training-data-sha256";
    static final String EXAMPLE_WEIGHTS_SHA256 = "example-weights-sha256";
    static final String PARENT_WEIGHTS_SHA256 = "parent-weights-sha256";
    static final String PARENT_OPTIMISER_SHA256 = "parent-optimiser-sha256";

    private static final Set<String> KEYS = Set.of(
            EPOCHS_TRAINED,
            BEST_EPOCH,
            TRAINING_DATA_SHA256,
            EXAMPLE_WEIGHTS_SHA256,
            PARENT_WEIGHTS_SHA256,
            PARENT_OPTIMISER_SHA256,
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
     * @param data what that was cut from
     * @param start what the run went on from, null if it began with fresh weights
     */
    static Map<String, Provenance> of(
            Map<String, Provenance> runProvenance,
            TrainingResult result,
            Holdout images,
            DataFingerprint data,
            @Nullable WarmStart start) {
        List<EpochMetrics> history = result.history();
        Map<String, Provenance> entries = new HashMap<>(runProvenance);
        entries.put(LEARNING_RATE, list(LEARNING_RATE, history, EpochMetrics::learningRate));
        entries.put(EPOCH_LOSS, list(EPOCH_LOSS, history, EpochMetrics::trainLoss));
        entries.put(EPOCH_ACCURACY, list(EPOCH_ACCURACY, history, EpochMetrics::trainAccuracy));
        if (images.validation() != null) {
            entries.put(VALIDATION_LOSS, list(VALIDATION_LOSS, history, EpochMetrics::validationLoss));
            entries.put(VALIDATION_ACCURACY, list(VALIDATION_ACCURACY, history, EpochMetrics::validationAccuracy));
            put(entries, BEST_EPOCH, result.bestEpoch());
        }
        put(entries, EPOCHS_TRAINED, history.size());
        put(entries, TRAINING_IMAGES, images.training().size());
        put(entries, VALIDATION_IMAGES, images.validationSize());
        put(entries, PARAMETER_COUNT, result.weights().length);
        put(entries, WEIGHTS_SHA256, FloatBytes.sha256Hex(result.weights()));
        put(entries, TRAINING_DATA_SHA256, data.content());
        if (data.exampleWeights() != null) {
            put(entries, EXAMPLE_WEIGHTS_SHA256, data.exampleWeights());
        }
        if (start != null) {
            put(entries, PARENT_WEIGHTS_SHA256, start.parent().weightsSha256());
            if (start.optimiserState() != null) {
                put(entries, PARENT_OPTIMISER_SHA256, OptimiserStateCodec.sha256Hex(start.optimiserState()));
            }
        }
        return entries;
    }

    private static void put(Map<String, Provenance> entries, String key, int value) {
        entries.put(key, new IntProvenance(key, value));
    }

    private static void put(Map<String, Provenance> entries, String key, String sha256) {
        entries.put(key, new HashProvenance(HashType.SHA256, key, sha256));
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

    /** A hash a provenance holds; null if it holds none under that key. */
    static @Nullable String hash(ModelProvenance provenance, String key) {
        Map<String, ? extends Provenance> entries =
                provenance.getInstanceProvenance().getMap();
        return entries.get(key) instanceof HashProvenance hash ? hash.getValue() : null;
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
