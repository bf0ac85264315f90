/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Option;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.Adam;
import io.github.tribuocnn.cnn.optim.AdamW;
import io.github.tribuocnn.cnn.optim.CosineDecay;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CNNOptionsTest {
    @Test
    void withoutOptionsTheTrainerHasItsOwnDefaults() {
        assertEquals(
                CNNTrainer.builder().build().toString(), parse().getTrainer().toString());
    }

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of("--cnn-height", "30", "input 28x28x1", "input 30x28x1"),
                Arguments.of("--cnn-width", "30", "input 28x28x1", "input 28x30x1"),
                Arguments.of("--cnn-channels", "3", "input 28x28x1", "input 28x28x3"),
                Arguments.of("--cnn-architecture", "flatten, dense 10", "conv 32 3x3.*dense 100 relu", "flatten"),
                Arguments.of("--cnn-epochs", "3", "epochs=8", "epochs=3"),
                Arguments.of("--cnn-batch-size", "64", "batchSize=32", "batchSize=64"),
                Arguments.of("--cnn-learning-rate", "0.01", "learningRate=0.001", "learningRate=0.01"),
                Arguments.of(
                        "--cnn-optimiser",
                        "sgd momentum 0.9 nesterov",
                        "Adam\\(.*?\\)",
                        "SGD(learningRate=0.001,momentum=0.9,nesterov=true)"),
                Arguments.of(
                        "--cnn-schedule",
                        "cosine warm-up 15 %",
                        "ConstantRate\\(\\)",
                        "WarmUp(steps=0,fraction=0.15,then=CosineDecay(floor=0.0))"),
                Arguments.of(
                        "--cnn-augmentation",
                        "shift 1.5, scale 8 6, clean-end 12",
                        "augmentation=none",
                        "augmentation=scale 8 6, shift 1.5, clean-end 12"),
                Arguments.of("--cnn-clip-norm", "2", "NoClipping\\(\\)", "ClipByNorm(maximum=2.0)"),
                Arguments.of("--cnn-averaging-decay", "0.99", "averagingDecay=0.0", "averagingDecay=0.99"),
                Arguments.of("--cnn-label-smoothing", "0.1", "labelSmoothing=0.0", "labelSmoothing=0.1"),
                Arguments.of(
                        "--cnn-class-weights",
                        "seven=2.5, a=b=1",
                        "classWeights=\\{\\}",
                        "classWeights={a=b=1.0, seven=2.5}"),
                Arguments.of("--cnn-validation-fraction", "0.25", "validationFraction=0.5", "validationFraction=0.25"),
                Arguments.of("--cnn-patience", "3", "patience=0", "patience=3"),
                Arguments.of("--cnn-restore-best", "true", "restoreBest=false", "restoreBest=true"),
                Arguments.of(
                        "--cnn-save-optimiser-state", "true", "saveOptimiserState=false", "saveOptimiserState=true"),
                Arguments.of("--cnn-seed", "-7", "seed=12345", "seed=-7"),
                Arguments.of("--cnn-threads", "2", "threads=0", "threads=2"),
                Arguments.of("--cnn-kernel", "scalar", "kernel=auto", "kernel=scalar"),
                Arguments.of("--cnn-pixel-maximum", "1", "pixelMaximum=255.0", "pixelMaximum=1.0"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionChangesItsSettingAndNothingElse(String option, String value, String before, String after) {
        // Some settings need a validation part.
        String defaults = CNNTrainer.builder().validationFraction(0.5).build().toString();
        String expected = defaults.replaceFirst(before, after);

        assertNotEquals(defaults, expected, "the option is to change something");
        assertEquals(
                expected,
                parse("--cnn-validation-fraction", "0.5", option, value)
                        .getTrainer()
                        .toString());
    }

    @Test
    void aRecipeGivesWhatIsNotGiven() {
        assertEquals(
                Recipe.TINY.builder().build().toString(),
                parse("--cnn-recipe", "tiny").getTrainer().toString());
        assertEquals(
                Recipe.DEFAULT
                        .builder()
                        .epochs(2)
                        .optimiser(new Adam(0.001))
                        .schedule(new CosineDecay())
                        .build()
                        .toString(),
                parse(
                                "--cnn-recipe",
                                "default",
                                "--cnn-epochs",
                                "2",
                                "--cnn-learning-rate",
                                "0.001",
                                "--cnn-schedule",
                                "cosine")
                        .getTrainer()
                        .toString());
    }

    @Test
    void aRateBehindTheNameOfTheOptimiserIsItsRate() {
        assertEquals(
                CNNTrainer.builder().optimiser(new Adam(0.01)).build().toString(),
                parse("--cnn-optimiser", "adam 0.01").getTrainer().toString());
        var refusal = assertThrows(
                ArgumentException.class,
                () -> parse("--cnn-optimiser", "adam 0.01", "--cnn-learning-rate", "0.02")
                        .getTrainer());
        assertEquals(
                "Argument: cnn-learning-rate, It is 0.02, but cnn-optimiser says 'adam 0.01'. Remove one of the two rates.",
                refusal.getMessage());
    }

    @Test
    void theOptimiserOfARecipeTakesAnotherRate() {
        assertEquals(
                Recipe.THOROUGH
                        .builder()
                        .optimiser(new AdamW(0.002, 0.03))
                        .build()
                        .toString(),
                parse("--cnn-recipe", "thorough", "--cnn-learning-rate", "0.002")
                        .getTrainer()
                        .toString());
    }

    @Test
    void anAugmentationIsTakenFromTheRecipeUnlessItIsGiven() {
        assertEquals(
                Recipe.DEFAULT.builder().augmentation(Augmentation.NONE).build().toString(),
                parse("--cnn-recipe", "default", "--cnn-augmentation", "none")
                        .getTrainer()
                        .toString());
    }

    @Test
    void everyOptionIsTestedAbove() {
        List<String> declared = new ArrayList<>();
        for (Field field : CNNOptions.class.getFields()) {
            Option option = field.getAnnotation(Option.class);
            if (option != null && !Set.of("cnn-trainer", "cnn-recipe").contains(option.longName())) {
                declared.add("--" + option.longName());
            }
        }
        List<Object> tested = options().map(arguments -> arguments.get()[0]).toList();

        assertEquals(
                declared.stream().sorted().toList(), tested.stream().sorted().toList());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "--cnn-recipe",
                        "best",
                        "Argument: cnn-recipe, 'best' is no recipe, expected one of reference, default, thorough, tiny"),
                Arguments.of("--cnn-epochs", "0", "Argument: cnn-epochs, epochs is 0, expected 1 or more."),
                Arguments.of("--cnn-batch-size", "0", "Argument: cnn-batch-size, batchSize is 0, expected 1 or more."),
                Arguments.of(
                        "--cnn-learning-rate",
                        "0",
                        "Argument: cnn-learning-rate, learningRate is 0.0, expected a number greater than 0"),
                Arguments.of(
                        "--cnn-clip-norm",
                        "0",
                        "Argument: cnn-clip-norm, maximum is 0.0, expected a number greater than 0"),
                Arguments.of(
                        "--cnn-optimiser",
                        "sgd 0.1 momentun 0.9",
                        "Argument: cnn-optimiser, Optimiser (sgd 0.1 momentun 0.9): unknown word 'momentun'; did you mean"
                                + " 'momentum'? Write sgd [RATE] [momentum NUMBER] [nesterov]"),
                Arguments.of(
                        "--cnn-schedule",
                        "cosine warm-up 100 %",
                        "Argument: cnn-schedule, Schedule (cosine warm-up 100 %): fraction is 1.0, expected a number from"
                                + " 0 to below 1; write cosine [floor NUMBER] [warm-up PERCENT % | warm-up NUMBER steps]"),
                Arguments.of(
                        "--cnn-augmentation",
                        "shift 1.5, rotate 10",
                        "Argument: cnn-augmentation, Distortion 2 (rotate 10): unknown distortion 'rotate'."
                                + " Known distortions: scale, shear, rotation, shift, elastic, erasing,"
                                + " noise, outside, clean-end"),
                Arguments.of(
                        "--cnn-averaging-decay",
                        "1",
                        "Argument: cnn-averaging-decay, averagingDecay is 1.0, expected 0 (no average) to less than 1."),
                Arguments.of(
                        "--cnn-class-weights",
                        "seven",
                        "Argument: cnn-class-weights, Found \"seven\", expected label=weight, for example seven=2.5"),
                Arguments.of(
                        "--cnn-class-weights",
                        "seven=2,seven=3",
                        "Argument: cnn-class-weights, Found \"seven=3\", its label comes twice, for example seven=2.5"),
                Arguments.of(
                        "--cnn-patience",
                        "2",
                        "Argument: cnn-patience, patience is 2, but no validation loss is measured; set"
                                + " validationFraction, for example to 0.1, or patience to 0."),
                Arguments.of(
                        "--cnn-kernel",
                        "fast",
                        "Argument: cnn-kernel, kernel is \"fast\", expected \"auto\", \"vector\" or \"scalar\"."),
                Arguments.of(
                        "--cnn-height",
                        "0",
                        "Argument: cnn-architecture, height must be a whole number from 1 to 2,147,483,647, but is 0"),
                Arguments.of(
                        "--cnn-architecture",
                        "flatten, dense",
                        "Argument: cnn-architecture, Layer 2 (dense): units is missing; write dense UNITS [ACTIVATION]"
                                + " [INITIALISER] [l2 FACTOR]"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anOptionOutOfRangeIsRefusedByName(String option, String value, String message) {
        CNNOptions options = parse(option, value);

        ArgumentException refusal = assertThrows(ArgumentException.class, options::getTrainer);
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aTrainerComesFromTheConfigurationFile(@TempDir Path folder) throws IOException {
        CNNOptions options = parse("-c", config(folder), "--cnn-trainer", "small", "--@small.epochs", "5");

        CNNTrainer trainer = options.getTrainer();

        assertEquals(CNNTrainer.builder().epochs(5).batchSize(16).build().toString(), trainer.toString());
        assertSame(trainer, options.getTrainer());
    }

    @Test
    void aTrainerFromTheConfigurationFileExcludesTheOtherOptions(@TempDir Path folder) throws IOException {
        CNNOptions options = parse("-c", config(folder), "--cnn-trainer", "small", "--cnn-epochs", "5");

        ArgumentException refusal = assertThrows(ArgumentException.class, options::getTrainer);
        assertEquals(
                "Argument: cnn-trainer, It loads all settings from the config file, but other cnn options are given too."
                        + " Remove them and change the loaded trainer instead, for example --@name.epochs 2.",
                refusal.getMessage());
    }

    private static String config(Path folder) throws IOException {
        return Files.writeString(folder.resolve("config.xml"), """
                        <config>
                          <component name="small" type="io.github.tribuocnn.cnn.CNNTrainer">
                            <property name="epochs" value="2"/>
                            <property name="batchSize" value="16"/>
                          </component>
                        </config>
                        """).toString();
    }

    private static CNNOptions parse(String... arguments) {
        CNNOptions options = new CNNOptions();
        new ConfigurationManager(arguments, options).close();
        return options;
    }
}
