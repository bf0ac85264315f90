/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wire form of an event: {@code ::mnist-cnn<TAB>kind<TAB>field...} on one line. Within a field a backslash, tab, line feed
 * and carriage return are written {@code \\}, {@code \t}, {@code \n} and {@code \r}, so that a message of any shape stays on
 * its line.
 *
 * @param kind what the line tells; letters only
 * @param fields its values, unescaped
 */
record EventLine(String kind, List<String> fields) {
    private static final String PREFIX = "::mnist-cnn\t";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    EventLine {
        fields = List.copyOf(fields);
    }

    static EventLine of(String kind, Object... fields) {
        return new EventLine(kind, Arrays.stream(fields).map(String::valueOf).toList());
    }

    /** The event in {@code line}, or empty when the line is something else that was printed. */
    static Optional<EventLine> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        List<String> parts = Arrays.stream(line.substring(PREFIX.length()).split("\t", -1))
                .map(EventLine::unescape)
                .toList();
        return Optional.of(new EventLine(parts.get(0), parts.subList(1, parts.size())));
    }

    String text() {
        return PREFIX
                + Stream.concat(Stream.of(kind), fields.stream().map(EventLine::escape))
                        .collect(Collectors.joining("\t"));
    }

    private static String escape(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String field) {
        return ESCAPED.matcher(field).replaceAll(escaped -> switch (escaped.group(1)) {
            case "t" -> "\t";
            case "n" -> "\n";
            case "r" -> "\r";
            default -> Matcher.quoteReplacement(escaped.group(1));
        });
    }
}
