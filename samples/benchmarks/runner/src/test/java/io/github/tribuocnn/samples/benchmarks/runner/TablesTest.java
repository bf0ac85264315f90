/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static Outcome outcome(String name, boolean peer, double... rounds) {
        return new Outcome(name, peer, new DescriptiveStatistics(rounds), 0.98765, 654_321_000, 1.234, 11_400_000);
    }

    @Test
    void comparisonPutsTheFastestFirstAndDividesByTheFastestPeerRoundByRound() {
        String table = ComparisonTable.of(
                List.of(
                        outcome("slow peer", true, 100, 300, 200),
                        outcome("ours", false, 9_000, 8_000, 10_000),
                        outcome("fast peer", true, 1_000, 500, 2_000)),
                8);

        assertEquals("""
                | trainer   | images/s, median (range) | times the fastest peer, median (range) | accuracy after 8 epochs | peak memory | first step after | download |
                |-----------|-------------------------:|---------------------------------------:|------------------------:|------------:|-----------------:|---------:|
                | ours      |  9,000 (8,000 to 10,000) |                   9.00 (5.00 to 16.00) |                 98.77 % |      654 MB |           1.23 s |    11 MB |
                | fast peer |     1,000 (500 to 2,000) |                    1.00 (1.00 to 1.00) |                 98.77 % |      654 MB |           1.23 s |    11 MB |
                | slow peer |         200 (100 to 300) |                    0.10 (0.10 to 0.60) |                 98.77 % |      654 MB |           1.23 s |    11 MB |
                """, table);
    }

    @Test
    void comparisonWithoutPeersHasNoRatio() {
        String table = ComparisonTable.of(List.of(outcome("ours", false, 9_000)), 1);

        assertEquals(
                "no peer", table.lines().toList().get(2).split("\\|", -1)[3].strip());
        assertEquals(
                "accuracy after 1 epoch",
                table.lines().findFirst().orElseThrow().split("\\|", -1)[4].strip());
    }

    @Test
    void rowsHaveACellForEachColumn() {
        Table table = new Table("threads", "GFLOP/s");

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> table.add("1"));

        assertEquals("1 cells, expected 2: threads | GFLOP/s", refusal.getMessage());
    }

    @Test
    void thePeakIsComparedWithTheArithmeticNeeded() {
        assertEquals(
                "50,000 images/s need 100.0 GFLOP/s (2.000 MFLOP an image), 50 % of the 200 GFLOP/s that fused"
                        + " multiply-adds alone reach on 2 threads",
                new Peak(2, 200).reachedBy(50_000, 2_000_000));
    }
}
