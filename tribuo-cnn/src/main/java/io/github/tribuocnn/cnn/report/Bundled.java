/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts that go into every page: our own style and script, and uPlot from its webjar. */
final class Bundled {
    private static final String WEBJAR = "org.webjars.npm:uplot";

    private Bundled() {}

    static String style() {
        return text("report.css");
    }

    static String script() {
        return text("report.js");
    }

    static String chartStyle() {
        return text(chartFolder() + "dist/uPlot.min.css");
    }

    static String chartScript() {
        return text(chartFolder() + "dist/uPlot.iife.min.js");
    }

    static String chartLicence() {
        return text(chartFolder() + "LICENSE");
    }

    /** Asked of the jar, so that it can be updated in the POM alone. */
    static String chartVersion() {
        String name = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
        var properties = new Properties();
        try (var stream = open(name)) {
            properties.load(stream);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        return properties.getProperty("version");
    }

    private static String chartFolder() {
        return "/META-INF/resources/webjars/uplot/" + chartVersion() + "/";
    }

    private static String text(String name) {
        try (var stream = open(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static InputStream open(String name) {
        var stream = Bundled.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(name + " is not on the class path: the report draws its charts with "
                    + WEBJAR + ", a runtime dependency of tribuo-cnn that must not be excluded");
        }
        return stream;
    }

    private static UncheckedIOException unreadable(String name, IOException cause) {
        return new UncheckedIOException("cannot read " + name + " from the class path", cause);
    }
}
