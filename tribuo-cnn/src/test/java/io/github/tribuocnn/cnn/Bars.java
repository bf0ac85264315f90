/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Noisy 8x8 images of a bar at a random place: across, down or slanted. Labels are named so that neither their order of
 * appearance nor the alphabet is the order of their Tribuo ids.
 */
final class Bars {
    static final ImageShape SHAPE = new ImageShape(8, 8, 1);
    static final Architecture NETWORK = Architecture.parse("conv 6 3x3 relu, maxpool 2, flatten, dense 3", SHAPE);
    static final List<String> LABELS = List.of("slanted", "across", "down");

    // Held, as a logger nobody holds forgets its level.
    private static final Logger QUIET = Logger.getLogger("io.github.tribuocnn.cnn");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    private Bars() {}

    /** A trainer that learns them in well under a second. */
    static CNNTrainerBuilder trainer() {
        return CNNTrainer.builder()
                .architecture(NETWORK)
                .optimiser(new Adam(0.01))
                .epochs(6)
                .batchSize(8);
    }

    /** {@code count} images, the labels taking turns. */
    static List<Example<Label>> examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example<Label>> examples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String label = LABELS.get(n % LABELS.size());
            int at = random.nextInt(6) + 1;
            List<Feature> features = new ArrayList<>();
            for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
                int value = value(label, at, pixel / 8, pixel % 8, random);
                if (value > 0) {
                    features.add(new Feature(name(pixel), value));
                }
            }
            examples.add(new ArrayExample<>(new Label(label), features));
        }
        return examples;
    }

    /** The name Tribuo's IDXDataSource gives a pixel of an 8x8 image. */
    static String name(int pixel) {
        return String.format(Locale.ROOT, "%02d", pixel);
    }

    static MutableDataset<Label> dataset(int count, long seed) {
        return dataset(examples(count, seed));
    }

    static MutableDataset<Label> dataset(List<Example<Label>> examples) {
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("bars", factory)));
    }

    private static int value(String label, int at, int row, int column, SplittableRandom random) {
        int distance = switch (label) {
            case "across" -> row - at;
            case "down" -> column - at;
            default -> row - column + at - 4;
        };
        int noise = random.nextInt(4) == 0 ? random.nextInt(60) : 0;
        return distance == 0 ? 255 - noise : noise;
    }
}
