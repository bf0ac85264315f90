/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import io.github.tribuocnn.maven.worker.Sha256;
import io.github.tribuocnn.maven.worker.TrainingRequest;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Everything that decides a training result, a readable line each, and no more: threads, kernel, JVM and its arguments never
 * change the weights and are not in it. Kept beside the results together with their hashes, it answers whether training again
 * would give anything new, and if so, why.
 *
 * @param lines name to value, in the order they are written
 */
record Fingerprint(Map<String, String> lines) {
    /** Raised whenever the meaning of a line changes. */
    private static final String FORMAT = "1";

    /** As the console can show it. */
    static final String ARROW = consoleShows('\u2192') ? " \u2192 " : " -> ";

    private static final String DATASET = "dataset";
    private static final String OWN = "jar.";
    private static final String FOREIGN = "library.";
    private static final String OUTPUT = "output.";

    Fingerprint {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /**
     * The fingerprint of a training.
     *
     * @param dataset what the images are: {@code mnist} (pinned by its hash) or {@code synthetic} (drawn by the engine)
     * @throws IOException if a jar cannot be read
     */
    static Fingerprint of(String dataset, TrainingRequest request, List<Dependency> classPath) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("format", FORMAT);
        lines.put(DATASET, dataset);
        lines.put("recipe", request.recipe());
        lines.put("architecture", request.architecture());
        lines.put("epochs", Integer.toString(request.epochs()));
        lines.put("batchSize", Integer.toString(request.batchSize()));
        lines.put("optimiser", request.optimiser());
        lines.put("schedule", request.schedule());
        lines.put("augmentation", request.augmentation());
        lines.put("seed", Long.toString(request.seed()));
        lines.put("trainLimit", Integer.toString(request.trainLimit()));
        lines.put("validationFraction", Double.toString(request.validationFraction()));
        for (Dependency entry : classPath) {
            if (entry.own()) {
                lines.put(OWN + entry.name(), Sha256.of(entry.file()));
            } else {
                lines.put(FOREIGN + entry.name(), entry.version());
            }
        }
        return new Fingerprint(lines);
    }

    /** The fingerprint in a folder of results; without a line if there is none. */
    static Fingerprint read(Path folder) throws IOException {
        Path file = folder.resolve(OutputFolder.FINGERPRINT);
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.stringPropertyNames().stream()
                    .sorted()
                    .forEach(name -> lines.put(name, properties.getProperty(name)));
        }
        return new Fingerprint(lines);
    }

    private static boolean consoleShows(char character) {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(encoding)
                && Charset.forName(encoding).newEncoder().canEncode(character);
    }

    /** What the images were, if this is the fingerprint of results. */
    String dataset() {
        return lines.getOrDefault(DATASET, "");
    }

    /** A name for everything that decides the results. */
    String key() {
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> {
            if (!name.startsWith(OUTPUT)) {
                text.append(name).append('=').append(value).append('\n');
            }
        });
        return Sha256.ofText(text.toString());
    }

    /** This fingerprint with the hashes of the files it led to. */
    Fingerprint with(Path folder, List<String> outputs) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(lines);
        for (String output : outputs) {
            all.put(OUTPUT + output, Sha256.of(folder.resolve(output)));
        }
        return new Fingerprint(all);
    }

    /** Writes the lines; equal fingerprints give equal bytes. */
    void write(Path folder) throws IOException {
        List<String> text = new ArrayList<>();
        text.add("# What decided the results in this folder. Training starts again when a line no longer holds.");
        lines.forEach((name, value) -> text.add(name + "=" + value.replace("\\", "\\\\")));
        Files.write(folder.resolve(OutputFolder.FINGERPRINT), text);
    }

    /**
     * Why the results in a folder are not what this fingerprint would lead to; nothing if they are.
     *
     * @param outputs the files that must be there, untouched
     */
    List<String> reasonsToTrain(Path folder, List<String> outputs) throws IOException {
        Map<String, String> before = read(folder).lines();
        if (before.isEmpty()) {
            return List.of("no trained model yet");
        }
        List<String> reasons = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(lines.keySet());
        names.removeIf(name -> name.startsWith(OUTPUT));
        for (String name : names) {
            String was = before.getOrDefault(name, "none");
            String is = lines.getOrDefault(name, "none");
            if (!was.equals(is)) {
                reasons.add(reason(name, was, is));
            }
        }
        for (String output : outputs) {
            Path file = folder.resolve(output);
            if (!Files.isRegularFile(file)) {
                reasons.add(output + " is missing");
            } else if (!Sha256.of(file).equals(before.get(OUTPUT + output))) {
                reasons.add(output + " was changed");
            }
        }
        return reasons;
    }

    private static String reason(String name, String was, String is) {
        if (name.startsWith(OWN)) {
            return name.substring(OWN.length()) + " has changed";
        }
        return (name.startsWith(FOREIGN) ? name.substring(FOREIGN.length()) : name) + " " + was + ARROW + is;
    }
}
