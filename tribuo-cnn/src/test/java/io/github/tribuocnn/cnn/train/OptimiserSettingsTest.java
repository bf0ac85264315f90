/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.ScalarKernels;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.nn.InitialWeights;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.ClipByValue;
import io.github.tribuocnn.cnn.optim.ConstantRate;
import io.github.tribuocnn.cnn.optim.CosineDecay;
import io.github.tribuocnn.cnn.optim.GradientClipping;
import io.github.tribuocnn.cnn.optim.NoClipping;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.optim.RMSProp;
import io.github.tribuocnn.cnn.optim.SGD;
import io.github.tribuocnn.cnn.optim.StepDecay;
import io.github.tribuocnn.cnn.optim.WarmUp;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules, clipping, averaging and smoothing in whole runs. */
class OptimiserSettingsTest {

    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);
    private static final Architecture ARCHITECTURE =
            Architecture.parse("conv 6 3x3 relu, maxpool 2, flatten, dense 20 relu, dense 4", SHAPE);
    private static final GeneratedImages IMAGES = GeneratedImages.of(SHAPE, 100, 4, 1);

    private final Kernels kernels = KernelProvider.select("auto");

    private static TrainingOptions.Builder options() {
        return TrainingOptions.builder()
                .epochs(3)
                .batchSize(16)
                .optimiser(new SGD(0.1))
                .shuffle(false)
                .threads(2)
                .seed(7);
    }

    private static TrainingOptions.Builder everything() {
        return options()
                .optimiser(new AdamW(0.01, 0.1))
                .schedule(WarmUp.ofFraction(0.2, new CosineDecay(0.01)))
                .clipping(new ClipByNorm(0.5))
                .averagingDecay(0.9)
                .labelSmoothing(0.1)
                .shuffle(true);
    }

    private TrainingResult train(TrainingOptions.Builder options) {
        return new TrainingLoop(ARCHITECTURE, kernels, options.build()).train(IMAGES, IMAGES, TrainingListener.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void withEverythingOnThreadsAndKernelsDoNotChangeABit(int threads) {
        TrainingResult plain = new TrainingLoop(
                        ARCHITECTURE,
                        new ScalarKernels(),
                        everything().threads(1).build())
                .train(IMAGES, IMAGES, TrainingListener.NONE);
        TrainingResult fast = train(everything().threads(threads));

        assertArrayEquals(plain.weights(), fast.weights());
        plain.optimiserState()
                .slots()
                .forEach((name, values) ->
                        assertArrayEquals(values, fast.optimiserState().slots().get(name), name));
        assertTrue(fast.history().get(2).validationAccuracy() > 0.5, "it learns");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("schedule", options().schedule(new CosineDecay())),
                Arguments.of("norm", options().clipping(new ClipByNorm(0.1))),
                Arguments.of("value", options().clipping(new ClipByValue(0.01))),
                Arguments.of("average", options().averagingDecay(0.9)),
                Arguments.of("smoothing", options().labelSmoothing(0.1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void eachSettingChangesTheWeights(String name, TrainingOptions.Builder options) {
        assertFalse(Arrays.equals(train(options()).weights(), train(options).weights()));
    }

    @Test
    void settingsAtTheirOffPositionsChangeNoBit() {
        float[] plain = train(options()).weights();
        TrainingOptions.Builder off = options()
                .schedule(new ConstantRate())
                .clipping(new NoClipping())
                .averagingDecay(0)
                .labelSmoothing(0);

        assertArrayEquals(plain, train(off).weights());
        assertArrayEquals(plain, train(options().clipping(new ClipByNorm(1e6))).weights(), "nothing to clip");
        assertArrayEquals(plain, train(options().clipping(new ClipByValue(1e6))).weights(), "nothing to clip");
    }

    @Test
    void theHistoryShowsTheRateOfEachEpochsLastStep() {
        List<EpochMetrics> history =
                train(options().schedule(new StepDecay(0.1, 0.3, 0.5))).history();

        assertEquals(0.1 * 1, history.get(0).learningRate(), "step 6 of 21, before 6.3");
        assertEquals(0.1 * (0.1 * 0.1), history.get(1).learningRate(), 1e-18, "step 13 of 21, after 10.5");
        assertEquals(0.1 * (0.1 * 0.1), history.get(2).learningRate(), 1e-18);
    }

    @Test
    void aRunThatStopsEarlyHasFollowedTheScheduleOfTheWholeRun() {
        TrainingOptions.Builder patient =
                everything().epochs(40).optimiser(new AdamW(0.3, 0)).shuffle(false);
        List<EpochMetrics> whole = train(patient).history();

        List<EpochMetrics> stopped =
                train(patient.earlyStopping(new EarlyStopping(2, false))).history();

        assertTrue(stopped.size() < 40, "it stopped after " + stopped.size());
        for (int epoch = 0; epoch < stopped.size(); epoch++) {
            assertEquals(whole.get(epoch).learningRate(), stopped.get(epoch).learningRate());
        }
    }

    @Test
    void aScheduleThatDoesNotFitIsRefusedBeforeTraining() {
        TrainingLoop loop = new TrainingLoop(
                ARCHITECTURE,
                kernels,
                options().schedule(WarmUp.ofSteps(21, new ConstantRate())).build());

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> loop.train(IMAGES, null, new TrainingListener() {
                    @Override
                    public void trainingStarted(int images, int validation, String kernels, int threads) {
                        fail("training started");
                    }
                }));
        assertEquals(
                "The warm-up of the learning rate takes 21 steps, but training has only 21, so that it would never end."
                        + " Shorten the warm-up, train for more epochs or take smaller batches.",
                refused.getMessage());
    }

    /** In one step of plain descent the weights move by the gradient, so that its norm can be seen. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 1000})
    void theGradientsNormIsCutToTheMaximum(double maximum) {
        double[] whole = movement(new NoClipping());
        double[] clipped = movement(new ClipByNorm(maximum));
        double norm = norm(whole);

        assertEquals(Math.min(norm, maximum), norm(clipped), 1e-4 * norm);
        for (int i = 0; i < whole.length; i++) {
            assertEquals(whole[i] * Math.min(1, maximum / norm), clipped[i], 1e-6, "the direction stays");
        }
    }

    @Test
    void eachValueOfTheGradientIsCutToTheMaximum() {
        double[] whole = movement(new NoClipping());
        double[] clipped = movement(new ClipByValue(0.01));
        int cut = 0;
        for (int i = 0; i < whole.length; i++) {
            assertEquals(Math.max(-0.01, Math.min(0.01, whole[i])), clipped[i], 1e-6);
            cut += Math.abs(whole[i]) > 0.011 ? 1 : 0;
        }
        assertTrue(cut > 10, cut + " values were cut");
    }

    private double[] movement(GradientClipping clipping) {
        TrainingOptions.Builder one =
                options().epochs(1).batchSize(100).optimiser(new SGD(1)).clipping(clipping);
        float[] before = InitialWeights.draw(ARCHITECTURE, 7);
        float[] after = train(one).weights();
        double[] moved = new double[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (double) before[i] - after[i];
        }
        return moved;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    /** With one batch an epoch, shorter runs show the weights after each step. */
    @Test
    void theResultIsTheAverageOfTheWeightsAfterEachStep() {
        double[] sum = new double[ARCHITECTURE.parameterCount()];
        double counted = 0;
        for (int steps = 1; steps <= 5; steps++) {
            float[] weights = train(options().batchSize(100).epochs(steps)).weights();
            for (int i = 0; i < sum.length; i++) {
                sum[i] = 0.8 * sum[i] + weights[i];
            }
            counted = 0.8 * counted + 1;
        }

        float[] averaged =
                train(options().batchSize(100).epochs(5).averagingDecay(0.8)).weights();

        for (int i = 0; i < sum.length; i++) {
            assertEquals(sum[i] / counted, averaged[i], 1e-6);
        }
    }

    @Test
    void validationMeasuresTheAveragedWeights() {
        TrainingResult result = train(everything());

        assertEquals(loss(result.weights()), result.history().get(2).validationLoss(), 1e-6);
    }

    @Test
    void theBestEpochsAverageIsRestored() {
        TrainingOptions.Builder restless = everything()
                .optimiser(new AdamW(0.2, 0))
                .schedule(new ConstantRate())
                .epochs(12);
        TrainingResult restored = train(restless.earlyStopping(new EarlyStopping(0, true)));

        assertEquals(restored.history().get(restored.bestEpoch() - 1).validationLoss(), loss(restored.weights()), 1e-6);
        TrainingResult best = train(restless.epochs(restored.bestEpoch()).earlyStopping(EarlyStopping.OFF));
        assertArrayEquals(best.weights(), restored.weights());
        assertArrayEquals(
                best.optimiserState().slots().get("weights-before-averaging"),
                restored.optimiserState().slots().get("weights-before-averaging"));
    }

    /** Losses are plain cross-entropies, so that runs with and without smoothing compare. */
    @Test
    void smoothingChangesNoLossThatIsReported() {
        TrainingOptions.Builder one = options().epochs(1).batchSize(100);

        assertEquals(
                train(one).history().get(0).trainLoss(),
                train(one.labelSmoothing(0.3)).history().get(0).trainLoss());
        TrainingResult smoothed = train(everything().labelSmoothing(0.3));
        assertEquals(loss(smoothed.weights()), smoothed.history().get(2).validationLoss(), 1e-6);
    }

    private double loss(float[] weights) {
        float[] probabilities = new float[IMAGES.size() * ARCHITECTURE.outputs()];
        new Classifier(ARCHITECTURE, weights, kernels).probabilities(IMAGES.pixels(), IMAGES.size(), probabilities);
        double loss = 0;
        for (int i = 0; i < IMAGES.size(); i++) {
            loss -= Math.log(probabilities[i * ARCHITECTURE.outputs() + IMAGES.label(i)]);
        }
        return loss / IMAGES.size();
    }

    static Stream<Optimiser> optimisers() {
        return Stream.of(new AdamW(0.01, 0.5), new SGD(0.1, 0.9, true), new RMSProp(0.003));
    }

    /** Unshuffled and at one rate, two runs make one, average included. */
    @ParameterizedTest
    @MethodSource("optimisers")
    void twoRunsAreOneLongRunIfTheStateIsContinued(Optimiser optimiser) {
        TrainingOptions.Builder settings =
                everything().optimiser(optimiser).schedule(new ConstantRate()).shuffle(false);
        TrainingResult whole = train(settings.epochs(4));
        TrainingResult half = train(settings.epochs(2));

        TrainingResult continued = new TrainingLoop(
                        ARCHITECTURE, kernels, settings.epochs(2).build())
                .resume(half.weights(), half.optimiserState(), IMAGES, IMAGES, TrainingListener.NONE);

        assertArrayEquals(whole.weights(), continued.weights());
        assertEquals(
                whole.optimiserState().numbers(), continued.optimiserState().numbers());
        assertEquals(
                whole.history().get(3).validationLoss(),
                continued.history().get(1).validationLoss());
    }

    /** The averaged weights are the model's; who goes on without averaging goes on from them. */
    @Test
    void withoutAveragingARunGoesOnFromTheAverage() {
        TrainingResult half = train(everything());
        TrainingOptions.Builder plain = everything().averagingDecay(0).epochs(1);
        TrainingLoop loop = new TrainingLoop(ARCHITECTURE, kernels, plain.build());

        OptimiserState state = half.optimiserState();
        SortedMap<String, Double> numbers = new TreeMap<>(state.numbers());
        SortedMap<String, float[]> slots = new TreeMap<>(state.slots());
        numbers.remove("average-decay-power");
        slots.remove("weights-before-averaging");

        TrainingResult continued = loop.resume(half.weights(), state, IMAGES, null, TrainingListener.NONE);
        TrainingResult ofTheAverage = loop.resume(
                half.weights(), new OptimiserState(state.rule(), numbers, slots), IMAGES, null, TrainingListener.NONE);

        assertEquals(slots.size() + 1, state.slots().size());
        assertArrayEquals(ofTheAverage.weights(), continued.weights());
        assertEquals(slots.keySet(), continued.optimiserState().slots().keySet());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void fractionsOutOfRangeAreRefused(double value) {
        assertEquals(
                "averagingDecay is " + value + ", expected 0 (off) to below 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options().averagingDecay(value).build())
                        .getMessage());
        assertEquals(
                "labelSmoothing is " + value + ", expected 0 (off) to below 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> options().labelSmoothing(value).build())
                        .getMessage());
    }
}
