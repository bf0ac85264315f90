/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.Recipe;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.optim.Adam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

final class StudyTest {
    // Held, as a logger nobody holds forgets its level.
    private static final Logger QUIET = Logger.getLogger("io.github.tribuocnn");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    private static final Architecture SMALL =
            Architecture.parse("conv 4 5x5 relu, maxpool 4, flatten, dense 10", new ImageShape(28, 28, 1));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream progress = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ImageDataset training = new ImageDataset(new SyntheticDigitSource(1, 300));
    private final Laboratory laboratory =
            new Laboratory(training, new ImageDataset(new SyntheticDigitSource(2, 200)).images());

    @Test
    void aLongerTrainingIsFoundToBeBetterOnTheTestImages() throws IOException {
        Map<Subject, List<Trial>> trials = Study.run(
                List.of(subject("short", 1), subject("long", 8)),
                new long[] {1, 2, 3},
                1,
                laboratory,
                null,
                progress);

        String table = StudyTable.of(trials);
        assertTrue(table.contains("| short | 1 | 1,554 | 3 |"), table);
        assertTrue(table.contains("| long | 8 | 1,554 | 3 |"), table);
        assertTrue(table.contains("| long less short | +"), table);
        String first = printed.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        assertTrue(first.matches("short, seed 1: accuracy \\d+\\.\\d\\d %, loss \\d\\.\\d{4}"), first);
    }

    @Test
    void aValidationStudyMeasuresOnHeldOutTrainingImages() {
        Trial trial = new Laboratory(training, null).run("long", subject("long", 8).trainer().get(), 1);

        var model = subject("long", 8).trainer().get().seed(1).validationFraction(1.0 / 6).build().train(training);
        assertEquals(model.history().get(7).validationAccuracy(), trial.accuracy());
        assertEquals(model.history().get(7).validationLoss(), trial.loss());
        assertEquals(model.weightsSha256(), trial.weights());
    }

    @Test
    void trialsInTheNotebookAreNotRepeated(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("study.csv");
        List<Subject> subjects = List.of(subject("short", 1));
        var first = Study.run(subjects, new long[] {1, 2}, 1, laboratory, Notebook.open(file), progress);

        Subject broken = new Subject("short", 1, 1, () -> {
            throw new IllegalStateException("trained again");
        });
        var again = Study.run(List.of(broken), new long[] {1, 2}, 1, laboratory, Notebook.open(file), progress);

        assertEquals(first.get(subjects.get(0)), again.get(broken));
        assertEquals(3, Files.readAllLines(file).size());
    }

    @Test
    void anotherFileIsNoNotebook(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n");
        assertEquals(
                file + " is no notebook of a study: its first line is not \"recipe,seed,accuracy,loss,weights\". Give"
                        + " another file, or none.",
                assertThrows(IOException.class, () -> Notebook.open(file)).getMessage());
        Files.writeString(file, "recipe,seed,accuracy,loss,weights\ntiny,one,1,2,3\n");
        assertEquals(
                file + ", line 2: For input string: \"one\" in \"tiny,one,1,2,3\"",
                assertThrows(IOException.class, () -> Notebook.open(file)).getMessage());
    }

    /** Student's interval and test of five pairs, calculated by hand. */
    @Test
    void intervalsAndTestsAreStudents() {
        double[] first = {0.5, 0.6, 0.7, 0.8, 0.9};
        double[] second = {0.4, 0.6, 0.5, 0.7, 0.8};

        Spread spread = Spread.of(first);
        assertEquals(0.7, spread.mean(), 1e-12);
        assertEquals(0.158113883, spread.deviation(), 1e-9);
        assertEquals(2.776445105 * 0.158113883 / Math.sqrt(5), spread.margin(), 1e-9);
        assertEquals(0.5, spread.least());
        assertEquals(0.9, spread.most());

        // differences 0.1, 0, 0.2, 0.1, 0.1: mean 0.1, deviation 0.0707, t = 3.162 with 4 degrees of freedom
        PairedTest test = PairedTest.of(first, second);
        assertEquals(0.1, test.difference().mean(), 1e-12);
        assertEquals(0.0341, test.p(), 1e-4);
        assertTrue(Double.isNaN(PairedTest.of(first, first).p()));
        assertTrue(Double.isNaN(Spread.of(1).margin()));
    }

    @Test
    void seedsAreReadAsRanges() {
        SeedRange.Reader reader = new SeedRange.Reader();
        assertEquals(new SeedRange(1, 10), reader.convert("1-10"));
        assertEquals(new SeedRange(7, 7), reader.convert("7"));
        assertEquals(
                "'10-1' is no range of seeds, expected for example 1-10, or 7 for a single one",
                assertThrows(TypeConversionException.class, () -> reader.convert("10-1")).getMessage());
        assertThrows(TypeConversionException.class, () -> reader.convert("some"));
    }

    @Test
    void recipesAreReadByName() {
        assertEquals(Recipe.TINY, new Study.RecipeReader().convert("tiny"));
        assertThrows(TypeConversionException.class, () -> new Study.RecipeReader().convert("huge"));
        assertEquals(46_054, Subject.of(Recipe.DEFAULT).parameters());
    }

    private static Subject subject(String name, int epochs) {
        return new Subject(name, epochs, SMALL.parameterCount(), () -> CNNTrainer.builder()
                .architecture(SMALL)
                .optimiser(new Adam(0.01))
                .epochs(epochs)
                .threads(1));
    }
}
