/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.nn.Classifier;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** An untrained network with seeded weights, and seeded images for it. */
final class RandomNetwork {
    static final ImageShape MNIST = new ImageShape(28, 28, 1);

    private final Architecture architecture;
    private final float[] weights;
    private final List<String> labels;
    private final long seed;

    private RandomNetwork(Architecture architecture, float[] weights, List<String> labels, long seed) {
        this.architecture = architecture;
        this.weights = weights;
        this.labels = labels;
        this.seed = seed;
    }

    static RandomNetwork reference(long seed) {
        return of(Architecture.REFERENCE_TEXT, MNIST, digits(10), seed);
    }

    static RandomNetwork of(String text, ImageShape input, List<String> labels, long seed) {
        Architecture architecture = Architecture.parse(text, input);
        SplittableRandom random = new SplittableRandom(seed);
        float[] weights = new float[architecture.parameterCount()];
        for (int i = 0; i < weights.length; i++) {
            // Large enough that the probabilities differ clearly from label to label.
            weights[i] = (float) (random.nextDouble() - 0.5) * 0.4f;
        }
        for (ParameterTensor tensor : architecture.tensors()) {
            if (tensor.role() == ParameterTensor.Role.VARIANCE || tensor.role() == ParameterTensor.Role.GAMMA) {
                for (int i = tensor.offset(); i < tensor.offset() + tensor.length(); i++) {
                    weights[i] += 1;
                }
            }
        }
        return new RandomNetwork(architecture, weights, labels, seed);
    }

    static List<String> digits(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    Architecture architecture() {
        return architecture;
    }

    TrainedNetwork trained() {
        return new TrainedNetwork(architecture, weights, labels, 255, null);
    }

    NaiveNetwork naive() {
        return new NaiveNetwork(architecture, weights, labels);
    }

    /** The forward pass that training uses. */
    ProbabilityModel classifier() {
        Classifier classifier = new Classifier(architecture, weights, KernelProvider.select("scalar"));
        return new ProbabilityModel() {
            @Override
            public List<String> labels() {
                return labels;
            }

            @Override
            public void probabilities(float[] images, int count, float[] probabilities) {
                classifier.probabilities(images, count, probabilities);
            }
        };
    }

    float[] images(int count) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        float[] images = new float[count * architecture.input().size()];
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextInt(256) / 255f;
        }
        return images;
    }

    PixelSource pixels(int count) {
        float[] images = images(count);
        int size = architecture.input().size();
        return (index, target, offset) -> System.arraycopy(images, index * size, target, offset, size);
    }
}
