/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import io.github.tribuocnn.cnn.CNNTrainerBuilder;
import io.github.tribuocnn.cnn.Recipe;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.IdxSplits;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.Mnist;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains recipes with several seeds on MNIST and says how good they are, give or take. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains recipes with several seeds on MNIST, which is found by the environment variable MNIST_DIR, in"
                + " the cache or by download, and prints mean, 95 %% interval and extremes of accuracy and loss.")
public final class Study implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "<recipe>",
            converter = RecipeReader.class,
            description = "reference, default, thorough or tiny; each is compared with the one before it.")
    private List<Recipe> recipes = List.of();

    @Option(
            names = "--seeds",
            split = ",",
            converter = SeedRange.Reader.class,
            description = "The seeds to train with, for example 1-10 or 1-3,7; default ${DEFAULT-VALUE}.",
            defaultValue = "1-10")
    private List<SeedRange> seeds = List.of();

    @Option(
            names = "--validation",
            description = "Measure on a sixth of the training images, held out, instead of the test set: for choosing a"
                    + " recipe.")
    private boolean validation;

    @Option(names = "--threads", description = "Threads to train with, 0 for all cores; default 0. Never changes a result.")
    private int threads;

    @Option(
            names = "--notebook",
            description = "Keep finished trainings in this file, and do not repeat those that are in it.")
    private Path notebook;

    private Study() {}

    /**
     * Runs a study and ends the program.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Study())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println(failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        IdxSplits mnist = Mnist.builder().build().find();
        Laboratory laboratory = new Laboratory(images(mnist.train()), validation ? null : images(mnist.test()).images());
        List<Subject> subjects = recipes.stream().map(Subject::of).toList();
        Notebook notes = notebook == null ? null : Notebook.open(notebook);
        System.out.print(StudyTable.of(run(subjects, laboratory, notes, System.out)));
        return 0;
    }

    private static ImageDataset images(IdxPair files) throws IOException {
        return new ImageDataset(new IdxImageSource(files, 0, false));
    }

    private Map<Subject, List<Trial>> run(
            List<Subject> subjects, Laboratory laboratory, Notebook notes, PrintStream progress) throws IOException {
        long[] each = seeds.stream().flatMapToLong(SeedRange::seeds).distinct().toArray();
        return run(subjects, each, threads, laboratory, notes, progress);
    }

    /** Makes all trials that the notebook does not have. */
    static Map<Subject, List<Trial>> run(
            List<Subject> subjects,
            long[] seeds,
            int threads,
            Laboratory laboratory,
            Notebook notes,
            PrintStream progress)
            throws IOException {
        Map<Subject, List<Trial>> trials = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<Trial> made = new ArrayList<>();
            for (long seed : seeds) {
                Optional<Trial> before = notes == null ? Optional.empty() : notes.find(subject.name(), seed);
                Trial trial = before.isPresent() ? before.get() : trial(subject, seed, threads, laboratory, notes);
                progress.printf(
                        Locale.ROOT,
                        "%s, seed %d: accuracy %.2f %%, loss %.4f%n",
                        subject.name(),
                        seed,
                        100 * trial.accuracy(),
                        trial.loss());
                made.add(trial);
            }
            trials.put(subject, made);
        }
        return trials;
    }

    private static Trial trial(Subject subject, long seed, int threads, Laboratory laboratory, Notebook notes)
            throws IOException {
        CNNTrainerBuilder trainer = subject.trainer().get().threads(threads);
        Trial trial = laboratory.run(subject.name(), trainer, seed);
        if (notes != null) {
            notes.add(trial);
        }
        return trial;
    }

    /** Recipes by name. */
    static final class RecipeReader implements CommandLine.ITypeConverter<Recipe> {
        @Override
        public Recipe convert(String word) {
            try {
                return Recipe.named(word);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
