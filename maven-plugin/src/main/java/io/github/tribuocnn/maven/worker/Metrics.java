/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.tribuocnn.cnn.report.ClassScore;
import io.github.tribuocnn.cnn.report.Interval;
import io.github.tribuocnn.cnn.report.Mistake;
import io.github.tribuocnn.cnn.report.TestResult;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code metrics.json}: the component names are the keys, numbers are unrounded.
 *
 * @param dataset what was trained and tested on
 * @param recipe the name of the settings it was trained with
 * @param architecture the network in text form
 * @param parameters how many numbers were trained
 * @param seed what every random choice derived from
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param learningRate the optimiser's step size at its largest
 * @param optimiser the optimiser in text form
 * @param schedule how the step size went over the run, in text form
 * @param augmentation how the training images were varied, in text form
 * @param threads worker threads
 * @param kernels name of the kernels, such as {@code vector-512}
 * @param java the runtime that trained
 * @param test how well the test images were read
 * @param train how long training took
 * @param weights the trained parameters
 * @param model the saved network
 * @param onnx the exported file beside the network
 * @param latency how long an answer takes
 */
public record Metrics(
        Dataset dataset,
        String recipe,
        String architecture,
        int parameters,
        long seed,
        int epochs,
        int batchSize,
        double learningRate,
        String optimiser,
        String schedule,
        String augmentation,
        int threads,
        String kernels,
        String java,
        Test test,
        Train train,
        Weights weights,
        Model model,
        Onnx onnx,
        Latency latency) {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    /**
     * The images.
     *
     * @param name {@code mnist} or {@code synthetic}
     * @param trainImages images in the training file
     * @param usedImages as many of them as {@code mnist-cnn.trainLimit} let in
     * @param validationImages held out of those
     * @param testImages images of the test
     * @param sha256 hash of the training images and labels that were used
     * @param testSha256 hash of the test images and labels
     */
    public record Dataset(
            String name,
            int trainImages,
            int usedImages,
            int validationImages,
            int testImages,
            String sha256,
            String testSha256) {}

    /**
     * How well the test images were read.
     *
     * @param images how many there were
     * @param accuracy share that was read rightly, 0 to 1
     * @param accuracyLow lower end of its 95 % Wilson interval
     * @param accuracyHigh upper end
     * @param loss mean cross-entropy in nats
     * @param perClass each class on its own
     * @param confusion how often each true class (row) was read as each class (column)
     * @param mistakes the images that were read wrongly, by their position in the test set from 0; two networks can be
     *     compared by them
     */
    public record Test(
            int images,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double loss,
            List<PerClass> perClass,
            List<List<Integer>> confusion,
            List<Integer> mistakes) {

        static Test of(TestResult result) {
            Interval interval = result.accuracyInterval();
            return new Test(
                    result.images(),
                    result.accuracy(),
                    interval.low(),
                    interval.high(),
                    result.meanLoss(),
                    result.perClass().stream().map(PerClass::of).toList(),
                    Arrays.stream(result.confusion().counts())
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList(),
                    mistakesOf(result));
        }

        static List<Integer> mistakesOf(TestResult result) {
            return result.mistakes().stream().map(Mistake::index).sorted().toList();
        }
    }

    /**
     * One class; a ratio with nothing in its denominator is null.
     *
     * @param label the class
     * @param images test images of it
     * @param correct how many of them were read rightly
     * @param recall correct / images
     * @param precision correct / images read as this class
     * @param f1 harmonic mean of the two
     */
    public record PerClass(
            String label,
            int images,
            int correct,
            @Nullable Double recall,
            @Nullable Double precision,
            @Nullable Double f1) {

        static PerClass of(ClassScore score) {
            return new PerClass(
                    score.label(),
                    score.images(),
                    score.correct(),
                    orNull(score.recall()),
                    orNull(score.precision()),
                    orNull(score.f1()));
        }

        /** JSON has no NaN. */
        private static @Nullable Double orNull(double value) {
            return Double.isNaN(value) ? null : value;
        }
    }

    /**
     * How long training took.
     *
     * @param seconds all epochs with their validation
     * @param imagesPerSecond training images of all epochs through that time
     */
    public record Train(double seconds, double imagesPerSecond) {}

    /**
     * The trained parameters.
     *
     * @param sha256 hash of them in architecture order as little-endian float32
     */
    public record Weights(String sha256) {}

    /**
     * The saved network.
     *
     * @param bytes the size of its file
     */
    public record Model(long bytes) {}

    /**
     * The exported file beside the network, both asked for every test image.
     *
     * @param sha256 hash of the file
     * @param bytes its size
     * @param maxAbsDifference largest difference of one probability
     * @param disagreements images with another most probable class
     * @param runtime what ran the file, with its version
     */
    public record Onnx(String sha256, long bytes, double maxAbsDifference, int disagreements, String runtime) {}

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        write(this, file);
    }

    static void write(Record values, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            GSON.toJson(values, writer);
            writer.write('\n');
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws IOException if it cannot be read or is no such file
     */
    public static Metrics read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Metrics metrics = GSON.fromJson(reader, Metrics.class);
            if (metrics == null) {
                throw new IOException(file + " is empty, expected the metrics of a training");
            }
            return metrics;
        } catch (JsonParseException e) {
            throw new IOException(file + " is not the metrics file of a training: " + e.getMessage(), e);
        }
    }
}
