/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.bom;

import io.github.tribuocnn.maven.worker.Metrics;
import io.github.tribuocnn.maven.worker.Metrics.PerClass;
import java.util.ArrayList;
import java.util.List;
import org.cyclonedx.model.component.ModelCard;
import org.cyclonedx.model.component.data.DatasetChoice;
import org.cyclonedx.model.component.modelCard.InputOutputParameter;
import org.cyclonedx.model.component.modelCard.ModelParameters;
import org.cyclonedx.model.component.modelCard.PerformanceMetric;
import org.cyclonedx.model.component.modelCard.QuantitativeAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * What a network is and how well it does.
 *
 * @param metrics the network as it was trained and tested
 */
record Card(Metrics metrics) {

    ModelCard model(String trainingData) {
        ModelParameters.Approach approach = new ModelParameters.Approach();
        approach.setType(ModelParameters.Approach.ApproachType.SUPERVISED);
        DatasetChoice dataset = new DatasetChoice();
        dataset.setRef(trainingData);
        ModelParameters parameters = new ModelParameters();
        parameters.setApproach(approach);
        parameters.setTask("image classification");
        parameters.setArchitectureFamily("convolutional neural network");
        parameters.setModelArchitecture(metrics.architecture());
        parameters.setDatasets(List.of(dataset));
        parameters.setInputs(List.of(format("float32 [N,C,H,W], grey levels from 0 to 1")));
        parameters.setOutputs(List.of(format("float32 [N,labels], probabilities")));
        QuantitativeAnalysis analysis = new QuantitativeAnalysis();
        analysis.setPerformanceMetrics(performance());
        ModelCard card = new ModelCard();
        card.setModelParameters(parameters);
        card.setQuantitativeAnalysis(analysis);
        return card;
    }

    private static InputOutputParameter format(String text) {
        InputOutputParameter parameter = new InputOutputParameter();
        parameter.setFormat(text);
        return parameter;
    }

    private List<PerformanceMetric> performance() {
        List<PerformanceMetric> all = new ArrayList<>();
        PerformanceMetric accuracy = metric("accuracy", metrics.test().accuracy(), null);
        PerformanceMetric.ConfidenceInterval interval = new PerformanceMetric.ConfidenceInterval();
        interval.setLowerBound(Double.toString(metrics.test().accuracyLow()));
        interval.setUpperBound(Double.toString(metrics.test().accuracyHigh()));
        accuracy.setConfidenceInterval(interval);
        all.add(accuracy);
        all.add(metric("cross-entropy", metrics.test().loss(), null));
        for (PerClass each : metrics.test().perClass()) {
            if (each.recall() != null) {
                all.add(metric("recall", each.recall(), each.label()));
            }
        }
        return all;
    }

    private static PerformanceMetric metric(String type, double value, @Nullable String slice) {
        PerformanceMetric metric = new PerformanceMetric();
        metric.setType(type);
        metric.setValue(Double.toString(value));
        if (slice != null) {
            metric.setSlice(slice);
        }
        return metric;
    }
}
