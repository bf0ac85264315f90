/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.util.List;

/** Pictures: the images the network misread, and the filters of its first layer. */
final class GallerySection {
    private static final int MOST_FILTERS = 64;

    private GallerySection() {}

    static void write(Html html, ReportData data) {
        mistakes(html, data);
        if (!data.filters().isEmpty()) {
            filters(html, data.filters());
        }
    }

    private static void mistakes(Html html, ReportData data) {
        int all = data.test().mistakes().size();
        var shown = data.mistakes().stream().limit(HtmlReport.GALLERY_SIZE).toList();
        html.open("section").element("h2", "Mistakes");
        html.element("p", mistakesNote(all, shown.size()), "class", "muted");
        html.open("ul", "class", data.test().labelsAreWords() ? "gallery words" : "gallery")
                .trusted("\n");
        for (MisreadImage image : shown) {
            mistake(html, image, data.test().labels());
        }
        html.closeLine("ul").closeLine("section");
    }

    private static String mistakesNote(int all, int shown) {
        if (all == 0) {
            return "None: every test image was read rightly.";
        }
        String what = shown == all
                ? Numbers.count(all, "image was", "images were") + " misread"
                : shown + " of the " + Numbers.count(all, "misread image", "misread images");
        return what + ", the most confident first: what it is → what it was read as, and how sure the network was.";
    }

    private static void mistake(Html html, MisreadImage image, List<String> labels) {
        var mistake = image.mistake();
        String is = labels.get(mistake.trueClass());
        String readAs = labels.get(mistake.predictedClass());
        String detail = "test image " + mistake.index() + ": " + is + " (" + Numbers.percent(mistake.trueProbability())
                + ") read as " + readAs + " (" + Numbers.percent(mistake.probability()) + ")";
        html.open("li", "title", detail);
        html.open("img", "src", Png.dataUri(image.picture()), "alt", detail, "width", "56", "height", "56");
        html.open("span")
                .element("b", is)
                .text(" → ")
                .element("b", readAs, "class", "wrong")
                .close("span");
        html.element("span", Numbers.percent(mistake.probability()), "class", "muted")
                .closeLine("li");
    }

    private static void filters(Html html, List<LearnedFilter> filters) {
        var shown = filters.stream().limit(MOST_FILTERS).toList();
        float scale = 0;
        for (LearnedFilter filter : shown) {
            scale = Math.max(scale, filter.magnitude());
        }
        html.open("section").element("h2", "Filters of the first layer");
        html.open("p", "class", "muted");
        if (shown.size() < filters.size()) {
            html.text("The first " + shown.size() + " of " + filters.size() + ". ");
        }
        html.text("Weights from ").element("b", "−" + Numbers.loss(scale), "class", "negative");
        html.text(" over 0, which is clear, to ").element("b", "+" + Numbers.loss(scale), "class", "positive");
        html.text(".").close("p").open("ul", "class", "filters").trusted("\n");
        for (int i = 0; i < shown.size(); i++) {
            var filter = shown.get(i);
            html.open("li")
                    .open("img", "src", Png.dataUri(filter, scale), "alt", "filter " + i, "title", "filter " + i);
            html.closeLine("li");
        }
        html.closeLine("ul").closeLine("section");
    }
}
