/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Properties;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.fusesource.jansi.Ansi;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, drawn over again and again. Where Maven's output is anything but a terminal with a reader in
 * front of it, nothing is ever drawn: no carriage return gets into a file, a pipe or the log of a build server.
 */
final class ProgressLine {
    /** Draws nothing. */
    static final ProgressLine NONE = new ProgressLine(null);

    private static final String CLEAR = "\r\u001b[K";
    /** A terminal that is too narrow shows the beginning; a line that went over two could not be drawn over. */
    private static final String CLIP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final @Nullable PrintWriter terminal;
    private boolean isDrawn;

    /**
     * @param terminal where to draw, or null for nowhere
     */
    ProgressLine(@Nullable PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** The line of Maven's terminal, if it has one and wants it drawn on. */
    @SuppressWarnings("SystemConsoleNull") // where it no longer is, the console itself is asked
    static ProgressLine of(MavenSession session, Log log) {
        Console console = System.console();
        if (console == null || !isTerminal(console) || !log.isInfoEnabled()) {
            return NONE;
        }
        boolean isSuitable =
                isWanted(session.getRequest(), session.getProjects().size()) && Ansi.isEnabled();
        return isSuitable ? new ProgressLine(console.writer()) : NONE;
    }

    /**
     * Whether somebody watches, as far as the command line and the environment tell: no {@code -B}, no build server, no modules
     * that print side by side, and a terminal that can do more than print.
     */
    static boolean isWanted(MavenExecutionRequest request, int projects) {
        Properties system = request.getSystemProperties();
        String terminal = system.getProperty("env.TERM", system.getProperty("env.WT_SESSION", "dumb"));
        boolean isBuildServer = !system.getProperty("env.CI", "false").equalsIgnoreCase("false");
        boolean isSideBySide = request.getDegreeOfConcurrency() > 1 && projects > 1;
        return request.isInteractiveMode() && !isBuildServer && !isSideBySide && !terminal.equals("dumb");
    }

    /** Before Java 22 there was a console only where there was a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Shows a text in place of the one before. */
    synchronized void show(String text) {
        if (terminal != null) {
            terminal.print(CLEAR + CLIP + text + WRAP);
            terminal.flush();
            isDrawn = true;
        }
    }

    /** Makes room for other output. */
    synchronized void erase() {
        if (terminal != null && isDrawn) {
            terminal.print(CLEAR);
            terminal.flush();
            isDrawn = false;
        }
    }
}
