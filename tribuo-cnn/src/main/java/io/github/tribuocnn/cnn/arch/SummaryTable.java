/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws an architecture as a table, in the manner of Keras. */
final class SummaryTable {

    private static final List<String> HEADINGS = List.of("Layer (type)", "Output Shape", "Param #");
    private static final int NUMBER_COLUMN = 2;
    private static final String[] UNITS = {"B", "KB", "MB", "GB"};

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    private SummaryTable(LayerChain chain) {
        for (int i = 0; i < chain.layers().size(); i++) {
            rows.add(List.of(
                    chain.names().get(i) + " ("
                            + chain.layers().get(i).getClass().getSimpleName() + ")",
                    batchOf(chain.shapes().get(i + 1)),
                    Text.format("%,d", chain.parameterCount(i))));
        }
        widths = IntStream.range(0, HEADINGS.size()).map(this::widest).toArray();
    }

    static String of(LayerChain chain) {
        SummaryTable table = new SummaryTable(chain);
        String count =
                Text.format("%,d (%s)", chain.parameterCount(), bytes((long) chain.parameterCount() * Float.BYTES));
        List<String> lines = new ArrayList<>();
        lines.add("Input: " + chain.shapes().get(0).text() + ", outputs: " + chain.outputs());
        lines.add(table.rule("┏━", "━┳━", "━┓", "━"));
        lines.add(table.row(HEADINGS, "┃"));
        lines.add(table.rule("┡━", "━╇━", "━┩", "━"));
        lines.add(table.rows.stream()
                .map(cells -> table.row(cells, "│"))
                .collect(Collectors.joining("\n" + table.rule("├─", "─┼─", "─┤", "─") + "\n")));
        lines.add(table.rule("└─", "─┴─", "─┘", "─"));
        lines.add(" Total params: " + count);
        lines.add(" Trainable params: " + count);
        return String.join("\n", lines);
    }

    /** The shape with Keras's mark for the size of the batch, which is left open. */
    private static String batchOf(Shape shape) {
        return "(None, " + shape.text().replace("x", ", ") + ")";
    }

    private static String bytes(long count) {
        double size = count;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return Text.format("%.2f %s", size, UNITS[unit]);
    }

    private int widest(int column) {
        int widest = HEADINGS.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private String row(List<String> cells, String edge) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String padding =
                            " ".repeat(widths[column] - cells.get(column).length());
                    return column == NUMBER_COLUMN ? padding + cells.get(column) : cells.get(column) + padding;
                })
                .collect(Collectors.joining(" " + edge + " ", edge + " ", " " + edge));
    }

    private String rule(String left, String cross, String right, String line) {
        return IntStream.of(widths).mapToObj(line::repeat).collect(Collectors.joining(cross, left, right));
    }
}
