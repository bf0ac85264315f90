/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.CategoricalInfo;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;

/**
 * Which features a network's scores rest on: gradient times input. For a linear network that is weight times value, as
 * Tribuo's linear models report it; for others it is the same of the tangent at the image.
 *
 * <p>See: Shrikumar, A., Greenside, P. and Kundaje, A. "Learning Important Features Through Propagating Activation
 * Differences", ICML 2017, section 2.2.
 */
final class Saliency {
    private final TrainedNetwork network;
    private final ImmutableFeatureMap features;
    private final ImmutableOutputInfo<Label> labels;

    Saliency(TrainedNetwork network, ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels) {
        this.network = network;
        this.features = features;
        this.labels = labels;
    }

    /** For each label the example's features, that which speaks most for the label first. */
    Map<String, List<Pair<String, Double>>> of(Example<Label> example) {
        float[][] gradients =
                network.gradients(ImageBatch.of(List.of(example), network).pixels());
        Comparator<Pair<String, Double>> mostInFavour =
                Comparator.comparing(Pair<String, Double>::getB, Comparator.reverseOrder());
        return byLabel(
                gradient -> {
                    List<Pair<String, Double>> scores = new ArrayList<>();
                    for (Feature feature : example) {
                        int pixel = network.pixels().pixelOf(feature.getName());
                        if (pixel != PixelMap.ABSENT) {
                            scores.add(new Pair<>(feature.getName(), score(gradient, pixel, feature.getValue())));
                        }
                    }
                    scores.sort(mostInFavour);
                    return scores;
                },
                gradients);
    }

    /**
     * For each label the features with the largest score, positive or negative, at the mean of the training images.
     *
     * @param n how many; all if negative
     */
    Map<String, List<Pair<String, Double>>> ofTheMeanImage(int n) {
        double[] means = means();
        int[] featureOfPixel = network.pixels().featureOfPixel();
        float[] image = new float[featureOfPixel.length];
        for (int pixel = 0; pixel < image.length; pixel++) {
            int id = featureOfPixel[pixel];
            image[pixel] = id == PixelMap.ABSENT ? 0f : (float) means[id] / network.pixelMaximum();
        }
        Comparator<Pair<String, Double>> largest =
                Comparator.comparing((Pair<String, Double> score) -> Math.abs(score.getB()), Comparator.reverseOrder());
        return byLabel(
                gradient -> {
                    List<Pair<String, Double>> scores = new ArrayList<>();
                    for (int pixel = 0; pixel < image.length; pixel++) {
                        int id = featureOfPixel[pixel];
                        if (id != PixelMap.ABSENT) {
                            scores.add(new Pair<>(features.get(id).getName(), score(gradient, pixel, means[id])));
                        }
                    }
                    scores.sort(largest);
                    return n < 0 || n >= scores.size() ? scores : new ArrayList<>(scores.subList(0, n));
                },
                network.gradients(image));
    }

    /** The mean raw value of each feature over all training examples, those without it counting as 0. */
    private double[] means() {
        double[] means = new double[features.size()];
        for (int id = 0; id < means.length; id++) {
            VariableInfo info = features.get(id);
            RealInfo observed =
                    info instanceof CategoricalInfo categorical ? categorical.generateRealInfo() : (RealInfo) info;
            means[id] = observed.getMean() * observed.getCount() / labels.getTotalObservations();
        }
        return means;
    }

    private double score(float[] gradient, int pixel, double rawValue) {
        return gradient[pixel] * rawValue / network.pixelMaximum();
    }

    private interface Scoring {
        List<Pair<String, Double>> score(float[] gradient);
    }

    private Map<String, List<Pair<String, Double>>> byLabel(Scoring scoring, float[][] gradients) {
        Map<String, List<Pair<String, Double>>> scores = new LinkedHashMap<>();
        for (int id = 0; id < gradients.length; id++) {
            scores.put(labels.getOutput(id).getLabel(), scoring.score(gradients[id]));
        }
        return scores;
    }
}
