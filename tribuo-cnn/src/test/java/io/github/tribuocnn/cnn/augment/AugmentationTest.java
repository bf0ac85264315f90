/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.test.Helpers;

class AugmentationTest {
    private static final Augmentation EVERYTHING = new Augmentation(
            List.of(
                    new Noise(5),
                    new Shift(1.5),
                    new Rotation(8),
                    new Scale(8, 4),
                    new Shear(6),
                    new Elastic(0.6),
                    new Erasing(20)),
            12,
            0.5);

    private static final String CONFIG = """
            <config>
              <component name="augmentation" type="io.github.tribuocnn.cnn.augment.Augmentation">
                <propertylist name="distortions"><item>shift</item><item>elastic</item></propertylist>
                <property name="cleanPercent" value="12"/>
              </component>
              <component name="shift" type="io.github.tribuocnn.cnn.augment.Shift">
                <property name="pixels" value="1.5"/>
              </component>
              <component name="elastic" type="io.github.tribuocnn.cnn.augment.Elastic">
                <property name="pixels" value="%s"/>
              </component>
            </config>
            """;

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> new Shift(-1), "pixels", "pixels is -1, expected 0 to 10000 pixels"),
                refusal(() -> new Shift(Double.NaN), "pixels", "pixels is NaN, expected 0 to 10000 pixels"),
                refusal(() -> new Rotation(181), "degrees", "degrees is 181, expected 0 to 180 degrees"),
                refusal(() -> new Scale(51), "percent", "percent is 51, expected 0 to 50 percent"),
                refusal(() -> new Scale(5, -0.5), "stretchPercent", "stretchPercent is -0.5, expected 0 to 50 percent"),
                refusal(() -> new Shear(46), "degrees", "degrees is 46, expected 0 to 45 degrees"),
                refusal(() -> new Elastic(101), "pixels", "pixels is 101, expected 0 to 100 pixels"),
                refusal(() -> new Elastic(1, 1), "spacing", "spacing is 1, expected 2 to 1000 pixels"),
                refusal(
                        () -> new Erasing(101),
                        "probabilityPercent",
                        "probabilityPercent is 101, expected 0 to 100 percent of the images"),
                refusal(
                        () -> new Erasing(10, 30, 20, 0),
                        "leastPercent",
                        "leastPercent is 30, expected at most mostPercent, which is 20"),
                refusal(() -> new Erasing(10, 2, 20, 2), "value", "value is 2, expected 0 to 1 (black to white)"),
                refusal(
                        () -> new Noise(-1),
                        "percent",
                        "percent is -1, expected 0 to 100 percent of the range of a pixel"),
                refusal(
                        () -> Augmentation.of(new Shift(1)).withCleanEnd(101),
                        "cleanPercent",
                        "cleanPercent is 101, expected 0 to 100 percent of the steps"),
                refusal(
                        () -> new Augmentation(List.of(), 0, -1),
                        "outside",
                        "outside is -1, expected 0 to 1 (black to white)"),
                refusal(
                        () -> Augmentation.of(new Shift(1), new Rotation(2), new Shift(3)),
                        "distortions",
                        "distortions has 2 of the kind Shift, expected one at most"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void settingsOutOfRangeAreRefusedByName(Supplier<Object> making, String property, String message) {
        var refusal = assertThrows(PropertyException.class, making::get);

        assertEquals("Property: " + property + ", " + message, refusal.getMessage());
        assertEquals(property, refusal.getProperty());
    }

    @Test
    void distortionsThatDoNotFitTheImageAreRefused() {
        assertEquals(
                "a shift of 5 pixels moves most of a 8x9 image out of sight; expected at most 4",
                assertThrows(IllegalArgumentException.class, () -> augmenter(new Shift(5)))
                        .getMessage());
        assertEquals(
                "an elastic displacement of 4.5 pixels tears a 8x9 image apart; expected at most 4",
                assertThrows(IllegalArgumentException.class, () -> augmenter(new Elastic(4.5)))
                        .getMessage());
    }

    @Test
    void configurationSurvivesProvenance() {
        Helpers.testConfigurableRoundtrip(EVERYTHING);
        Helpers.testConfigurableRoundtrip(Augmentation.NONE);
        Helpers.testConfigurableRoundtrip(new Erasing(10, 30, 40, 0.5));
        Helpers.testConfigurableRoundtrip(new Elastic(1, 9));
    }

    @Test
    void provenanceTellsEverySetting() {
        String provenance = EVERYTHING.getProvenance().toString();
        for (String setting :
                List.of("pixels=1.5", "degrees=8.0", "stretchPercent=4.0", "cleanPercent=12.0", "spacing=7")) {
            assertEquals(true, provenance.contains(setting), setting + " in " + provenance);
        }
    }

    @Test
    void anAugmentationFromAConfigurationFileIsTheOneFromCode(@TempDir Path folder) throws IOException {
        assertEquals(Augmentation.of(new Elastic(0.6), new Shift(1.5)).withCleanEnd(12), configured(folder, "0.6"));
        var refusal = assertThrows(PropertyException.class, () -> configured(folder, "-1"));
        assertEquals("pixels", refusal.getProperty());
    }

    @Test
    void descriptionsAreValues() {
        assertEquals(new Shift(1), new Shift(1));
        assertEquals(new Shift(1).hashCode(), new Shift(1).hashCode());
        assertNotEquals(new Shift(1), new Shift(1.0000000001));
        assertNotEquals(
                Augmentation.of(new Shift(1)), Augmentation.of(new Shift(1)).withCleanEnd(1));
        assertEquals(Augmentation.NONE, Augmentation.of());
    }

    @Test
    void theCleanEndIsRoundedToSteps() {
        Augmentation augmentation = Augmentation.of(new Shift(1));
        assertEquals(15_000, augmentation.augmentedSteps(15_000));
        assertEquals(13_200, augmentation.withCleanEnd(12).augmentedSteps(15_000));
        assertEquals(0, augmentation.withCleanEnd(100).augmentedSteps(15_000));
        assertEquals(2, augmentation.withCleanEnd(40).augmentedSteps(3));
    }

    private static Augmenter augmenter(Distortion distortion) {
        return new Augmenter(Augmentation.of(distortion), new ImageShape(8, 9, 1), 1);
    }

    private static Arguments refusal(Supplier<Object> making, String property, String message) {
        return Arguments.of(making, property, message);
    }

    private static Augmentation configured(Path folder, String pixels) throws IOException {
        Path file = folder.resolve("augmentation.xml");
        Files.writeString(file, CONFIG.formatted(pixels));
        try (ConfigurationManager manager = new ConfigurationManager(file.toString())) {
            return (Augmentation) manager.lookup("augmentation");
        }
    }
}
