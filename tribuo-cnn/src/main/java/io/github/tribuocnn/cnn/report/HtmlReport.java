/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The report of a run as one HTML file that needs nothing else: no network, no other file. Everything it says it says
 * without JavaScript too; with it the learning curves are drawn from the table of epochs, by uPlot, which is part of the
 * page. Light or dark as the reader's system is set, and readable on a phone. The same data gives the same text.
 */
public final class HtmlReport {
    /** How many misread images the gallery shows at most. */
    public static final int GALLERY_SIZE = 40;

    /** Nothing may be fetched, whatever a label or a path in the data contains. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    /**
     * Renders the page.
     *
     * @param data what it shows
     * @return the whole file, to be written as UTF-8
     */
    public static String render(ReportData data) {
        var html = new Html();
        html.trusted("<!DOCTYPE html>\n<html lang=\"en\">\n");
        head(html, data);
        html.trusted("<body>\n<main>\n");
        header(html, data);
        CurvesSection.write(html, data.history());
        ConfusionSection.write(html, data.test());
        GallerySection.write(html, data);
        network(html, data);
        tables(html, data);
        html.trusted("</main>\n");
        footer(html);
        html.trusted(
                "<script>\n" + Bundled.chartScript() + "\n</script>\n<script>\n" + Bundled.script() + "</script>\n");
        return html.trusted("</body>\n</html>\n").toString();
    }

    private static void head(Html html, ReportData data) {
        html.trusted("<head>\n<meta charset=\"utf-8\">\n")
                .open("meta", "http-equiv", "Content-Security-Policy", "content", CONTENT_POLICY)
                .trusted("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .trusted("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .element(
                        "title",
                        data.title() + ": " + Numbers.percent(data.test().accuracy()) + " test accuracy")
                .trusted("\n<style>\n" + Bundled.chartStyle() + "\n" + Bundled.style() + "</style>\n</head>\n");
    }

    private static void header(Html html, ReportData data) {
        var test = data.test();
        var interval = test.accuracyInterval();
        html.open("header").element("h1", data.title());
        html.element("p", data.architecture().text(), "class", "architecture");
        html.element("p", TIME.format(data.created()), "class", "muted").closeLine("header");
        for (String warning : data.warnings()) {
            html.open("p", "class", "warning", "role", "alert")
                    .element("strong", "Warning: ")
                    .text(warning);
            html.closeLine("p");
        }
        html.open("div", "class", "tiles");
        tile(
                html,
                "Test accuracy",
                Numbers.percent(test.accuracy()),
                String.format(
                        Locale.ROOT, "95 %% interval %.2f to %.2f %%", 100 * interval.low(), 100 * interval.high()));
        tile(
                html,
                "Mistakes",
                Numbers.count(test.mistakes().size()),
                "of " + Numbers.count(test.images(), "test image", "test images"));
        tile(html, "Test loss", Numbers.loss(test.meanLoss()), lossNote(test));
        tile(
                html,
                "Parameters",
                Numbers.count(data.architecture().parameterCount()),
                "in " + Numbers.count(data.architecture().layers().size(), "layer", "layers"));
        double seconds =
                data.history().stream().mapToDouble(epoch -> epoch.seconds()).sum();
        if (seconds > 0) {
            tile(
                    html,
                    "Training",
                    Numbers.seconds(seconds),
                    Numbers.count(data.history().size(), "epoch", "epochs"));
        }
        html.closeLine("div");
    }

    private static String lossNote(TestResult test) {
        return test.zeroProbabilities() == 0
                ? "mean cross-entropy, nats"
                : "mean cross-entropy, nats; " + Numbers.count(test.zeroProbabilities(), "image", "images")
                        + " of probability 0 counted as 103.28";
    }

    private static void tile(Html html, String name, String value, String note) {
        html.open("div", "class", "tile").element("span", name, "class", "name");
        html.element("span", value, "class", "value")
                .element("span", note, "class", "note")
                .closeLine("div");
    }

    private static void network(Html html, ReportData data) {
        html.open("section").element("h2", "Network");
        html.element("pre", data.architecture().summary(), "tabindex", "0").closeLine("section");
    }

    private static void tables(Html html, ReportData data) {
        html.open("section").element("h2", "How it was made").open("div", "class", "facts");
        for (FactTable table : data.tables()) {
            html.open("table").element("caption", table.caption()).open("tbody");
            for (Fact fact : table.facts()) {
                html.open("tr").element("th", fact.name(), "scope", "row").element("td", fact.value());
                html.closeLine("tr");
            }
            html.close("tbody").closeLine("table");
        }
        html.closeLine("div").open("details").element("summary", "Provenance");
        html.element("pre", data.provenance(), "tabindex", "0").close("details").closeLine("section");
    }

    private static void footer(Html html) {
        html.open("footer").open("details");
        html.element("summary", "Charts by uPlot " + Bundled.chartVersion() + ", MIT licence");
        html.element("pre", Bundled.chartLicence(), "tabindex", "0")
                .close("details")
                .closeLine("footer");
    }
}
