/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private final StringWriter terminal = new StringWriter();
    private final ProgressLine line = new ProgressLine(new PrintWriter(terminal));

    private static MavenExecutionRequest request(String... environment) {
        Properties system = new Properties();
        for (int i = 0; i < environment.length; i += 2) {
            system.setProperty("env." + environment[i], environment[i + 1]);
        }
        return new DefaultMavenExecutionRequest().setInteractiveMode(true).setSystemProperties(system);
    }

    @Test
    void eachTextIsDrawnOverTheOneBeforeWithoutEverBreakingTheLine() {
        line.show("10 %");
        line.show("20 %");
        assertEquals("\r\u001b[K\u001b[?7l10 %\u001b[?7h\r\u001b[K\u001b[?7l20 %\u001b[?7h", terminal.toString());
    }

    @Test
    void onlyWhatWasDrawnIsErased() {
        line.erase();
        assertEquals("", terminal.toString());
        line.show("10 %");
        terminal.getBuffer().setLength(0);
        line.erase();
        line.erase();
        assertEquals("\r\u001b[K", terminal.toString());
    }

    @ParameterizedTest
    @CsvSource({"TERM, xterm-256color, true", "TERM, dumb, false", "WT_SESSION, 0f2a, true", "HOME, /home/you, false"})
    void onlyATerminalThatCanMoveItsCursorIsDrawnOn(String variable, String value, boolean wanted) {
        assertEquals(wanted, ProgressLine.isWanted(request(variable, value), 1));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "1, false", "woodpecker, false", "false, true"})
    void aBuildServerGetsPlainLines(String ci, boolean wanted) {
        assertEquals(wanted, ProgressLine.isWanted(request("TERM", "xterm", "CI", ci), 1));
    }

    @Test
    void batchModeMeansThatNobodyWatches() {
        assertFalse(ProgressLine.isWanted(request("TERM", "xterm").setInteractiveMode(false), 1));
    }

    @Test
    void modulesThatPrintSideBySideHaveNoLineOfTheirOwn() {
        MavenExecutionRequest request = request("TERM", "xterm");
        request.setDegreeOfConcurrency(2);
        assertFalse(ProgressLine.isWanted(request, 2));
        assertTrue(ProgressLine.isWanted(request, 1));
    }
}
