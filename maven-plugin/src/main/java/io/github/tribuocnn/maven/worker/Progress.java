/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import io.github.tribuocnn.cnn.train.TrainingListener;
import io.github.tribuocnn.maven.worker.WorkerEvent.Epoch;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import io.github.tribuocnn.maven.worker.WorkerEvent.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells Maven how training goes, and keeps the figures that only a witness has. */
final class Progress implements TrainingListener {
    /** Often enough for an eye to see it move. */
    private static final long NANOS_BETWEEN_STEPS = 200_000_000;

    private final Events events;
    private final TrainingRequest request;
    private final LongSupplier nanoTime;
    private final List<EpochMetrics> history = new ArrayList<>();
    private int trainingImages;
    private int validationImages;
    private int threads;
    private String kernels = "";
    private long epochBegan;
    private long lastTold;

    Progress(Events events, TrainingRequest request) {
        this(events, request, System::nanoTime);
    }

    /**
     * @param nanoTime the clock
     */
    Progress(Events events, TrainingRequest request, LongSupplier nanoTime) {
        this.events = events;
        this.request = request;
        this.nanoTime = nanoTime;
    }

    @Override
    public void trainingStarted(int trainingCount, int validationCount, String kernelName, int threadCount) {
        trainingImages = trainingCount;
        validationImages = validationCount;
        kernels = kernelName;
        threads = threadCount;
        events.say(
                Level.INFO,
                "learning: %,d images, %,d held out for validation; recipe %s, %d epochs of batches of %d,"
                        + " %s, seed %d; %d threads, %s kernels, Java %s",
                trainingImages,
                validationImages,
                request.recipe(),
                request.epochs(),
                request.batchSize(),
                optimiser(),
                request.seed(),
                threads,
                kernels,
                Runtime.version().feature());
        beginEpoch();
    }

    private void beginEpoch() {
        epochBegan = nanoTime.getAsLong();
        lastTold = epochBegan;
    }

    /** {@code Adam 0.003}: a name begins with a capital. */
    private String optimiser() {
        String text = request.optimiser();
        return text.startsWith("adam ") ? "Adam" + text.substring("adam".length()) : text;
    }

    @Override
    public void stepEnded(int epoch, int images, int of, double loss) {
        long now = nanoTime.getAsLong();
        if (now - lastTold >= NANOS_BETWEEN_STEPS) {
            lastTold = now;
            double imagesPerSecond = images * 1e9 / (now - epochBegan);
            events.send(new Step(epoch, request.epochs(), images, of, loss, imagesPerSecond));
        }
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        history.add(metrics);
        events.send(new Epoch(metrics, request.epochs()));
        beginEpoch();
    }

    List<EpochMetrics> history() {
        return List.copyOf(history);
    }

    int trainingImages() {
        return trainingImages;
    }

    int validationImages() {
        return validationImages;
    }

    int threads() {
        return threads;
    }

    String kernels() {
        return kernels;
    }

    /** Wall time of all epochs, validation included. */
    double seconds() {
        return history.stream().mapToDouble(EpochMetrics::seconds).sum();
    }

    /** Training images of all epochs over the wall time of training alone. */
    double imagesPerSecond() {
        double secondsPerImage = history.stream()
                .mapToDouble(epoch -> 1 / epoch.imagesPerSecond())
                .average()
                .orElse(Double.NaN);
        return 1 / secondsPerImage;
    }
}
