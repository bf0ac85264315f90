/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A request on its way: names and values in a UTF-8 properties file. */
final class RequestFile {
    private final Properties values = new Properties();

    /** A file without a value. */
    RequestFile() {}

    /** Reads what {@link #write} wrote. */
    static RequestFile read(Path file) throws IOException {
        RequestFile read = new RequestFile();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.values.load(reader);
        }
        return read;
    }

    /** Adds a value; null adds none. */
    RequestFile with(String name, @Nullable Object value) {
        if (value != null) {
            values.setProperty(name, value.toString());
        }
        return this;
    }

    /** Adds values under one name. */
    RequestFile with(String name, List<?> items) {
        with(name + ".count", items.size());
        for (int i = 0; i < items.size(); i++) {
            with(name + "." + i, items.get(i));
        }
        return this;
    }

    void write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, "what to do");
        }
    }

    /**
     * A value that must be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    String text(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the request has no " + name);
        }
        return value;
    }

    @Nullable
    String textOrNull(String name) {
        return values.getProperty(name);
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    Path path(String name) {
        return Path.of(text(name));
    }

    @Nullable
    Path pathOrNull(String name) {
        String path = values.getProperty(name);
        return path == null ? null : Path.of(path);
    }

    @Nullable
    Instant instantOrNull(String name) {
        String instant = values.getProperty(name);
        return instant == null ? null : Instant.parse(instant);
    }

    List<String> list(String name) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < integer(name + ".count"); i++) {
            items.add(text(name + "." + i));
        }
        return items;
    }
}
