/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.test.Helpers;

final class ArchitectureConfigurationTest {
    private static final ImageShape GREY = new ImageShape(28, 28, 1);

    private static final String IMAGE = """
            <property name="height" value="28"/><property name="width" value="28"/>\
            <property name="channels" value="1"/>""";

    @TempDir
    Path folder;

    static List<LayerSpec> layers() {
        return List.of(
                new Conv2D(4, 3, 5, Activation.RELU),
                new Conv2D(1, 1, 1, Activation.NONE),
                new Conv2D(4, 3, 5, Activation.RELU).withStride(2, 3),
                new Conv2D(4, 3, 5, Activation.RELU).withPadding(Padding.SAME),
                new Conv2D(4, 3, 5, Activation.RELU).withGroups(2),
                new DepthwiseConv2D(3, 5, Activation.RELU),
                new DepthwiseConv2D(3, 5, Activation.NONE).withStride(2, 1).withPadding(Padding.SAME),
                new MaxPool2D(2),
                new MaxPool2D(2, 3),
                new MaxPool2D(3).withStride(2, 2).withPadding(Padding.SAME),
                new AveragePool2D(2, 3),
                new AveragePool2D(3).withStride(1, 2).withPadding(Padding.SAME),
                new GlobalAveragePool2D(),
                new Flatten(),
                new Dense(100, Activation.RELU),
                new Dense(10),
                new Conv2D(4, 3, 5, Activation.NONE)
                        .withActivation(Activation.LEAKY_RELU, 0.2)
                        .withInitialiser(Initialiser.HE_NORMAL)
                        .withL2(0.001),
                new Dense(10, Activation.GELU)
                        .withInitialiser(Initialiser.HE_UNIFORM)
                        .withL2(1e-4),
                new ActivationLayer(Activation.TANH),
                new ActivationLayer(Activation.ELU, 0.5),
                new Dropout(0.5, false),
                new Dropout(0.25, true),
                new BatchNormalisation(),
                new BatchNormalisation(0.99, 0.001),
                new Residual(List.of(new Conv2D(4, 3, 3, Activation.RELU), new Flatten())),
                new Residual(
                        List.of(new Residual(List.of(new Dense(4)), List.of(new Dense(4, Activation.TANH)))),
                        List.of(new Dense(4))));
    }

