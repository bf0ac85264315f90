/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which activations of a graph are stored in bytes, and in which ranges, found by running it on images. */
final class Calibration {
    /**
     * They read bytes as well as floats, or only move or choose values. Averages stay in floats: ONNX Runtime 1.29 makes an
     * operator of its own of them that does not know the attributes of operator set 19.
     */
    private static final Set<String> READERS = Set.of("Conv", "Gemm", "MaxPool", "Flatten", "Transpose");
    /** Their results are among the values they read, so that the range stays. */
    private static final Set<String> MOVERS = Set.of("MaxPool", "Flatten", "Transpose");

    private static final int BATCH = 32;

    private final ModelProto model;
    private final Set<String> stored = new LinkedHashSet<>();
    private final Map<String, String> movedFrom = new HashMap<>();
    /**
     * Those of the stored values that are not only moved or chosen from: their sizes matter. What a maximum leaves behind
     * is counted, what it drops is not.
     */
    private final Set<String> computedWith = new LinkedHashSet<>();

    private Calibration(ModelProto model) {
        this.model = model;
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (READERS.contains(node.getOpType())) {
                stored.add(node.getInput(0));
            }
            if (MOVERS.contains(node.getOpType())) {
                movedFrom.put(node.getOutput(0), node.getInput(0));
            }
        }
        for (NodeProto node : model.getGraph().getNodeList()) {
            boolean passesOn = MOVERS.contains(node.getOpType()) && stored.contains(node.getOutput(0));
            if (node.getInputCount() > 0 && stored.contains(node.getInput(0)) && !passesOn) {
                computedWith.add(node.getInput(0));
            }
        }
    }

    /** The range of every activation to store, in the order of the graph. */
    static Map<String, ActivationRange> of(ModelProto model, PixelSource images, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count
                    + ", expected at least 1 image to calibrate with; some hundred of the training set are best");
        }
        Calibration calibration = new Calibration(model);
        PlainClassifier classifier = new PlainClassifier(model, "the model to compress");
        Map<String, ActivationHistogram> histograms = new LinkedHashMap<>();
        calibration.watch(
                classifier,
                images,
                count,
                (name, values) -> histograms
                        .computeIfAbsent(name, key -> new ActivationHistogram())
                        .stretch(values));
        calibration.watch(classifier, images, count, (name, values) -> {
            ActivationHistogram histogram = histograms.get(name);
            if (histogram != null) {
                histogram.count(values);
            }
        });
        return calibration.ranges(histograms, classifier.contract());
    }

    private void watch(PlainClassifier classifier, PixelSource images, int count, BiConsumer<String, float[]> watcher) {
        int size = classifier.contract().shape().size();
        float[] batch = new float[Math.min(BATCH, count) * size];
        for (int first = 0; first < count; first += BATCH) {
            int some = Math.min(BATCH, count - first);
            for (int i = 0; i < some; i++) {
                images.copyPixels(first + i, batch, i * size);
            }
            Map<String, PlainTensor> values = classifier.runAll(classifier.input(batch, 0, some));
            for (String name : computedWith) {
                PlainTensor value = values.get(name);
                if (value != null) {
                    watcher.accept(originOf(name), value.data());
                }
            }
        }
    }

    /** Where the values came from that were moved or chosen: both share a range. */
    private String originOf(String name) {
        String origin = name;
        for (String before = name; before != null; before = movedFrom.get(before)) {
            origin = before;
        }
        return origin;
    }

    private Map<String, ActivationRange> ranges(Map<String, ActivationHistogram> histograms, ImageContract contract) {
        Map<String, ActivationRange> ranges = new LinkedHashMap<>();
        String first = firstOf(model.getGraph().getNodeList());
        for (String name : stored) {
            String origin = originOf(name);
            ActivationHistogram histogram = histograms.get(origin);
            if (origin.equals(first)) {
                // Pixels are bytes already.
                ranges.put(name, new ActivationRange(1 / contract.pixelMaximum(), 0));
            } else if (ranges.containsKey(origin)) {
                ranges.put(name, ranges.get(origin));
            } else if (histogram != null) {
                ranges.put(name, histogram.range());
            }
        }
        return ranges;
    }

    /** The value that holds the pixels as floats in 0..1. */
    private static String firstOf(List<NodeProto> nodes) {
        String first = OnnxExporter.INPUT;
        for (NodeProto node : nodes) {
            if (!node.getName().equals("image_cast") && !node.getName().equals("image_scaled")) {
                return first;
            }
            first = node.getOutput(0);
        }
        return first;
    }
}
