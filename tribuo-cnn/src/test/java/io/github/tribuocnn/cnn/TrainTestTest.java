/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.ensemble.WeightedEnsembleModel;

/** The command line, from the arguments to what is printed and written. */
final class TrainTestTest {
    @TempDir
    private Path folder;

    private BarFiles bars;

    @BeforeEach
    void writeFiles() throws IOException {
        bars = BarFiles.write(folder);
    }

    @Test
    void idxFilesAreTrainedTestedAndTheModelIsWritten() throws Exception {
        Path file = folder.resolve("model.tribuo");

        String printed = run(
                bars.options(), BarFiles.NETWORK, List.of("--model-output-protobuf", "true", "-f", file.toString()));

        CNNModel model = (CNNModel) Model.deserializeFromFile(file);
        LabelEvaluation evaluation = evaluate(model);
        assertTrue(evaluation.accuracy() > 0.9, "accuracy " + evaluation.accuracy());
        assertEquals(
                lines(evaluation.toString(), evaluation.getConfusionMatrix().toString()), printed);
        assertFalse(Files.exists(folder.resolve("model.tribuo.part")));
    }

    @Test
    void theModelIsThatOfTheApi() throws Exception {
        Path file = folder.resolve("model.tribuo");
        run(bars.options(), BarFiles.NETWORK, List.of("--model-output-protobuf", "true", "-f", file.toString()));

        ImageDataset data = new ImageDataset(new IdxImageSource(bars.file("train-images"), bars.file("train-labels")));
        assertEquals(
                Bars.trainer().build().train(data).weightsSha256(),
                ((CNNModel) Model.deserializeFromFile(file)).weightsSha256());
    }

