/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warning nobody can miss: a network was asked to read real digits and trains on drawn ones. */
public final class SyntheticWarning {
    private static final int WIDTH = 100;
    private static final Pattern LINE = Pattern.compile("(.{1," + (WIDTH - 4) + "})(?: |$)");
    private static final String EDGE = "*".repeat(WIDTH);

    /** Why results of an earlier run are not of MNIST, when that run's own reason is no longer known. */
    public static final String EARLIER =
            "MNIST was nowhere to be found when this model was trained. Give the folder with its"
                    + " four IDX files by -Dmnist-cnn.dataDirectory=<folder> or the environment variable MNIST_DIR.";

    private SyntheticWarning() {}

    /** The warning where there is no room for a box. */
    static String sentence(String reason) {
        return "this is not MNIST: trained and tested on synthetic digits drawn by the plugin. Why: " + reason;
    }

    /**
     * The boxed warning.
     *
     * @param reason why there is no MNIST and how to provide it
     * @return its lines
     */
    public static List<String> lines(String reason) {
        Stream<String> text = Stream.of(
                        Stream.of(
                                "THIS IS NOT MNIST: training and testing on SYNTHETIC digits drawn by this plugin.",
                                ""),
                        wrapped("Why: " + reason),
                        Stream.of(
                                "",
                                "The next build that finds the files of MNIST trains on them;",
                                "-Dmnist-cnn.force tries to download them again."))
                .flatMap(part -> part);
        return Stream.of(Stream.of(EDGE), text.map(SyntheticWarning::inBox), Stream.of(EDGE))
                .flatMap(part -> part)
                .toList();
    }

    private static String inBox(String line) {
        return "* " + line + " ".repeat(Math.max(0, WIDTH - 4 - line.length())) + " *";
    }

    /** Cut at spaces; a single word wider than the box, such as a path, sticks out rather than being broken. */
    private static Stream<String> wrapped(String text) {
        return LINE.matcher(text.strip().replaceAll("\\s+", " "))
                .replaceAll("$1\n")
                .lines();
    }
}
