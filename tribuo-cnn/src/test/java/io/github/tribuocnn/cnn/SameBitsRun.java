/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.augment.Elastic;
import io.github.tribuocnn.cnn.augment.Erasing;
import io.github.tribuocnn.cnn.augment.Noise;
import io.github.tribuocnn.cnn.augment.Rotation;
import io.github.tribuocnn.cnn.augment.Scale;
import io.github.tribuocnn.cnn.augment.Shear;
import io.github.tribuocnn.cnn.augment.Shift;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSource;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.OneCycle;
import io.github.tribuocnn.cnn.optim.WarmUp;
import io.github.tribuocnn.cnn.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Trains small networks, as a trainer's user does, and prints what their weights are. */
final class SameBitsRun {

    private static final String REFERENCE = Architecture.REFERENCE_TEXT;

    /** Sizes that fit no vector, a kernel that is not 3x3, a convolution without pooling and one without ReLU. */
    private static final String UNEVEN =
            "conv 5 3x3 relu, conv 9 4x2, maxpool 3, conv 7 2x3 relu, flatten, dense 21 relu, dense 10";

    /** Convolutions and pooling of every kind. */
    private static final String GENERAL = "conv 6 3x3 stride 2 same relu, conv 18 2x3 groups 2 relu,"
            + " depthwise 3x3 same relu, maxpool 3 stride 2 same, conv 17 1x1 relu, avgpool 2, globalavgpool, dense 10";

    /** A first convolution of an odd number of the widest vectors. */
    private static final String THREE_VECTORS =
            "conv 48 3x3 relu, maxpool 2, conv 16 3x3 relu, maxpool 2, flatten, dense 10";

    private static final String TINY = "conv 3 5x5 relu, maxpool 6, flatten, dense 10";

    private static final Augmentation VARIED = Augmentation.of(
                    new Shift(1.5),
                    new Rotation(8),
                    new Scale(8, 4),
                    new Shear(5),
                    new Elastic(0.6),
                    new Erasing(20),
                    new Noise(2))
            .withCleanEnd(20);

    /** Threads of the runs that compare them: one, some, one for each part of a step, and more than there are parts. */
    private static final List<Integer> THREADS = List.of(1, 2, 3, 8, 30);

    // Held, as a logger nobody holds forgets its level.
    private static final Logger QUIET = Logger.getLogger("io.github.tribuocnn.cnn");

    private final String kernel;
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private String kernels = "";

    private SameBitsRun(String kernel) {
        this.kernel = kernel;
    }

    /**
     * Runs what the arguments say and prints {@code processor <name>}, {@code kernels <name>} and
     * {@code weights <run>=<SHA-256>} lines.
     *
     * @param args the kernel, the threads, {@code all}, {@code few} or {@code tiny} runs, and the image and label file of
     *     MNIST if it is there
     */
    public static void main(String[] args) throws IOException {
        List<Path> mnist =
                List.of(args).subList(3, args.length).stream().map(Path::of).toList();
        QUIET.setLevel(Level.WARNING);
        SameBitsRun run = new SameBitsRun(args[0]);
        int threads = Integer.parseInt(args[1]);
        if (!args[2].equals("tiny")) {
            run.few(threads);
        }
        if (args[2].equals("all")) {
            run.all(threads, mnist);
        }
        run.tiny();
        System.out.println("processor " + System.getProperty("os.arch"));
        System.out.println("kernels " + run.kernels);
        run.hashes.forEach((name, hash) -> System.out.println("weights " + name + "=" + hash));
    }

    private void tiny() {
        ImageSource digits = new SyntheticDigitSource(3, 14);
        for (int threads : THREADS) {
            train("tiny", TINY, digits, 14, threads, 1);
        }
        train("tiny, by 5", TINY, digits, 5, 2, 1);
        train("tiny, varied", TINY, digits, 14, 2, 2, trainer -> trainer.augmentation(VARIED));
        train("tiny, scheduled", TINY, digits, 5, 3, 3, SameBitsRun::scheduled);
    }

    private void few(int threads) {
        train("reference, by 32", REFERENCE, new SyntheticDigitSource(1, 192), 32, threads, 1);
    }

    private void all(int threads, List<Path> mnist) throws IOException {
        ImageSource digits = new SyntheticDigitSource(1, 192);
        train("uneven, by 31", UNEVEN, digits, 31, threads, 1);
        train("uneven, by 64", UNEVEN, digits, 64, threads, 1);
        train("three vectors, by 32", THREE_VECTORS, digits, 32, threads, 1);
        train("general, by 31", GENERAL, digits, 31, threads, 1);
        if (!mnist.isEmpty()) {
            ImageSource real = new IdxImageSource(IdxPair.of(mnist.get(0), mnist.get(1)), 320, false);
            for (int others : THREADS) {
                train("MNIST, by 32", REFERENCE, real, 32, others, 1);
            }
            train("MNIST, by 45", REFERENCE, real, 45, threads, 1);
            train("MNIST, varied", REFERENCE, real, 32, threads, 1, trainer -> trainer.augmentation(VARIED));
        }
    }

    /** All that is computed beside the network: powers and cosines of schedules, roots of norms and moments, averages. */
    private static CNNTrainerBuilder scheduled(CNNTrainerBuilder trainer) {
        return trainer.optimiser(new AdamW(0.003, 0.1))
                .schedule(WarmUp.ofFraction(0.2, new OneCycle()))
                .gradientClipping(new ClipByNorm(0.5))
                .averagingDecay(0.9)
                .labelSmoothing(0.1);
    }

    private void train(String name, String layers, ImageSource source, int batchSize, int threads, int epochs) {
        train(name, layers, source, batchSize, threads, epochs, UnaryOperator.identity());
    }

    private void train(
            String name,
            String layers,
            ImageSource source,
            int batchSize,
            int threads,
            int epochs,
            UnaryOperator<CNNTrainerBuilder> recipe) {
        CNNTrainerBuilder settings = CNNTrainer.builder()
                .architecture(Architecture.parse(layers, new ImageShape(28, 28, 1)))
                .batchSize(batchSize)
                .epochs(epochs)
                .threads(threads)
                .kernel(kernel);
        CNNModel model = recipe.apply(settings)
                .build()
                .train(new ImageDataset(source), Map.of(), new TrainingListener() {
                    @Override
                    public void trainingStarted(int trained, int validated, String kernelsInUse, int threadsInUse) {
                        kernels = kernelsInUse;
                    }
                });
        String hash = model.weightsSha256();
        String before = hashes.put(name, hash);
        if (before != null && !before.equals(hash)) {
            throw new IllegalStateException(name + " gave " + hash + " on " + threads + " threads, before " + before);
        }
    }
}
