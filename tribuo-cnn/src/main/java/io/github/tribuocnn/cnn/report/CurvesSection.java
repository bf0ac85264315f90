/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.util.List;

/**
 * The learning curves. The table of epochs is the data: the script draws from the unrounded numbers in its cells, so there
 * is one source of both.
 */
final class CurvesSection {
    private CurvesSection() {}

    static void write(Html html, List<EpochMetrics> history) {
        html.open("section").element("h2", "Learning curves");
        if (history.isEmpty()) {
            html.element("p", "The model has no training history.").closeLine("section");
            return;
        }
        html.open("div", "class", "charts", "id", "charts", "hidden", "hidden").trusted("\n");
        chart(html, "Loss", "nats", "loss");
        chart(html, "Accuracy", "%", "accuracy");
        html.closeLine("div");
        boolean validated = history.stream().anyMatch(EpochMetrics::hasValidation);
        html.element("p", note(validated), "class", "muted");
        table(html, history, validated);
        html.closeLine("section");
    }

    private static String note(boolean validated) {
        return "Training figures are those of each image just before the step it takes part in, while the network still"
                + " learns"
                + (validated ? "; validation figures are measured after the epoch, on images held out." : ".");
    }

    private static void chart(Html html, String title, String unit, String column) {
        html.open("figure")
                .open("figcaption")
                .text(title)
                .element("span", unit, "class", "unit")
                .close("figcaption");
        html.open("div", "class", "chart", "data-column", column, "role", "img");
        html.close("div").closeLine("figure");
    }

    private static void table(Html html, List<EpochMetrics> history, boolean validated) {
        html.open("div", "class", "scroll tall", "tabindex", "0").open("table", "class", "numbers", "id", "history");
        html.open("thead").open("tr").element("th", "epoch", "scope", "col");
        html.element("th", "loss", "scope", "col").element("th", "accuracy", "scope", "col");
        if (validated) {
            html.element("th", "validation loss", "scope", "col");
            html.element("th", "validation accuracy", "scope", "col");
        }
        html.element("th", "learning rate", "scope", "col").element("th", "time", "scope", "col");
        html.element("th", "images/s", "scope", "col")
                .close("tr")
                .close("thead")
                .open("tbody")
                .trusted("\n");
        for (EpochMetrics epoch : history) {
            row(html, epoch, validated);
        }
        html.close("tbody").close("table").closeLine("div");
    }

    private static void row(Html html, EpochMetrics epoch, boolean validated) {
        html.open("tr");
        html.element("th", Integer.toString(epoch.epoch()), "scope", "row", "data-value", "" + epoch.epoch());
        cell(html, "train-loss", epoch.trainLoss(), Numbers.loss(epoch.trainLoss()));
        cell(html, "train-accuracy", epoch.trainAccuracy(), Numbers.percent(epoch.trainAccuracy()));
        if (validated) {
            cell(html, "validation-loss", epoch.validationLoss(), Numbers.loss(epoch.validationLoss()));
            cell(html, "validation-accuracy", epoch.validationAccuracy(), Numbers.percent(epoch.validationAccuracy()));
        }
        html.element("td", Numbers.rate(epoch.learningRate()));
        html.element("td", Numbers.seconds(epoch.seconds()));
        html.element("td", Numbers.speed(epoch.imagesPerSecond())).closeLine("tr");
    }

    private static void cell(Html html, String column, double value, String text) {
        html.element(
                "td", text, "data-column", column, "data-value", Double.isFinite(value) ? Double.toString(value) : "");
    }
}
