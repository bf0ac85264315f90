/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import io.github.tribuocnn.cnn.text.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws an architecture as a table, in the manner of Keras. */
final class SummaryTable {

    private static final List<String> HEADINGS = List.of("Layer (type)", "Output Shape", "Param #");
    private static final int NUMBER_COLUMN = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    private SummaryTable(LayerChain chain) {
        addRows(chain.placed(), "");
        widths = IntStream.range(0, HEADINGS.size()).map(this::widest).toArray();
    }

    /** The layers of a residual follow it, indented; what is in it counts in its own row too. */
    private void addRows(List<PlacedLayer> layers, String indent) {
        for (PlacedLayer placed : layers) {
            int parameters =
                    placed.tensors().stream().mapToInt(ParameterTensor::length).sum();
            rows.add(List.of(
                    indent + placed.name() + " (" + placed.layer().getClass().getSimpleName() + ")",
                    batchOf(placed.output()),
                    Text.format("%,d", parameters)));
            addRows(placed.body(), indent + "  ");
            addRows(placed.shortcut(), indent + "  ");
        }
    }

    static String of(LayerChain chain) {
        SummaryTable table = new SummaryTable(chain);
        List<String> lines = new ArrayList<>();
        lines.add("Input: " + chain.shapes().get(0).text() + ", outputs: " + chain.outputs());
        lines.add(table.rule("┏━", "━┳━", "━┓", "━"));
        lines.add(table.row(HEADINGS, "┃"));
        lines.add(table.rule("┡━", "━╇━", "━┩", "━"));
        lines.add(table.rows.stream()
                .map(cells -> table.row(cells, "│"))
                .collect(Collectors.joining("\n" + table.rule("├─", "─┼─", "─┤", "─") + "\n")));
        lines.add(table.rule("└─", "─┴─", "─┘", "─"));
        lines.add(" Total params: " + count(chain.parameterCount()));
        int fixed = chain.tensors().stream()
                .filter(tensor -> !tensor.role().isLearned())
                .mapToInt(ParameterTensor::length)
                .sum();
        lines.add(" Trainable params: " + count(chain.parameterCount() - fixed));
        if (fixed > 0) {
            lines.add(" Non-trainable params: " + count(fixed));
        }
        return String.join("\n", lines);
    }

    /** The shape with Keras's mark for the size of the batch, which is left open. */
    private static String batchOf(Shape shape) {
        return "(None, " + shape.text().replace("x", ", ") + ")";
    }

    private static String count(int parameters) {
        return Text.format("%,d (%s)", parameters, ByteCount.text((long) parameters * Float.BYTES));
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
