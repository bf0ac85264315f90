/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import io.github.tribuocnn.samples.benchmarks.competitor.Worker;
import io.github.tribuocnn.samples.benchmarks.tribuocnn.TribuoCnn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * Predicts with a model we trained and with the same model in ONNX Runtime, in turns in one JVM. Before it measures, it
 * checks that both say the same.
 */
final class PredictionContest {

    private static final int[] BATCHES = {1, 8, 32, 100, 256, 1000};
    private static final int SINGLES = 100;

    /** Time for threads that spin before they sleep. */
    private static final long SETTLE_MILLIS = 50;

    private final Digits digits;
    private final List<Way> ways;
    private final int rounds;
    private final int millis;

    /**
     * A way to predict.
     *
     * @param name what the table calls it
     * @param callers threads that predict, each its own batches
     */
    private record Way(String name, Predictor predictor, int callers) {}

    private PredictionContest(Digits digits, List<Way> ways, int rounds, int millis) {
        this.digits = digits;
        this.ways = ways;
        this.rounds = rounds;
        this.millis = millis;
    }

    /**
     * Trains, exports, checks, measures, prints.
     *
     * @param arguments the folder of the digits, threads, rounds, milliseconds a measurement
     * @throws Exception if the libraries disagree, or one fails
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        Digits digits = Digits.read(folder.resolve(Worker.TEST_FILE));
        CNNModel model = train(Digits.read(folder.resolve(Worker.TRAINING_FILE)), digits, threads);
        byte[] exported = new OnnxExporter().export(model, ExportDetails.NONE).toByteArray();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession parallel = session(environment, exported, threads);
                OrtSession single = session(environment, exported, 1)) {
            List<Way> ways = ways(
                    Predictor.ours(model),
                    Predictor.onnxRuntime(environment, parallel),
                    Predictor.onnxRuntime(environment, single),
                    threads);
            PredictionContest contest =
                    new PredictionContest(digits, ways, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            contest.requireAgreement();
            System.out.println(contest.throughput());
            System.out.println(contest.latency());
        }
    }

    private static CNNModel train(Digits training, Digits test, int threads) throws Exception {
        TribuoCnn ours = new TribuoCnn.Entry().enter(new Settings(1, 32, threads, ""), training, test);
        ours.epoch();
        return ours.model();
    }

    private static OrtSession session(OrtEnvironment environment, byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            return environment.createSession(model, options);
        }
    }

    /** The first is ours on one thread, then ours on all, then theirs; with one thread there are fewer ways. */
    private static List<Way> ways(Predictor ours, Predictor parallel, Predictor single, int threads) {
        List<Way> one = List.of(new Way("tribuo-cnn, 1 thread", ours, 1), new Way("ORT, 1 thread", single, 1));
        List<Way> all = List.of(
                new Way("tribuo-cnn, " + threads + " callers", ours, threads),
                new Way("ORT, 1 caller, " + threads + " threads", parallel, 1),
                new Way("ORT, " + threads + " callers, 1 thread each", single, threads));
        return threads == 1 ? one : Stream.concat(one.stream(), all.stream()).toList();
    }

    private float[] pixels(int from, int count) {
        float[] pixels = new float[count * Digits.PIXELS];
        for (int i = 0; i < count; i++) {
            digits.copyPixels((from + i) % digits.size(), pixels, i * Digits.PIXELS);
        }
        return pixels;
    }

    private void requireAgreement() throws OrtException {
        int count = Math.min(1000, digits.size());
        float[] expected = new float[count * Digits.CLASSES];
        ways.get(0).predictor().prepare(pixels(0, count), count, expected).run();
        for (Way way : ways) {
            float[] found = new float[expected.length];
            way.predictor().prepare(pixels(0, count), count, found).run();
            for (int i = 0; i < found.length; i++) {
                if (!(Math.abs(found[i] - expected[i]) < 1e-5f)) {
                    throw new IllegalStateException(way.name() + " gives image " + i / Digits.CLASSES + " probability "
                            + found[i] + " for class " + i % Digits.CLASSES + ", but ours is " + expected[i]);
                }
            }
        }
    }

