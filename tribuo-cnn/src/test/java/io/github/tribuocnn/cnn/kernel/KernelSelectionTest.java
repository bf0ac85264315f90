/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tribuocnn.cnn.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JVMs of all kinds choose, and the one line in which they say why. */
@Tag(ChildJvm.TAG)
class KernelSelectionTest {

    private static final String NO_C2 = "INFO Kernels: scalar, this JVM runs without its optimising compiler C2; for"
            + " several times the speed start java without -Xint, -XX:TieredStopAtLevel below 4 and"
            + " -XX:CompilationMode=quick-only";

    @Test
    void withoutTheModuleItSaysOnceHowToGetIt() {
        assertChoice(
                "scalar",
                "INFO Kernels: scalar, the module jdk.incubator.vector is not there; for several times the speed start"
                        + " java with --add-modules jdk.incubator.vector",
                select("auto").run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=3", "-XX:CompilationMode=quick-only"})
    void withoutTheOptimisingCompilerItSaysOnceWhatSwitchedItOff(String option) {
        assertChoice("scalar", NO_C2, withModule("auto", option).run());
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertChoice(
                "scalar",
                "INFO Kernels: scalar, the module jdk.incubator.vector is not there and this JVM runs without its"
                        + " optimising compiler C2; for several times the speed start java with --add-modules"
                        + " jdk.incubator.vector, and without -Xint, -XX:TieredStopAtLevel below 4 and"
                        + " -XX:CompilationMode=quick-only",
                select("auto").with("-Xint").run());
    }

    @Test
    void whatIsAskedForIsTakenAndSaid() {
        assertChoice(
                "scalar",
                "INFO Kernels: scalar, as asked; set kernel to auto for the fastest this JVM can run",
                select("scalar").run());
    }

    @Test
    void multiplyingInSoftwareIsSaid() {
        assertChoice(
                "scalar",
                "INFO Kernels: scalar, this JVM has no fused multiply-add instruction and multiplies in software; for"
                        + " several times the speed start java on a processor that has one (x86 with AVX2, 64-bit ARM),"
                        + " without -XX:-UseFMA and -XX:UseAVX=0",
                withModule("auto", "-XX:-UseFMA").run());
    }

    @Test
    void vectorsOnACompilerThatCannotHandleThemAreTakenIfInsistedOn() {
        ChildJvm.Outcome outcome =
                withModule("vector", "-Xint", "-Dtribuocnn.vectorBits=128").run();

        assertChoice("vector-128", NO_C2.replace("scalar, ", "vector-128, as asked, although "), outcome);
    }

    @Test
    void insistingOnVectorsWithoutTheModuleIsRefusedWithTheCure() {
        ChildJvm.Outcome outcome = select("vector").run().requireSuccess();

        String refusal = "kernel is \"vector\", but the module jdk.incubator.vector is not there. Start java with"
                + " --add-modules jdk.incubator.vector, or set kernel to auto";
        assertEquals(List.of(refusal, refusal), outcome.after("refused"));
        assertEquals(List.of(), outcome.after("log"));
    }

    @Test
    void fewerBitsAreUsedIfAskedFor() {
        assumeTrue(
                new RunningJvm(true, true, RunningJvm.here().fusedMultiplyAdd(), 128)
                        .obstacle()
                        .isEmpty(),
                "Needs a processor with fused multiply-add");
        assertChoice(
                "vector-128",
                "INFO Kernels: vector-128, as tribuocnn.vectorBits asks",
                withModule("auto", "-Dtribuocnn.vectorBits=128").run());
    }

    @ParameterizedTest
    @CsvSource({"auto, 300", "auto, wide", "vector, ''", "scalar, 64"})
    void aWidthThatDoesNotExistIsRefused(String kernel, String bits) {
        ChildJvm.Outcome outcome =
                select(kernel).with("-Dtribuocnn.vectorBits=" + bits).run().requireSuccess();

        String refusal = "tribuocnn.vectorBits is \"" + bits
                + "\", expected 128, 256 or 512; leave it out for the widest vectors of this processor";
        assertEquals(List.of(refusal, refusal), outcome.after("refused"));
        assertEquals(List.of(), outcome.after("log"));
    }

    private static ChildJvm select(String kernel) {
        return ChildJvm.of(SelectionRun.class, kernel);
    }

    private static ChildJvm withModule(String kernel, String... options) {
        assumeTrue(
                ChildJvm.hasVectorModule(Path.of(System.getProperty("java.home"))),
                "Needs a JDK with the module jdk.incubator.vector");
        return select(kernel).with(ChildJvm.VECTOR_MODULE).with(options);
    }

    private static void assertChoice(String kernels, String line, ChildJvm.Outcome outcome) {
        assertEquals(List.of(line), outcome.requireSuccess().after("log"));
        assertEquals(List.of(kernels, kernels), outcome.after("kernels"));
    }
}
