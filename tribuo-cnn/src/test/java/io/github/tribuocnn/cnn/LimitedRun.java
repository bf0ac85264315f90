/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.data.ImageSource;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Trains one epoch of a small network as a trainer's user does, and prints what it took. */
final class LimitedRun {

    private LimitedRun() {}

    /**
     * Prints {@code threads <n>}, {@code images <n>} and {@code loss <x>} lines.
     *
     * @param args the threads to ask for, then the number of synthetic digits to train on, or an image file and its
     *     label file to train on where they are
     */
    public static void main(String[] args) throws IOException {
        ImageSource source = args.length == 2
                ? new SyntheticDigitSource(1, Integer.parseInt(args[1]))
                : new IdxImageSource(IdxPair.of(Path.of(args[1]), Path.of(args[2])), 0, true);
        ImageSet images = source.images();
        ImageShape shape = new ImageShape(images.height(), images.width(), images.channels());
        CNNTrainer trainer = CNNTrainer.builder()
                .architecture(Architecture.parse("maxpool 4, conv 4 3x3 relu, flatten, dense 10", shape))
                .threads(Integer.parseInt(args[0]))
                .epochs(1)
                .build();
        CNNModel model = trainer.train(new ImageDataset(source), Map.of(), new TrainingListener() {
            @Override
            public void trainingStarted(int trained, int validated, String kernels, int threads) {
                System.out.println("threads " + threads);
                System.out.println("images " + trained);
            }

            @Override
            public void epochEnded(EpochMetrics metrics) {
                System.out.println("loss " + metrics.trainLoss());
            }
        });
        System.out.println("weights " + model.weightsSha256());
    }
}
