/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.data.RealMnist;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trains the same networks on the same images in JVMs that differ in kernels, vector width, compiler, moment of
 * compilation, threads, JDK and processor, and compares what their weights are. All must be as plain loops on one thread
 * make them. The real MNIST is among the images if MNIST_DIR says where it is.
 */
@Tag(ChildJvm.TAG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBitsEverywhereTest {

    /** Nobody compares what the tests' own JVM does, so that they compare the same whatever it is. */
    private static final Variant PLAIN_LOOPS = new Variant("plain loops", "scalar", 1, "all", List.of());

    /** JVMs of the running JDK; the vector widths are upper bounds, and what a processor does not have changes nothing. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant("no module", "auto", 2, "all", List.of()),
            vector("widest vectors", 2, "all"),
            vector("widest vectors on as many threads as a step has parts", 8, "tiny"),
            vector("vectors of 256 bits", 3, "all", "-Dtribuocnn.vectorBits=256"),
            vector("vectors of 128 bits", 2, "all", "-Dtribuocnn.vectorBits=128"),
            vector("AVX2", 2, "tiny", "-XX:UseAVX=2"),
            vector("AVX", 3, "tiny", "-XX:UseAVX=1"),
            vector("scalar although the module is there", 3, "tiny").kernel("scalar"),
            vector("C1 alone", 2, "all", "-XX:TieredStopAtLevel=1"),
            vector("interpreter", 2, "tiny", "-Xint"),
            vector("compiled early", 2, "tiny", "-XX:CompileThresholdScaling=0.1"),
            vector("compiled late", 2, "tiny", "-XX:CompileThresholdScaling=10"),
            vector("without tiers", 2, "tiny", "-XX:-TieredCompilation"));

    /** JVMs of every other JDK. */
    private static final List<Variant> ELSEWHERE = List.of(
            new Variant("no module", "auto", 3, "all", List.of()),
            vector("widest vectors", 2, "all"),
            vector("vectors of 256 bits", 1, "all", "-Dtribuocnn.vectorBits=256"),
            vector("vectors of 128 bits", 8, "all", "-Dtribuocnn.vectorBits=128"));

    /** JVMs of a JDK for another processor, which is emulated: slow, so that the vectors learn less. */
    private static final List<Variant> OTHER_PROCESSOR = List.of(
            new Variant("no module", "auto", 2, "all", List.of()),
            vector("widest vectors", 2, "few"),
            vector("vectors of 128 bits", 1, "few", "-Dtribuocnn.vectorBits=128"));

    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private final List<Path> mnist = mnist();
    private List<String> plain = List.of();
    private List<Run> here = List.of();
    private List<Run> elsewhere = List.of();
    private List<Run> otherProcessor = List.of();

    /** A way to run. */
    private record Variant(String name, String kernel, int threads, String runs, List<String> options) {
        Variant kernel(String other) {
            return new Variant(name, other, threads, runs, options);
        }

        boolean needsModule() {
            return options.contains(ChildJvm.VECTOR_MODULE);
        }
    }

    /** A variant under way in a JVM of some JDK. */
    private record Run(Path jdk, Variant variant, Future<ChildJvm.Outcome> outcome) {
        @Override
        public String toString() {
            return "JDK " + ChildJvm.version(jdk) + ", " + variant.name() + ", " + variant.threads() + " threads";
        }
    }

    private static Variant vector(String name, int threads, String runs, String... options) {
        return new Variant(
                name,
                "auto",
                threads,
                runs,
                Stream.concat(Stream.of(ChildJvm.VECTOR_MODULE), Stream.of(options))
                        .toList());
    }

    private static List<Path> mnist() {
        String given = System.getenv("MNIST_DIR");
        if (given == null || given.isBlank()) {
            return List.of();
        }
        return List.of(
                RealMnist.training().images().toAbsolutePath(),
                RealMnist.training().labels().toAbsolutePath());
    }

    @BeforeAll
    void startAll() throws Exception {
        Path jdk = Path.of(System.getProperty("java.home"));
        Run reference = start(jdk, PLAIN_LOOPS);
        here = startAll(jdk, VARIANTS);
        elsewhere = ChildJvm.otherJdks().stream()
                .flatMap(other -> startAll(other, ELSEWHERE).stream())
                .toList();
        otherProcessor = ChildJvm.ofOtherProcessor().stream()
                .flatMap(other -> startAll(other, OTHER_PROCESSOR).stream())
                .toList();
        plain = reference.outcome().get().requireSuccess().after("weights");
    }

    private List<Run> startAll(Path jdk, List<Variant> variants) {
        return variants.stream()
                .filter(variant -> !variant.needsModule() || ChildJvm.hasVectorModule(jdk))
                .map(variant -> start(jdk, variant))
                .toList();
    }

    private Run start(Path jdk, Variant variant) {
        List<String> arguments =
                new ArrayList<>(List.of(variant.kernel(), Integer.toString(variant.threads()), variant.runs()));
        mnist.forEach(file -> arguments.add(file.toString()));
        ChildJvm jvm = new ChildJvm(jdk, variant.options(), SameBitsRun.class, arguments);
        return new Run(jdk, variant, two.submit(jvm::run));
    }

    @AfterAll
    void stop() {
        two.shutdownNow();
    }

    List<Run> here() {
        return here;
    }

    List<Run> elsewhere() {
        return elsewhere;
    }

    List<Run> otherProcessor() {
        return otherProcessor;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("here")
    void theWeightsAreThoseOfPlainLoopsOnOneThread(Run run) throws Exception {
        assertWeights(run);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("elsewhere")
    void theWeightsAreThoseOfTheOtherJdk(Run run) throws Exception {
        assertWeights(run);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("otherProcessor")
    void theWeightsAreThoseOfAnotherProcessor(Run run) throws Exception {
        assertWeights(run);
    }

    private void assertWeights(Run run) throws Exception {
        ChildJvm.Outcome outcome = run.outcome().get().requireSuccess();

        List<String> expected = plain.stream()
                .filter(line -> isAmong(run.variant().runs(), line))
                .toList();
        assertEquals(expected, outcome.after("weights"), run::toString);
    }

    private static boolean isAmong(String runs, String line) {
        return runs.equals("all") || line.startsWith("tiny") || (runs.equals("few") && line.startsWith("reference"));
    }

    @Test
    void theRunsAreNotAllAlike() {
        Set<String> hashes = new TreeSet<>();
        plain.forEach(line -> hashes.add(line.substring(line.indexOf('=') + 1)));

        assertTrue(plain.size() >= 5, plain::toString);
        assertEquals(plain.size(), hashes.size(), plain::toString);
    }

    @Test
    void theVectorVariantsRanInVectors() throws Exception {
        List<Run> vectors = here.stream()
                .filter(run -> run.variant().name().contains("vectors"))
                .toList();
        assumeFalse(vectors.isEmpty(), "Needs a JDK with the module jdk.incubator.vector");
        assumeTrue(
                vectors.get(0).outcome().get().after("kernels").get(0).startsWith("vector"),
                "Needs a processor with vectors and fused multiply-add");

        for (Run run : vectors) {
            String kernels = run.outcome().get().after("kernels").get(0);
            assertTrue(kernels.startsWith("vector"), run + ": " + kernels);
        }
        Run narrowest = vectors.stream()
                .filter(run -> run.variant().name().contains("128"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("vector-128"), narrowest.outcome().get().after("kernels"));
    }

    @Test
    void theOtherProcessorIsAnotherAndRanInVectors() throws Exception {
        String processor = System.getProperty("os.arch");
        assumeFalse(
                otherProcessor.isEmpty(),
                "Compared on " + processor + " alone: set JAVA_HOME_OTHER_PROCESSOR to compare with another");

        for (Run run : otherProcessor) {
            ChildJvm.Outcome outcome = run.outcome().get().requireSuccess();
            assertEquals(1, outcome.after("processor").size(), run::toString);
            assertNotEquals(processor, outcome.after("processor").get(0), run::toString);
            String kernels = outcome.after("kernels").get(0);
            assertEquals(run.variant().needsModule(), kernels.startsWith("vector"), run + ": " + kernels);
        }
    }

    @Test
    void thereIsAnotherJdk() {
        assumeFalse(
                elsewhere.isEmpty(),
                "Compared within JDK " + Runtime.version().feature()
                        + " alone: set JAVA_HOME_17 or JAVA_HOME_25 to compare with another");
        assertFalse(elsewhere.stream()
                .anyMatch(
                        run -> ChildJvm.version(run.jdk()) == Runtime.version().feature()));
    }
}
