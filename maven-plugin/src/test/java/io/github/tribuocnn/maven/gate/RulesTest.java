/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class RulesTest {
    @TempDir
    Path folder;

    private Metrics metrics(String name, String json) throws IOException {
        return Metrics.read(Files.writeString(folder.resolve(name), json));
    }

    private Metrics typical() throws IOException {
        return metrics("metrics.json", """
                {"parameters": 46054, "test": {"accuracy": 0.9712, "loss": null,
                 "perClass": [{"label": "0", "recall": 0.99}, {"label": "1", "recall": 0.95}, {"label": "2", "recall": null}]}}
                """);
    }

    private static @Nullable String failure(Rule rule, Metrics metrics) {
        return rule.apply(metrics).failure();
    }

    private static Rule range(String metric, @Nullable Double minimum, @Nullable Double maximum) {
        return new RangeRule(metric, minimum, maximum, "mnist-cnn.x");
    }

    @Test
    void aNumberBelowItsMinimumFailsWithBothAndTheProperty() throws IOException {
        assertEquals(
                "test accuracy 0.9712 is below the minimum 0.98 (mnist-cnn.x)",
                failure(range("test.accuracy", 0.98, null), typical()));
    }

    @Test
    void aNumberAboveItsMaximumFails() throws IOException {
        assertEquals(
                "parameters 46054 is above the maximum 10000 (mnist-cnn.x)",
                failure(range("parameters", null, 10_000.0), typical()));
    }

    @Test
    void boundsThemselvesPass() throws IOException {
        Outcome outcome = range("test.accuracy", 0.9712, 0.9712).apply(typical());
        assertTrue(outcome.isPassed());
        assertEquals("test.accuracy at least 0.9712 and at most 0.9712", outcome.rule());
        assertEquals("test accuracy 0.9712", outcome.found());
    }

    @Test
    void aNumberThatIsNotThereFailsWhateverItsName() throws IOException {
        String where = " in " + folder.resolve("metrics.json") + " (mnist-cnn.x)";
        for (String path :
                List.of("test.acuracy", "test", "test.loss", "test.perClass[3].recall", "test.perClass[2].recall")) {
            assertEquals("there is no number " + path + where, failure(range(path, 0.0, null), typical()));
        }
    }

    @Test
    void aPathReachesIntoLists() throws IOException {
        assertEquals(
                "test perClass[1] recall 0.95 is below the minimum 0.96 (mnist-cnn.x)",
                failure(range("test.perClass[1].recall", 0.96, null), typical()));
    }

    @Test
    void aRuleThatChecksNothingIsRefused() {
        assertEquals(
                "mnist-cnn.x: a rule needs a metric, such as test.accuracy, and a minimum, a maximum or both",
                assertThrows(IllegalArgumentException.class, () -> range("test.accuracy", null, null))
                        .getMessage());
        assertEquals(
                "mnist-cnn.x: no test.accuracy is at least 0.9 and at most 0.8",
                assertThrows(IllegalArgumentException.class, () -> range("test.accuracy", 0.9, 0.8))
                        .getMessage());
    }

    @Test
    void eachClassMustBeReadWellEnoughAndOneWithoutImagesIsNot() throws IOException {
        assertEquals(
                "recall is below the minimum 0.96 (mnist-cnn.x) in the classes 1 (0.95), 2 (NaN)",
                failure(new RecallRule(0.96, "mnist-cnn.x"), typical()));
        Metrics complete =
                metrics("complete.json", "{\"test\": {\"perClass\": [{\"label\": \"0\", \"recall\": 0.9}]}}");
        assertEquals(
                "lowest recall of a class 0.9",
                new RecallRule(0.9, "x").apply(complete).found());
        assertFalse(new RecallRule(0.9, "x").apply(metrics("none.json", "{}")).isPassed());
    }

    private Metrics tested(String name, String images, int from, int to) throws IOException {
        String mistakes = IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return metrics(
                name,
                "{\"dataset\": {\"testSha256\": \"" + images + "\"}, \"test\": {\"accuracy\": 0.5, \"mistakes\": ["
                        + mistakes + "]}}");
    }

    private BaselineRule baseline() {
        return new BaselineRule(folder.resolve("baseline.json"), 0.05, "mnist-cnn.baseline");
    }

    @Test
    void aFewMoreMistakesThanTheBaselineAreChance() throws IOException {
        tested("baseline.json", "ab", 0, 10);
        // 15 images only the baseline reads, 10 only this network: p = 0.42
        assertNull(failure(baseline(), tested("m", "ab", 10, 25)));
    }

    @Test
    void manyMoreMistakesThanTheBaselineFail() throws IOException {
        tested("baseline.json", "ab", 0, 10);
        String failure = failure(baseline(), tested("m", "ab", 10, 40));
        assertEquals(
                "worse than the baseline " + folder.resolve("baseline.json")
                        + ": test accuracy 0.5, the baseline's 0.5;"
                        + " read rightly by this network alone 10 images, by the baseline alone 30 (McNemar's test,"
                        + " p = 0.0022) (mnist-cnn.baseline)",
                failure);
    }

    @Test
    void beingBetterThanTheBaselineIsNoFailure() throws IOException {
        tested("baseline.json", "ab", 0, 500);
        assertNull(failure(baseline(), tested("m", "ab", 0, 1)));
    }

    @Test
    void aBaselineThatCannotBeComparedFails() throws IOException {
        Metrics mine = tested("m", "ab", 0, 1);
        String missing = failure(baseline(), mine);
        assertNotNull(missing);
        assertTrue(missing.contains("commit the metrics.json of a network that is good enough there"), missing);
        tested("baseline.json", "cd", 0, 1);
        assertEquals(
                "the baseline " + folder.resolve("baseline.json") + " was tested on other images (SHA-256 cd, here ab):"
                        + " compare networks on the same data set (mnist-cnn.baseline)",
                failure(baseline(), mine));
        metrics("baseline.json", "{}");
        assertFalse(baseline().apply(mine).isPassed());
    }

    @Test
    void metricsOfAnotherFileFail() throws IOException {
        Path onnx = folder.resolve("model.onnx");
        assertEquals("there is no " + onnx + ": train first", failure(new ModelRule(onnx), typical()));
        Files.writeString(onnx, "");
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assertNull(failure(new ModelRule(onnx), metrics("right.json", "{\"onnx\": {\"sha256\": \"" + empty + "\"}}")));
        assertFalse(new ModelRule(onnx).apply(typical()).isPassed());
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "[1");
        String message =
                assertThrows(IOException.class, () -> Metrics.read(file)).getMessage();
        assertTrue(String.valueOf(message).startsWith(file + " is no metrics file: "), message);
    }

    @Test
    void theReportHasATestCaseForEachRule() throws Exception {
        Path file = folder.resolve("reports/TEST-check.xml");
        new JunitReport(
                        "mnist-cnn.check.digits",
                        List.of(Outcome.passed("a <b>", "found \"it\""), Outcome.failed("c", "wrong & why")))
                .write(file);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertEquals("testsuite", suite.getTagName());
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        Element passed = (Element) suite.getElementsByTagName("testcase").item(0);
        assertEquals("a <b>", passed.getAttribute("name"));
        assertEquals(0, passed.getElementsByTagName("failure").getLength());
        Element failed = (Element) suite.getElementsByTagName("testcase").item(1);
        assertEquals(
                "wrong & why", ((Element) failed.getElementsByTagName("failure").item(0)).getAttribute("message"));
        try (var files = Files.list(folder.resolve("reports"))) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
