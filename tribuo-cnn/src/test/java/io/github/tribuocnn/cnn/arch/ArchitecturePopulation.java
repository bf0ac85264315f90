/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random architectures that are possible by construction. */
final class ArchitecturePopulation {

    /** A fresh seed each run, or the one given by {@code -Dtests.seed}. */
    static final long SEED = Long.getLong("tests.seed", System.nanoTime());

    static {
        Logger.getLogger(ArchitecturePopulation.class.getName())
                .info(() -> "Random architectures: repeat with -Dtests.seed=" + SEED);
    }

    private ArchitecturePopulation() {}

    static Stream<Architecture> of(int size, RandomGenerator random) {
        return IntStream.range(0, size).mapToObj(i -> next(random));
    }

    private static Architecture next(RandomGenerator random) {
        ImageShape input = new ImageShape(random.nextInt(1, 40), random.nextInt(1, 40), random.nextInt(1, 4));
        ImageShape image = input;
        List<LayerSpec> layers = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            LayerSpec layer = layer(image, random);
            layers.add(layer);
            image = (ImageShape) layer.outputShape(image);
        }
        layers.add(random.nextInt(4) == 0 ? new GlobalAveragePool2D() : new Flatten());
        for (int left = random.nextInt(3); left > 0; left--) {
            layers.add(new Dense(random.nextInt(1, 200), activation(random)).withInitialiser(initialiser(random)));
            if (random.nextBoolean()) {
                layers.add(new ActivationLayer(Activation.ELU, random.nextDouble(0.1, 1)));
            }
        }
        layers.add(new Dense(random.nextInt(1, 101)));
        return Architecture.of(input, layers.toArray(LayerSpec[]::new));
    }

    private static LayerSpec layer(ImageShape image, RandomGenerator random) {
        int rows = random.nextInt(1, Math.min(6, image.height()) + 1);
        int columns = random.nextInt(1, Math.min(6, image.width()) + 1);
        int down = random.nextInt(1, 4);
        int right = random.nextInt(1, 4);
        Padding padding = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        return switch (random.nextInt(6)) {
            case 0 -> new Conv2D(random.nextInt(1, 20), rows, columns, activation(random));
            case 1 ->
                new Conv2D(random.nextInt(1, 20), rows, columns, activation(random))
                        .withStride(down, right)
                        .withPadding(padding);
            case 2 ->
                new Conv2D(image.channels() * random.nextInt(1, 3), rows, columns, activation(random))
                        .withPadding(padding)
                        .withGroups(image.channels());
            case 3 ->
                new DepthwiseConv2D(rows, columns, activation(random))
                        .withStride(down, right)
                        .withPadding(padding);
            case 4 -> new AveragePool2D(rows, columns).withStride(down, right).withPadding(padding);
            default ->
                random.nextBoolean()
                        ? new MaxPool2D(rows, columns)
                        : new MaxPool2D(rows, columns).withStride(down, right).withPadding(padding);
        };
    }

    private static Activation activation(RandomGenerator random) {
        return Activation.values()[random.nextInt(Activation.values().length)];
    }

    private static Initialiser initialiser(RandomGenerator random) {
        return Initialiser.values()[random.nextInt(Initialiser.values().length)];
    }
}