    @Test
    void withoutTheProtobufFlagTheModelIsJavaSerialisedAsInTribuo() throws Exception {
        Path file = folder.resolve("model.ser");
        run(bars.options(), BarFiles.NETWORK, List.of("-f", file.toString()));

        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            assertTrue(evaluate((CNNModel) in.readObject()).accuracy() > 0.9);
        }
    }

    @Test
    void withoutAnOutputPathNothingIsWritten() throws IOException {
        run(bars.options(), BarFiles.NETWORK);

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void networksAreBaggedWithTribuosOptions() throws IOException {
        Path file = folder.resolve("ensemble.tribuo");

        run(
                bars.options(),
                BarFiles.NETWORK,
                List.of("--ensemble-size", "2", "--model-output-protobuf", "true", "-f", file.toString()));

        assertEquals(2, ((WeightedEnsembleModel<?>) Model.deserializeFromFile(file)).getNumModels());
    }

    @Test
    void datasetsOfTribuosFormatsAreTakenToo() throws IOException {
        Path train = folder.resolve("train.pb");
        Path test = folder.resolve("test.pb");
        Bars.dataset(BarFiles.TRAINING, 1).serializeToFile(train);
        Bars.dataset(BarFiles.TESTING, 2).serializeToFile(test);

        String printed = run(
                List.of("-s", "SERIALIZED_PROTOBUF", "-u", train.toString(), "-v", test.toString()), BarFiles.NETWORK);

        assertTrue(printed.contains("slanted"), printed);
    }

    @Test
    void dataSourcesComeFromTheConfigurationFile() throws IOException {
        String fromFiles = run(bars.options(), BarFiles.NETWORK);

        assertEquals(fromFiles, run(sources("io.github.tribuocnn.cnn.data.IdxImageSource"), BarFiles.NETWORK));
    }

    @Test
    void sourcesThatAreNotOursAreTakenToo() throws IOException {
        String printed = run(sources("org.tribuo.datasource.IDXDataSource"), BarFiles.NETWORK);

        assertTrue(printed.contains("Balanced Error Rate"), printed);
    }

    @Test
    void filesAndSourcesTogetherAreRefused() throws IOException {
        assertRefused(
                "Argument: training-source, Other argument: training-images, Give either IDX files or data sources, not"
                        + " both.",
                bars.options(),
                sources("io.github.tribuocnn.cnn.data.IdxImageSource"));
    }

    /** The options of a configuration file with the sources {@code train} and {@code test}. */
    private List<String> sources(String type) throws IOException {
        boolean ours = type.startsWith("io.github");
        StringBuilder config = new StringBuilder("<config>");
        for (String set : List.of("train", "test")) {
            config.append("<component name='" + set + "' type='" + type + "'>")
                    .append(property(ours ? "imagesPath" : "featuresPath", bars.file(set + "-images")))
                    .append(property(ours ? "labelsPath" : "outputPath", bars.file(set + "-labels")))
                    .append(ours ? "" : "<property name='outputFactory' value='labels'/>")
                    .append("</component>");
        }
        config.append("<component name='labels' type='org.tribuo.classification.LabelFactory'/></config>");
        Path file = Files.writeString(folder.resolve("sources.xml"), config);
        return List.of("-c", file.toString(), "--training-source", "train", "--testing-source", "test");
    }

    private static String property(String name, Path value) {
        return "<property name='" + name + "' value='" + value + "'/>";
    }

    @Test
    void theMainMethodPrintsToStandardOutput() throws IOException {
        PrintStream original = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            TrainTest.main(Stream.of(bars.options(), BarFiles.NETWORK)
                    .flatMap(List::stream)
                    .toArray(String[]::new));
        } finally {
            System.setOut(original);
        }
        assertTrue(captured.toString(StandardCharsets.UTF_8).contains("Balanced Error Rate"));
    }

    @Test
    void usageIsNotAFailure() throws IOException {
        assertEquals("", run(List.of("--usage")));
    }

    @Test
    void missingDataIsRefused() {
        assertRefused(
                "Argument: training-images, Other argument: training-file, Must supply both training and testing data:"
                        + " --training-images, --training-labels, --testing-images and --testing-labels; or"
                        + " --training-source and --testing-source; or --training-file and --testing-file.",
                List.of());
        assertRefused(
                "Argument: testing-labels, Must be given too: images to train on and to test on, each either as an IDX"
                        + " image and label file or as a data source.",
                bars.options().subList(0, 6));
        assertRefused(
                "Argument: training-labels, Must be given too: images to train on and to test on, each either as an IDX"
                        + " image and label file or as a data source.",
                bars.options().subList(0, 2));
    }

    @Test
    void twoKindsOfDataAreRefused() {
        assertRefused(
                "Argument: training-file, Other argument: training-images, Give either images or files in a Tribuo"
                        + " format, not both.",
                bars.options(),
                List.of("-u", "train.libsvm"));
    }

    @Test
    void processingThatImagesDoNotTakeIsRefused() {
        String rest =
                ", Other argument: training-images, Is for files in a Tribuo format. Leave it out: the network scales"
                        + " pixels itself (--cnn-pixel-maximum) and takes every pixel.";

        assertRefused("Argument: scale-features" + rest, bars.options(), List.of("--scale-features", "true"));
        assertRefused("Argument: min-count" + rest, bars.options(), List.of("--min-count", "2"));
    }

    @Test
    void filesThatAreNoImagesAreRefusedByName() throws IOException {
        Path file = Files.write(bars.file("train-images"), new byte[] {1, 2, 3, 4});

        InvalidDataException refusal =
                assertThrows(InvalidDataException.class, () -> run(bars.options(), BarFiles.NETWORK));
        assertEquals(
                file
                        + ": not an IDX file, it starts with 01 02 03 04, expected 00 00 08 for an IDX image file (unsigned"
                        + " bytes, dimensions N,H,W or N,H,W,C). Give the file as it was published, gzip-compressed or"
                        + " not.",
                refusal.getMessage());
    }

    @Test
    void testImagesOfAnotherSizeAreRefused() throws IOException {
        Files.write(bars.file("test-images"), BarFiles.idx(new byte[30 * 81], 30, 9, 9));

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> run(bars.options(), BarFiles.NETWORK));
        assertEquals(
                "The images of test-images to test on are 9x9x1, expected 8x8x1 as those of train-images to train on."
                        + " Give test images of the same size and channels.",
                refusal.getMessage());
    }

    @Test
    void testLabelsTheTrainingImagesLackAreRefused() throws IOException {
        byte[] labels = new byte[30];
        labels[3] = 5;
        labels[4] = 9;
        Files.write(bars.file("test-labels"), BarFiles.idx(labels, 30));

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> run(bars.options(), BarFiles.NETWORK));
        assertEquals(
                "The images to test on have the labels 5, 9, which the images to train on lack. Train on images of all"
                        + " labels, or leave those out.",
                refusal.getMessage());
    }

    @Test
    void aDestinationThatCannotBeWrittenIsRefusedBeforeTraining() {
        Path nowhere = folder.resolve("none").resolve("model");

        assertRefused(
                "Argument: model-output-path, " + nowhere
                        + " lies in a folder that does not exist, expected a file in a"
                        + " folder that exists. Correct the path or make the folder.",
                List.of("-f", nowhere.toString()));
        assertRefused(
                "Argument: model-output-path, " + folder
                        + " is a folder, expected a file in a folder that exists. Correct"
                        + " the path or make the folder.",
                List.of("-f", folder.toString()));
    }

    @Test
    void anUnknownArgumentIsRefused() {
        assertRefused("Argument: --cnn-epoch, Unknown argument.", List.of("--cnn-epoch", "3"));
    }

    @Test
    void aFlagThatSwallowedTheNextOptionIsNoticed() {
        assertRefused(
                "Argument: model.tribuo, Belongs to no option. Every option takes one value, those that are on or off too:"
                        + " --model-output-protobuf true.",
                bars.options(),
                List.of("--model-output-protobuf", "-f", "model.tribuo"));
    }

    private LabelEvaluation evaluate(CNNModel model) throws IOException {
        return new LabelFactory()
                .getEvaluator()
                .evaluate(
                        model,
                        new ImageDataset(new IdxImageSource(bars.file("test-images"), bars.file("test-labels"))));
    }

    private static String lines(String... texts) {
        return String.join(System.lineSeparator(), texts) + System.lineSeparator();
    }

    @SafeVarargs
    private static String run(List<String>... arguments) throws IOException {
        List<String> all = new ArrayList<>();
        for (List<String> part : arguments) {
            all.addAll(part);
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        TrainTest.run(all.toArray(String[]::new), new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @SafeVarargs
    private static void assertRefused(String message, List<String>... arguments) {
        ArgumentException refusal = assertThrows(ArgumentException.class, () -> run(arguments));
        assertEquals(message, refusal.getMessage());
    }
}
