/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.TrainTest;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Model;
import org.tribuo.classification.experiments.ConfigurableTrainTest;

/** Every file in the folder configs is loaded and trains a network for a moment. */
final class ConfigsTest {
    private static final Path CONFIGS = Path.of("configs");
    private static final SyntheticDigitSource TRAIN = new SyntheticDigitSource(1, 200);
    private static final SyntheticDigitSource TEST = new SyntheticDigitSource(2, 50);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeData() throws IOException {
        DigitFiles.writeIdx(folder, "train", TRAIN.images());
        DigitFiles.writeIdx(folder, "t10k", TEST.images());
        DigitFiles.writeFolders(folder.resolve("train"), TRAIN.images());
        DigitFiles.writeFolders(folder.resolve("test"), TEST.images());
        new ImageDataset(TRAIN).serializeToFile(folder.resolve("train.pb"));
        new ImageDataset(TEST).serializeToFile(folder.resolve("test.pb"));
    }

    @ParameterizedTest
    @CsvSource({
        "trainer-text.xml, data-idx.xml, mnist",
        "trainer-text.xml, data-folders.xml, images",
        "trainer-layers.xml, data-idx.xml, mnist",
        "trainer-layers.xml, data-folders.xml, images"
    })
    void aTrainerAndDataFromConfigurationFilesTrainANetwork(String trainer, String data, String property)
            throws IOException {
        CNNModel model = trainTest(trainer, data, property);

        assertEquals(2, model.history().size());
        assertEquals("28x28x1", model.architecture().input().text());
    }

    /** Tribuo's own command trains any configured trainer, ours too, without a line of code. */
    @ParameterizedTest
    @CsvSource({"trainer-text.xml", "trainer-layers.xml"})
    void tribuosConfigurableTrainTestNeedsOnlyTheConfigurationFile(String trainer) throws IOException {
        Path file = folder.resolve(trainer + ".tribuo");
        Path predictions = folder.resolve(trainer + ".csv");

        String printed = printedBy(() -> ConfigurableTrainTest.main(new String[] {
            "-c", CONFIGS.resolve(trainer).toString(),
            "--@cnn.epochs", "2",
            "-t", "cnn",
            "-s", "SERIALIZED_PROTOBUF",
            "-u", folder.resolve("train.pb").toString(),
            "-v", folder.resolve("test.pb").toString(),
            "-o", predictions.toString(),
            "--model-output-protobuf", "true",
            "-f", file.toString()
        }));

        assertTrue(printed.contains("Average AUC"), printed);
        assertEquals(1 + TEST.images().size(), Files.readAllLines(predictions).size());
        assertEquals(
                trainTest(trainer, "data-idx.xml", "mnist").weightsSha256(),
                ((CNNModel) Model.deserializeFromFile(file)).weightsSha256(),
                "both commands train the same network");
    }

    private static CNNModel trainTest(String trainer, String data, String property) throws IOException {
        Path file = folder.resolve(trainer + "." + data + ".tribuo");
        String printed = printedBy(() -> TrainTest.main(new String[] {
            "-c",
            CONFIGS.resolve(trainer) + "," + CONFIGS.resolve(data),
            "--@" + property,
            folder.toString(),
            "--@cnn.epochs",
            "2",
            "--cnn-trainer",
            "cnn",
            "--training-source",
            "train",
            "--testing-source",
            "test",
            "--model-output-protobuf",
            "true",
            "-f",
            file.toString()
        }));
        assertTrue(printed.contains("Balanced Error Rate"), printed);
        return (CNNModel) Model.deserializeFromFile(file);
    }

    @Test
    void everyConfigurationFileIsTestedHere() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            assertEquals(Set.of("data-folders.xml", "data-idx.xml", "trainer-layers.xml", "trainer-text.xml"), names);
        }
    }

    private interface Command {
        void run() throws IOException;
    }

    private static String printedBy(Command command) throws IOException {
        PrintStream original = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            command.run();
        } finally {
            System.setOut(original);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
