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
        int height = input.height();
        int width = input.width();
        List<LayerSpec> layers = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            int rows = random.nextInt(1, Math.min(6, height) + 1);
            int columns = random.nextInt(1, Math.min(6, width) + 1);
            if (random.nextBoolean()) {
                layers.add(new Conv2D(random.nextInt(1, 20), rows, columns, activation(random)));
                height = height - rows + 1;
                width = width - columns + 1;
            } else {
                layers.add(new MaxPool2D(rows, columns));
                height = height / rows;
                width = width / columns;
            }
        }
        layers.add(new Flatten());
        for (int left = random.nextInt(3); left > 0; left--) {
            layers.add(new Dense(random.nextInt(1, 200), activation(random)));
        }
        layers.add(new Dense(random.nextInt(1, 101)));
        return Architecture.of(input, layers.toArray(LayerSpec[]::new));
    }

    private static Activation activation(RandomGenerator random) {
        return random.nextBoolean() ? Activation.RELU : Activation.NONE;
    }
}
