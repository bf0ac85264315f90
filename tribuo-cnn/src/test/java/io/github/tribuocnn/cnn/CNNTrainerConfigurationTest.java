/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.augment.Elastic;
import io.github.tribuocnn.cnn.augment.Shift;
import io.github.tribuocnn.cnn.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.test.Helpers;

class CNNTrainerConfigurationTest {
    private static final String CONFIG = """
            <config>
              <component name="cnn" type="io.github.tribuocnn.cnn.CNNTrainer">
                <property name="architecture" value="network"/>
                <property name="optimiser" value="adam"/>
                <property name="epochs" value="%s"/>
                <property name="batchSize" value="8"/>
                <property name="pixelNaming" value="naming"/>
              </component>
              <component name="network" type="io.github.tribuocnn.cnn.arch.Architecture">
                <property name="height" value="8"/>
                <property name="width" value="8"/>
                <property name="channels" value="1"/>
                <property name="text" value="conv 6 3x3 relu, maxpool 2, flatten, dense 3"/>
              </component>
              <component name="adam" type="io.github.tribuocnn.cnn.optim.Adam">
                <property name="learningRate" value="0.01"/>
              </component>
              <component name="naming" type="io.github.tribuocnn.cnn.LinearPixelNaming"/>
            </config>
            """;

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        CNNTrainer.builder().epochs(0), "epochs", "Property: epochs, epochs is 0, expected 1 or more."),
                Arguments.of(
                        CNNTrainer.builder().batchSize(-1),
                        "batchSize",
                        "Property: batchSize, batchSize is -1, expected 1 or more."),
                Arguments.of(
                        CNNTrainer.builder().augmentation(Augmentation.of(new Shift(15))),
                        "augmentation",
                        "Property: augmentation, a shift of 15 pixels moves most of a 28x28 image out of sight;"
                                + " expected at most 14"),
                Arguments.of(
                        CNNTrainer.builder().averagingDecay(1),
                        "averagingDecay",
                        "Property: averagingDecay, averagingDecay is 1.0, expected 0 (no average) to less than 1."),
                Arguments.of(
                        CNNTrainer.builder().labelSmoothing(-0.1),
                        "labelSmoothing",
                        "Property: labelSmoothing, labelSmoothing is -0.1, expected 0 (none) to less than 1."),
                Arguments.of(
                        CNNTrainer.builder().classWeights(Map.of("b", 1.0, "a", 0.0)),
                        "classWeights",
                        "Property: classWeights, classWeights gives the label 'a' the weight 0.0, expected a number above"
                                + " 0. Leave out examples that are not to count."),
                Arguments.of(
                        CNNTrainer.builder().validationFraction(1.0),
                        "validationFraction",
                        "Property: validationFraction, validationFraction is 1.0,"
                                + " expected 0 (none) to less than 1."),
                Arguments.of(
                        CNNTrainer.builder().validationFraction(Double.NaN),
                        "validationFraction",
                        "Property: validationFraction, validationFraction is NaN,"
                                + " expected 0 (none) to less than 1."),
                Arguments.of(
                        CNNTrainer.builder().patience(-1),
                        "patience",
                        "Property: patience, patience is -1, expected 0 (never stop early) or more."),
                Arguments.of(
                        CNNTrainer.builder().patience(3),
                        "patience",
                        "Property: patience, patience is 3, but no validation loss is measured; set"
                                + " validationFraction, for example to 0.1, or patience to 0."),
                Arguments.of(
                        CNNTrainer.builder().restoreBest(true),
                        "restoreBest",
                        "Property: restoreBest, restoreBest is true, but no validation loss is measured; set"
                                + " validationFraction, for example to 0.1, or restoreBest to false."),
                Arguments.of(
                        CNNTrainer.builder().threads(-1),
                        "threads",
                        "Property: threads, threads is -1, expected 0 (all available cores) or more."),
                Arguments.of(
                        CNNTrainer.builder().kernel("fast"),
                        "kernel",
                        "Property: kernel, kernel is \"fast\", expected \"auto\", \"vector\" or \"scalar\"."),
                Arguments.of(
                        CNNTrainer.builder().pixelMaximum(0f),
                        "pixelMaximum",
                        "Property: pixelMaximum, pixelMaximum is 0.0, expected the largest value a pixel can have,"
                                + " for example 255."),
                Arguments.of(
                        CNNTrainer.builder().pixelMaximum(Float.POSITIVE_INFINITY),
                        "pixelMaximum",
                        "Property: pixelMaximum, pixelMaximum is Infinity, expected the largest value a pixel can have,"
                                + " for example 255."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void settingsOutOfRangeAreRefusedByName(CNNTrainerBuilder builder, String property, String message) {
        var refusal = assertThrows(PropertyException.class, builder::build);

        assertEquals(message, refusal.getMessage());
        assertEquals(property, refusal.getProperty());
    }

    @Test
    void aTrainerFromAConfigurationFileIsTheTrainerFromCode(@TempDir Path folder) throws IOException {
        Trainer<Label> configured = configured(folder, "6");

        assertEquals(Bars.trainer().build().toString(), configured.toString());
        assertEquals(
                Bars.trainer().build().train(Bars.dataset(60, 1)).weightsSha256(),
                ((CNNModel) configured.train(Bars.dataset(60, 1))).weightsSha256());
    }

    @Test
    void aConfigurationFileIsRefusedLikeCode(@TempDir Path folder) {
        var refusal = assertThrows(PropertyException.class, () -> configured(folder, "0"));

        assertEquals("Property: epochs, epochs is 0, expected 1 or more.", refusal.getMessage());
    }

    @Test
    void configurationSurvivesProvenance() {
        Helpers.testConfigurableRoundtrip(CNNTrainer.builder().build());
        Helpers.testConfigurableRoundtrip(Bars.trainer()
                .augmentation(Augmentation.of(new Shift(1), new Elastic(0.5, 5)).withCleanEnd(12))
                .validationFraction(0.1)
                .shuffle(false)
                .seed(7)
                .threads(2)
                .kernel("scalar")
                .pixelMaximum(1f)
                .pixelNaming(new PatternPixelNaming("r{row}c{column}", 1))
                .build());
        Helpers.testConfigurableRoundtrip(Recipes.everything().build());
        Helpers.testConfigurableRoundtrip(new LinearPixelNaming("pixel", ChannelOrder.CHW, false));
        Helpers.testConfigurableRoundtrip(new PatternPixelNaming("{row}_{column}_{channel}", 0));
    }

    @Test
    void aBuilderMayBeUsedOnWithoutTouchingWhatItBuilt() {
        CNNTrainerBuilder builder = CNNTrainer.builder().epochs(2);
        CNNTrainer two = builder.build();
        CNNTrainer three = builder.epochs(3).build();

        assertEquals(two.toString().replace("epochs=2", "epochs=3"), three.toString());
    }

    @Test
    void descriptionListsEverySetting() {
        assertEquals(
                "CNNTrainer(architecture=\"input 28x28x1, conv 32 3x3 relu, maxpool 2, conv 16 3x3 relu, maxpool 2,"
                        + " flatten, dense 100 relu, dense 10\",epochs=8,batchSize=32,optimiser=" + new Adam()
                        + ",schedule=ConstantRate(),gradientClipping=NoClipping(),averagingDecay=0.0,labelSmoothing=0.0,classWeights={}"
                        + ",augmentation=none,validationFraction=0.0,patience=0,restoreBest=false,shuffle=true,seed=12345,threads=0,kernel=auto,pixelMaximum=255.0,"
                        + "pixelNaming=LinearPixelNaming(prefix=\"\",channelOrder=HWC,zeroPadded=true),saveOptimiserState=false)",
                CNNTrainer.builder().build().toString());
    }

    private static Trainer<Label> configured(Path folder, String epochs) throws IOException {
        Path file = folder.resolve("cnn.xml");
        Files.writeString(file, CONFIG.formatted(epochs));
        try (ConfigurationManager manager = new ConfigurationManager(file.toString())) {
            @SuppressWarnings("unchecked")
            Trainer<Label> trainer = (Trainer<Label>) manager.lookup("cnn");
            return trainer;
        }
    }

    @Test
    void theSummaryShowsTheLayersAndTheMemoryTheyNeed() {
        CNNTrainer small = CNNTrainer.builder().build();
        String summary = small.summary();

        assertTrue(summary.startsWith(Architecture.reference().summary()), summary);
        String memory = summary.substring(Architecture.reference().summary().length());
        assertTrue(
                memory.matches("\n Memory to train: \\d+\\.\\d\\d MB \\(batches of 32, adam 0.001\\)"
                        + "\n Memory to predict: \\d+\\.\\d\\d KB and \\d+\\.\\d\\d MB for each thread"),
                memory);
        assertNotEquals(summary, CNNTrainer.builder().batchSize(512).build().summary());
        assertNotEquals(
                summary, CNNTrainer.builder().averagingDecay(0.9).build().summary());
    }
}
