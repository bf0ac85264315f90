/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageFile;
import io.github.tribuocnn.cnn.data.InvalidDataException;
import io.github.tribuocnn.cnn.onnx.OnnxClassifier;
import io.github.tribuocnn.cnn.onnx.OnnxException;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of what a network makes of pictures.
 *
 * @param request which network and which pictures
 * @param events told the table
 */
record PredictionRun(PredictionRequest request, Events events) {
    private static final int SHOWN = 3;
    private static final int WHITE = 255;

    void run() throws WorkException, IOException {
        Path file = request.model();
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            CNNModel model = new SavedModel(file).read();
            predict(ProbabilityModel.of(model), model.architecture().input());
            return;
        }
        SavedModel.requireFile(file);
        try (OnnxClassifier onnx = OnnxClassifier.open(file)) {
            predict(onnx, onnx.imageShape());
        } catch (OnnxException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    private void predict(ProbabilityModel model, ImageShape shape) throws WorkException, IOException {
        int width = request.images().stream()
                .mapToInt(image -> image.getFileName().toString().length())
                .max()
                .orElseThrow();
        for (Path image : request.images()) {
            float[] probabilities = new float[model.labels().size()];
            model.probabilities(pixels(image, shape), 1, probabilities);
            events.say(Level.INFO, "%-" + width + "s  %s", image.getFileName(), answer(model.labels(), probabilities));
        }
    }

    /** The most probable labels, surest first. */
    static String answer(List<String> labels, float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -probabilities[column]))
                .limit(SHOWN)
                .map(column ->
                        String.format(Locale.ROOT, "%s %6.2f %%", labels.get(column), 100 * probabilities[column]))
                .collect(Collectors.joining("   "));
    }

    private float[] pixels(Path image, ImageShape shape) throws WorkException, IOException {
        byte[] bytes;
        try {
            bytes = ImageFile.pixels(image, shape.height(), shape.width(), shape.channels());
        } catch (InvalidDataException e) {
            throw new WorkException("mnist-cnn.images: " + e.getMessage(), e);
        }
        boolean inverted =
                request.ink().equals("dark") || (request.ink().equals("auto") && lightAtTheEdge(bytes, shape));
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] & 0xff;
            pixels[i] = (inverted ? WHITE - value : value) / TestSet.PIXEL_MAXIMUM;
        }
        return pixels;
    }

    /** Whether the frame around the picture is paper rather than night: networks of digits learn light ink on black. */
    static boolean lightAtTheEdge(byte[] pixels, ImageShape shape) {
        int rowBytes = shape.width() * shape.channels();
        double mean = IntStream.range(0, pixels.length)
                .filter(i -> {
                    int row = i / rowBytes;
                    int column = i % rowBytes / shape.channels();
                    return row == 0 || row == shape.height() - 1 || column == 0 || column == shape.width() - 1;
                })
                .map(i -> pixels[i] & 0xff)
                .average()
                .orElse(0);
        return mean > WHITE / 2.0;
    }
}