    private String throughput() throws Exception {
        Table table = new Table(
                Stream.concat(Stream.of("images/s, batches of"), ways.stream().map(Way::name))
                        .toArray(String[]::new));
        double[] best = new double[ways.size()];
        DescriptiveStatistics[][] speeds = new DescriptiveStatistics[BATCHES.length][ways.size()];
        for (int round = 0; round <= rounds; round++) {
            for (int b = 0; b < BATCHES.length; b++) {
                for (int w = 0; w < best.length; w++) {
                    if (round <= 1) {
                        // the first round warms up
                        speeds[b][w] = new DescriptiveStatistics();
                    }
                    speeds[b][w].addValue(imagesPerSecond(ways.get(w), BATCHES[b]));
                }
            }
        }
        for (int b = 0; b < BATCHES.length; b++) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(BATCHES[b])));
            for (int w = 0; w < best.length; w++) {
                double median = speeds[b][w].getPercentile(50);
                best[w] = Math.max(best[w], median);
                cells.add(String.format(Locale.ROOT, "%,.0f", median));
            }
            table.add(cells.toArray(String[]::new));
        }
        return table + bestOfBoth(best);
    }

    private String bestOfBoth(double[] best) {
        double ours = 0;
        double theirs = 0;
        for (int w = 0; w < best.length; w++) {
            if (ways.get(w).name().startsWith("tribuo-cnn")) {
                ours = Math.max(ours, best[w]);
            } else {
                theirs = Math.max(theirs, best[w]);
            }
        }
        return String.format(
                Locale.ROOT,
                "%nBest way at best batch size: tribuo-cnn %,.0f images/s, ONNX Runtime %,.0f, ratio %.2f%n",
                ours,
                theirs,
                ours / theirs);
    }

    /** Lets the callers predict side by side for a while. */
    private double imagesPerSecond(Way way, int batch) throws Exception {
        Thread.sleep(SETTLE_MILLIS);
        ExecutorService pool = Executors.newFixedThreadPool(way.callers());
        try {
            List<Callable<Double>> callers = new ArrayList<>();
            for (int i = 0; i < way.callers(); i++) {
                Predictor.Call call =
                        way.predictor().prepare(pixels(i * batch, batch), batch, new float[batch * Digits.CLASSES]);
                callers.add(() -> callsPerSecond(call));
            }
            double calls = 0;
            for (Future<Double> caller : pool.invokeAll(callers)) {
                calls += caller.get();
            }
            return calls * batch;
        } finally {
            pool.shutdown();
        }
    }

    private double callsPerSecond(Predictor.Call call) throws OrtException {
        long began = System.nanoTime();
        long nanos = 0;
        int calls = 0;
        while (nanos < millis * 1_000_000L) {
            call.run();
            calls++;
            nanos = System.nanoTime() - began;
        }
        return calls * 1e9 / nanos;
    }

    private String latency() throws OrtException, InterruptedException {
        Table table = new Table("one image, one caller, µs", "median", "99 of 100 within");
        List<Way> single = ways.stream().filter(way -> way.callers() == 1).toList();
        List<DescriptiveStatistics> times = new ArrayList<>();
        List<List<Predictor.Call>> calls = new ArrayList<>();
        for (Way way : single) {
            List<Predictor.Call> prepared = new ArrayList<>();
            for (int i = 0; i < SINGLES; i++) {
                prepared.add(way.predictor().prepare(pixels(i, 1), 1, new float[Digits.CLASSES]));
            }
            calls.add(prepared);
            times.add(new DescriptiveStatistics());
        }
        for (int round = 0; round <= rounds; round++) {
            for (int w = 0; w < single.size(); w++) {
                if (round == 1) {
                    times.get(w).clear();
                }
                Thread.sleep(SETTLE_MILLIS);
                addMicros(calls.get(w), times.get(w));
            }
        }
        double[] medians =
                times.stream().mapToDouble(time -> time.getPercentile(50)).toArray();
        for (int w = 0; w < medians.length; w++) {
            table.add(
                    single.get(w).name(),
                    String.format(Locale.ROOT, "%.1f", medians[w]),
                    String.format(Locale.ROOT, "%.1f", times.get(w).getPercentile(99)));
        }
        double theirs = Stream.iterate(1, w -> w < medians.length, w -> w + 1)
                .mapToDouble(w -> medians[w])
                .min()
                .orElseThrow();
        return table + String.format(Locale.ROOT, "%nRatio of the medians %.2f%n", medians[0] / theirs);
    }

    private void addMicros(List<Predictor.Call> calls, DescriptiveStatistics times) throws OrtException {
        long end = System.nanoTime() + millis * 1_000_000L;
        for (int i = 0; System.nanoTime() < end; i++) {
            long began = System.nanoTime();
            calls.get(i % calls.size()).run();
            times.addValue((System.nanoTime() - began) * 1e-3);
        }
    }
}
