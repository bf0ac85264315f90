/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String EVIL = "<script>alert('x')</script> & \"y\"";
    private static final String TAME = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;";
    private static final Architecture ARCHITECTURE =
            Architecture.parse("conv 2 1x1 relu, flatten, dense 2", new ImageShape(1, 2, 1));
    private static final EpochMetrics VALIDATED = new EpochMetrics(1, 0.001, 0.25, 0.93, 0.125, 0.955, 5.2, 58_312);
    private static final EpochMetrics UNVALIDATED =
            new EpochMetrics(1, 0.001, 0.25, 0.93, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Eight images rightly read and {@code mistakes} of the second class read as the first. */
    private static TestResult test(String first, String second, int mistakes) {
        var tally = new TestTally(List.of(first, second));
        for (int i = 0; i < 8; i++) {
            tally.add(new float[] {1, 0}, new int[] {0}, 1);
        }
        for (int i = 0; i < mistakes; i++) {
            tally.add(new float[] {0.75f, 0.25f}, new int[] {1}, 1);
        }
        return tally.result();
    }

    private static ReportData data(String word, TestResult test, EpochMetrics... history) {
        var picture = new Picture(1, 2, 1, new float[] {0, 1});
        return new ReportData(
                "digits " + word,
                Instant.parse("2026-11-22T18:11:59Z"),
                List.of("beware " + word),
                ARCHITECTURE,
                List.of(history),
                test,
                test.mistakes().stream().map(m -> new MisreadImage(m, picture)).toList(),
                LearnedFilter.ofFirstLayer(ARCHITECTURE, new float[ARCHITECTURE.parameterCount()]),
                List.of(new FactTable("Data " + word, List.of(new Fact("hash " + word, "value " + word)))),
                "provenance " + word);
    }

    private static String page() {
        return HtmlReport.render(data("of a test", test("zero", "one", 2), VALIDATED));
    }

    /** What a reader sees: no scripts, styles or tags, blanks joined. */
    private static String text(String page) {
        return page.replaceAll("(?s)<(script|style)>.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    private static void assertSays(String expected, String page) {
        assertTrue(text(page).contains(expected), () -> "expected \"" + expected + "\" in: " + text(page));
    }

    @Test
    void theHeadlineGivesAccuracyWithIntervalMistakesAndLoss() {
        var page = page();
        assertSays("digits of a test", page);
        assertSays("conv 2 1x1 relu, flatten, dense 2", page);
        assertSays("2026-11-22 18:11 UTC", page);
        assertSays("Warning: beware of a test", page);
        assertSays("Test accuracy 80.00 % 95 % interval 49.02 to 94.33 %", page);
        assertSays("Mistakes 2 of 10 test images", page);
        assertSays("Test loss 0.2773 mean cross-entropy, nats Parameters", page);
    }

    @Test
    void everyEpochIsInTheTableWithItsUnroundedNumbers() {
        var page = page();
        assertSays("1 0.2500 93.00 % 0.1250 95.50 % 0.001 5.2 s 58,300", page);
        assertTrue(page.contains("<td data-column=\"train-loss\" data-value=\"0.25\">"));
        assertTrue(page.contains("<td data-column=\"validation-accuracy\" data-value=\"0.955\">"));
    }

    @Test
    void withoutValidationThePageDoesNotMentionIt() {
        var page = HtmlReport.render(data("", test("a", "b", 1), UNVALIDATED));
        assertSays("1 0.2500 93.00 % 0.001 – –", page);
        assertFalse(text(page).contains("validation"));
    }

    @Test
    void aLossThatIsNoNumberIsADashAndNoPoint() {
        var nan = new EpochMetrics(1, 0.001, Double.NaN, 0.098, Double.NaN, Double.NaN, 1, 1000);
        var page = HtmlReport.render(data("", test("a", "b", 1), nan));
        assertTrue(page.contains("<td data-column=\"train-loss\" data-value=\"\">–</td>"));
        assertSays("1 – 9.80 % 0.001 1.0 s 1,000", page);
    }

    @Test
    void aModelWithoutHistorySaysSo() {
        var page = HtmlReport.render(data("", test("a", "b", 1)));
        assertSays("The model has no training history.", page);
        assertFalse(page.contains("id=\"history\""));
    }

    @Test
    void confusionMatrixAndClassesAreTables() {
        var page = page();
        assertSays("zero one zero 8 0 one 2 0", page);
        assertTrue(page.contains("<td class=\"right\" style=\"--shade:1.000\">8</td><td class=\"zero\">0</td>"));
        assertTrue(page.contains("<td class=\"wrong\" style=\"--shade:1.000\">2</td>"));
        assertSays("zero 8 100.00 % 80.00 % 88.89 %", page);
        assertSays("one 2 0.00 % – 0.00 % zero (2)", page);
    }

    @Test
    void mistakesAreShownUpToTheSizeOfTheGallery() {
        assertSays("2 images were misread, the most confident first", page());
        assertSays("one → zero 75.00 %", page());
        assertTrue(page().contains("alt=\"test image 8: one (25.00 %) read as zero (75.00 %)\""));
        var many = HtmlReport.render(data("", test("a", "b", 1041), VALIDATED));
        assertSays("40 of the 1,041 misread images, the most confident first", many);
        assertEquals(
                40, Pattern.compile("alt=\"test image ").matcher(many).results().count());
        assertSays(
                "None: every test image was read rightly.", HtmlReport.render(data("", test("a", "b", 0), VALIDATED)));
    }

    @Test
    void probabilitiesOfZeroAreOwnedUpTo() {
        var tally = new TestTally(List.of("a", "b"));
        tally.add(new float[] {0, 1}, new int[] {0}, 1);
        assertSays(
                "mean cross-entropy, nats; 1 image of probability 0 counted as 103.28",
                HtmlReport.render(data("", tally.result(), VALIDATED)));
    }

    @Test
    void networkFiltersTablesAndProvenanceAreThere() {
        var page = page();
        assertTrue(page.contains("alt=\"filter 1\""));
        assertSays("Data of a test hash of a test value of a test", page);
        assertSays("Provenance provenance of a test", page);
        assertSays(ARCHITECTURE.summary().strip().replaceAll("\\s+", " "), page);
    }

    @Test
    void nothingGivenBecomesMarkup() {
        var harmless = HtmlReport.render(data("of a test", test("a", "b", 2), VALIDATED));
        var page = HtmlReport.render(data(EVIL, test(EVIL, "b", 2), VALIDATED));
        assertEquals(tags(harmless), tags(page));
        for (String place : List.of("digits ", "beware ", "Data ", "hash ", "value ", "provenance ")) {
            assertTrue(page.contains(place + TAME), place);
        }
        assertTrue(page.contains("read as " + TAME + " (75.00 %)\""), "the attribute of a thumbnail");
    }

    private static List<String> tags(String page) {
        return Pattern.compile("<[a-zA-Z/!]+")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void theBrowserIsToldToFetchNothingAndHasNothingToFetch() {
        var page = page();
        assertTrue(page.contains("content=\"default-src &#39;none&#39;; img-src data:;"));
        assertFalse(Pattern.compile("(?i)\\b(src|href|action)\\s*=\\s*[\"']?(?!data:)[a-z./]")
                .matcher(page.replaceAll("(?s)<script>.*?</script>", ""))
                .find());
        assertFalse(Pattern.compile("(?i)@import|url\\(").matcher(page).find());
        var addresses = Pattern.compile("https?://[^\\s\"')]+").matcher(page).results();
        assertEquals(
                List.of("https://github.com/leeoniya/uPlot"),
                addresses.map(found -> found.group()).distinct().toList(),
                "the library's own name in its licence line");
    }

    @Test
    void theChartLibraryIsInThePageWithItsLicence() {
        var page = page();
        assertTrue(page.contains("var uPlot=function()"));
        assertSays("Charts by uPlot 1.6.30, MIT licence", page);
        assertSays("Copyright (c) 2022 Leon Sorokin", page);
        assertEquals(2, Pattern.compile("</script>").matcher(page).results().count(), "no script ends early");
    }

    @Test
    void theSameDataGivesTheSamePageInEveryLocale() {
        var first = page();
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(first, page());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyElementIsClosedInItsPlace() {
        var open = new ArrayList<String>();
        var voids = List.of("meta", "img", "!doctype");
        var markup = page().replaceAll("(?s)<(script|style)>.*?</\\1>", "");
        Pattern.compile("<(/?)([a-zA-Z!0-9]+)").matcher(markup).results().forEach(tag -> {
            var name = tag.group(2).toLowerCase(Locale.ROOT);
            if (!tag.group(1).isEmpty()) {
                assertEquals(name, open.remove(open.size() - 1), markup.substring(0, tag.start()));
            } else if (!voids.contains(name)) {
                open.add(name);
            }
        });
        assertEquals(List.of(), open);
    }
}