    static List<Architecture> architectures() {
        LayerSpec conv = new Conv2D(4, 3, 3, Activation.RELU);
        return List.of(
                Architecture.reference(),
                Architecture.of(GREY, new Flatten(), new Dense(10)),
                Architecture.of(
                        GREY,
                        conv,
                        new Conv2D(4, 3, 3, Activation.RELU),
                        new MaxPool2D(2),
                        conv,
                        new Flatten(),
                        new Dense(10, Activation.RELU),
                        new Dense(10)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layerSurvivesConfigurationAndProvenance(LayerSpec layer) {
        Helpers.testConfigurableRoundtrip(layer);
        Helpers.testProvenanceMarshalling(layer.getProvenance());
        assertEquals(layer, rebuild(layer));
        assertEquals(layer.hashCode(), rebuild(layer).hashCode());
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void architectureSurvivesConfigurationAndProvenance(Architecture architecture) {
        Helpers.testConfigurableRoundtrip(architecture);
        Helpers.testProvenanceMarshalling(architecture.getProvenance());
        assertEquals(architecture, rebuild(architecture));
        assertEquals(architecture.getProvenance(), rebuild(architecture).getProvenance());
    }

    @Test
    void everyArchitectureIsRebuiltFromItsProvenance() {
        ArchitecturePopulation.of(25, new SplittableRandom(ArchitecturePopulation.SEED))
                .forEach(built -> {
                    Architecture parsed = Architecture.parse(built.text(), built.input());
                    assertEquals(built, rebuild(built), () -> "seed " + ArchitecturePopulation.SEED);
                    assertEquals(built, rebuild(parsed), () -> "seed " + ArchitecturePopulation.SEED);
                });
    }

    @Test
    void architectureIsConfiguredByText() throws IOException {
        Architecture architecture =
                configure(IMAGE + "<property name='text' value='Input 28x28x1, Flatten, Dense 10 softmax'/>");

        assertEquals(Architecture.parse("flatten, dense 10", GREY), architecture);
        assertEquals("flatten, dense 10", architecture.text());
    }

    @Test
    void architectureIsConfiguredByLayers() throws IOException {
        Architecture architecture = configure(IMAGE + """
                        <propertylist name="layers"><item>conv</item><item>conv</item><item>pool</item>\
                        <item>flatten</item><item>dense</item></propertylist>""", """
                <component name="conv" type="io.github.tribuocnn.cnn.arch.Conv2D">
                  <property name="filters" value="4"/>
                  <property name="kernelHeight" value="3"/>
                  <property name="kernelWidth" value="5"/>
                  <property name="activation" value="RELU"/>
                </component>
                <component name="pool" type="io.github.tribuocnn.cnn.arch.MaxPool2D">
                  <property name="height" value="2"/>
                  <property name="width" value="3"/>
                </component>
                <component name="flatten" type="io.github.tribuocnn.cnn.arch.Flatten"/>
                <component name="dense" type="io.github.tribuocnn.cnn.arch.Dense">
                  <property name="units" value="10"/>
                </component>
                """);

        assertEquals("conv 4 3x5 relu, conv 4 3x5 relu, maxpool 2x3, flatten, dense 10", architecture.text());
    }

    @Test
    void propertyThatIsOutOfRangeIsNamed() {
        assertRefused(
                IMAGE.replace("\"28\"/><property name=\"width\"", "\"0\"/><property name=\"width\"")
                        + "<property name='text' value='flatten, dense 10'/>",
                "height",
                "Property: height, must be a whole number from 1 to 2,147,483,647, but is 0");
        assertRefused(
                IMAGE.replace("\"28\"", "\"50000\"") + "<property name='text' value='flatten, dense 10'/>",
                "height",
                "Property: height, an image of 50000x50000x1 has more than 2,147,483,647 values; make it smaller");
    }

    @Test
    void textThatDoesNotFitIsRefusedByProperty() {
        assertRefused(
                IMAGE + "<property name='text' value='conv 4 29x29, flatten, dense 10'/>",
                "text",
                "Property: text, Layer 1 (conv 4 29x29), input 28x28x1: the 29x29 kernel is larger than the image;"
                        + " use at most 28x28, or shrink the image less before it");
    }

    @Test
    void layersThatDoNotFitAreRefusedByProperty() {
        PropertyException refusal = assertThrows(
                PropertyException.class,
                () -> configure(
                        IMAGE + "<propertylist name='layers'><item>flatten</item></propertylist>",
                        "<component name='flatten' type='io.github.tribuocnn.cnn.arch.Flatten'/>"));

        assertEquals("layers", refusal.getProperty());
        assertEquals(
                "Property: layers, Layer 1 (flatten), input 28x28x1: the last layer must be dense,"
                        + " with one unit for each class; add for example 'dense 10'",
                refusal.getMessage());
    }

    @Test
    void layersAreGivenEitherAsTextOrAsObjects() {
        assertRefused(
                IMAGE,
                "text",
                "Property: text, either text or layers must be given, but neither is; for example '"
                        + Architecture.REFERENCE_TEXT + "'");
        PropertyException both = assertThrows(
                PropertyException.class,
                () -> configure(
                        IMAGE
                                + "<property name='text' value='flatten, dense 10'/>"
                                + "<propertylist name='layers'><item>flatten</item></propertylist>",
                        "<component name='flatten' type='io.github.tribuocnn.cnn.arch.Flatten'/>"));
        assertEquals(
                "Property: text, either text or layers must be given, but both are; remove one", both.getMessage());
    }

    @Test
    void layerPropertyOutOfRangeIsNamed() {
        assertLayerRefused(
                "Conv2D",
                "<property name='filters' value='0'/><property name='kernelHeight' value='3'/>"
                        + "<property name='kernelWidth' value='3'/>",
                "filters",
                "Property: filters, must be a whole number from 1 to 65,536, but is 0");
        assertLayerRefused(
                "Conv2D",
                "<property name='filters' value='1'/><property name='kernelHeight' value='-3'/>"
                        + "<property name='kernelWidth' value='3'/>",
                "kernelHeight",
                "Property: kernelHeight, must be a whole number from 1 to 1,024, but is -3");
        assertLayerRefused(
                "Conv2D",
                "<property name='filters' value='1'/><property name='kernelHeight' value='3'/>"
                        + "<property name='kernelWidth' value='2000'/>",
                "kernelWidth",
                "Property: kernelWidth, must be a whole number from 1 to 1,024, but is 2000");
        assertLayerRefused(
                "MaxPool2D",
                "<property name='height' value='0'/><property name='width' value='2'/>",
                "height",
                "Property: height, must be a whole number from 1 to 1,024, but is 0");
        assertLayerRefused(
                "MaxPool2D",
                "<property name='height' value='2'/><property name='width' value='0'/>",
                "width",
                "Property: width, must be a whole number from 1 to 1,024, but is 0");
        assertLayerRefused(
                "MaxPool2D",
                "<property name='height' value='2'/><property name='width' value='2'/>"
                        + "<property name='strideWidth' value='-1'/>",
                "strideWidth",
                "Property: strideWidth, must be a whole number from 1 to 1,024, but is -1");
        assertLayerRefused(
                "AveragePool2D",
                "<property name='height' value='2'/><property name='width' value='2'/>"
                        + "<property name='strideHeight' value='1025'/>",
                "strideHeight",
                "Property: strideHeight, must be a whole number from 1 to 1,024, but is 1025");
        assertLayerRefused(
                "Conv2D",
                "<property name='filters' value='1'/><property name='kernelHeight' value='3'/>"
                        + "<property name='kernelWidth' value='2'/><property name='strideHeight' value='0'/>",
                "strideHeight",
                "Property: strideHeight, must be a whole number from 1 to 1,024, but is 0");
        assertLayerRefused(
                "Conv2D",
                "<property name='filters' value='1'/><property name='kernelHeight' value='3'/>"
                        + "<property name='kernelWidth' value='2'/><property name='groups' value='0'/>",
                "groups",
                "Property: groups, must be a whole number from 1 to 65,536, but is 0");
        assertLayerRefused(
                "DepthwiseConv2D",
                "<property name='kernelHeight' value='3'/><property name='kernelWidth' value='0'/>",
                "kernelWidth",
                "Property: kernelWidth, must be a whole number from 1 to 1,024, but is 0");
        assertLayerRefused(
                "Dense",
                "<property name='units' value='0'/>",
                "units",
                "Property: units, must be a whole number from 1 to 1,000,000, but is 0");
    }

    @Test
    void optionOfALayerOutOfRangeIsNamed() {
        assertLayerRefused(
                "Dense",
                "<property name='units' value='4'/><property name='l2' value='2'/>",
                "l2",
                "Property: l2, must be a number from 0 to 1, but is 2.0");
        assertLayerRefused(
                "Dense",
                "<property name='units' value='4'/><property name='activation' value='ELU'/>"
                        + "<property name='activationParameter' value='-1'/>",
                "activationParameter",
                "Property: activationParameter, alpha must be a number above 0 and up to 100, but is -1.0");
        assertLayerRefused(
                "Dense",
                "<property name='units' value='4'/><property name='activation' value='RELU'/>"
                        + "<property name='activationParameter' value='0.5'/>",
                "activationParameter",
                "Property: activationParameter, RELU has no parameter, but is given 0.5; leave it at 0");
        assertLayerRefused(
                "Dropout",
                "<property name='rate' value='0'/>",
                "rate",
                "Property: rate, must be a number above 0 and up to 0.95, but is 0.0");
        assertLayerRefused(
                "Residual",
                "<propertylist name='body'></propertylist>",
                "body",
                "Property: body, must have at least one layer, but is empty");
        assertLayerRefused(
                "BatchNormalisation",
                "<property name='momentum' value='-0.5'/>",
                "momentum",
                "Property: momentum, must be a number from 0 to 0.9999, but is -0.5");
        assertLayerRefused(
                "ActivationLayer",
                "<property name='activation' value='NONE'/>",
                "activation",
                "Property: activation, must be a function, but is NONE; leave the layer out");
    }

    private void assertRefused(String properties, String property, String message) {
        PropertyException refusal = assertThrows(PropertyException.class, () -> configure(properties));
        assertEquals(property, refusal.getProperty());
        assertEquals(message, refusal.getMessage());
    }

    private void assertLayerRefused(String type, String properties, String property, String message) {
        PropertyException refusal = assertThrows(PropertyException.class, () -> {
            try (ConfigurationManager manager = manager("<component name='layer' type='io.github.tribuocnn.cnn.arch."
                    + type + "'>" + properties + "</component>")) {
                manager.lookup("layer");
            }
        });
        assertEquals(property, refusal.getProperty());
        assertEquals(message, refusal.getMessage());
    }

    private Architecture configure(String properties) throws IOException {
        return configure(properties, "");
    }

    private Architecture configure(String properties, String others) throws IOException {
        String component =
                "<component name='net' type='io.github.tribuocnn.cnn.arch.Architecture'>" + properties + "</component>";
        try (ConfigurationManager manager = manager(component + others)) {
            return (Architecture) manager.lookup("net");
        }
    }

    private ConfigurationManager manager(String components) throws IOException {
        Path file = folder.resolve("network.xml");
        Files.writeString(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><config>" + components + "</config>");
        return new ConfigurationManager(file.toString());
    }

    private static Object rebuild(LayerSpec layer) {
        return rebuild(layer.getProvenance());
    }

    private static Architecture rebuild(Architecture architecture) {
        return (Architecture) rebuild(architecture.getProvenance());
    }

    private static Object rebuild(ConfiguredObjectProvenance provenance) {
        var configuration = ProvenanceUtil.extractConfiguration(
                ProvenanceUtil.unmarshalProvenance(ProvenanceUtil.marshalProvenance(provenance)));
        try (ConfigurationManager manager = new ConfigurationManager()) {
            manager.addConfiguration(configuration);
            return manager.lookup(configuration.get(0).getName());
        }
    }
}
