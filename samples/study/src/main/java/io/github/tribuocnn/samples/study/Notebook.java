/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the trials of a study in a file, a line each, so that a study that is interrupted goes on where it was, and no trial is
 * made twice.
 */
final class Notebook {
    private static final String HEADER = "recipe,seed,accuracy,loss,weights";

    private final Path file;
    private final List<Trial> trials;

    private Notebook(Path file, List<Trial> trials) {
        this.file = file;
        this.trials = trials;
    }

    /** Opens a file, or begins one that is not there yet. */
    static Notebook open(Path file) throws IOException {
        List<Trial> trials = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                throw new IOException(file + " is no notebook of a study: its first line is not \"" + HEADER
                        + "\". Give another file, or none.");
            }
            for (int i = 1; i < lines.size(); i++) {
                trials.add(parse(file, i + 1, lines.get(i)));
            }
        }
        return new Notebook(file.toAbsolutePath(), trials);
    }

    private static Trial parse(Path file, int line, String text) throws IOException {
        String[] fields = text.split(",", -1);
        try {
            if (fields.length == 5) {
                return new Trial(
                        fields[0],
                        Long.parseLong(fields[1]),
                        Double.parseDouble(fields[2]),
                        Double.parseDouble(fields[3]),
                        fields[4]);
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ", line " + line + ": " + e.getMessage() + " in \"" + text + "\"", e);
        }
        throw new IOException(file + ", line " + line + ": expected 5 fields, found \"" + text + "\"");
    }

    /** The trial of a recipe with a seed, if it was made. */
    Optional<Trial> find(String recipe, long seed) {
        return trials.stream()
                .filter(trial -> trial.recipe().equals(recipe) && trial.seed() == seed)
                .findFirst();
    }

    /** Writes a trial down. The file is replaced as a whole. */
    void add(Trial trial) throws IOException {
        trials.add(trial);
        List<String> lines = Stream.concat(Stream.of(HEADER), trials.stream().map(Notebook::line))
                .toList();
        Path whole = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.write(whole, lines);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(Trial trial) {
        return trial.recipe() + "," + trial.seed() + "," + trial.accuracy() + "," + trial.loss() + "," + trial.weights();
    }
}
