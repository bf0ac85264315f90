/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.IdxImageFile;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageFile;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.Classification;
import io.github.tribuocnn.cnn.onnx.OnnxClassifier;
import io.github.tribuocnn.cnn.onnx.ServingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies images. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Classifies the images of IDX files, or PNG and JPEG files scaled to the model's size. A line each:"
                        + " image, label, probability, separated by tabs.")
final class ScoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The ONNX file.")
    Path file = Path.of("model.onnx");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGES", description = "IDX, PNG or JPEG files.")
    List<Path> images = List.of();

    @Option(
            names = "--labels",
            paramLabel = "IDX",
            description = "The labels of the one IDX file; then the accuracy is shown, not every image.")
    @Nullable
    Path labels;

    @Option(names = "--invert", description = "Exchange black and white in PNG and JPEG files, for dark ink on paper.")
    boolean invert;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads of ONNX Runtime (default: ${DEFAULT-VALUE}).")
    int threads;

    @Mixin
    Console console = new Console();

    @Override
    public Integer call() throws IOException {
        if (labels != null && images.size() != 1) {
            throw new IllegalArgumentException(
                    "--labels belongs to one IDX file, found " + images.size() + " files; score them one by one");
        }
        try (OnnxClassifier classifier = OnnxClassifier.open(file, ServingOptions.DEFAULT.withThreads(threads))) {
            for (Path image : images) {
                score(classifier, image);
            }
        }
        return 0;
    }

    private void score(OnnxClassifier classifier, Path image) throws IOException {
        if (String.valueOf(image.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
            print(String.valueOf(image), classifier.classify(picture(image, classifier.imageShape())));
            return;
        }
        Path labelFile = labels;
        ImageSet set = labelFile == null
                ? IdxImageFile.read(image)
                : IdxPair.of(image, labelFile).read();
        TrainedModel.requireFit(classifier.imageShape(), set);
        byte[] pixels = new byte[set.imageBytes()];
        int right = 0;
        for (int i = 0; i < set.size(); i++) {
            set.copyPixels(i, pixels, 0);
            Classification answer = classifier.classify(pixels);
            if (labelFile == null) {
                print(image + "#" + i, answer);
            } else if (answer.label().equals(set.labelNames().get(set.label(i)))) {
                right++;
            }
        }
        if (labelFile != null) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d images classified rightly, accuracy %.2f %%",
                            image,
                            right,
                            set.size(),
                            100.0 * right / set.size()));
        }
    }

    private byte[] picture(Path image, ImageShape shape) throws IOException {
        byte[] pixels = ImageFile.pixels(image, shape.height(), shape.width(), shape.channels());
        if (invert) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (255 - (pixels[i] & 0xFF));
            }
        }
        return pixels;
    }

    private void print(String image, Classification answer) {
        console.out().println(String.format(Locale.ROOT, "%s\t%s\t%.4f", image, answer.label(), answer.probability()));
    }
}
