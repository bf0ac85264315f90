/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import java.util.Objects;

/**
 * A network as an immutable value: the shape of its input images and a chain of layers that is known to fit together and
 * to end in one score per class. Softmax makes probabilities of the scores and is implied.
 *
 * <p>Write it as text, {@code Architecture.parse("conv 8 3x3 relu, maxpool 2, flatten, dense 10", new ImageShape(28, 28,
 * 1))}; as objects, with {@link #of}; or as an OLCUT component with {@code height}, {@code width}, {@code channels} and
 * either {@code text} or {@code layers}. In the text case and white space do not matter, {@code 3} stands for
 * {@code 3x3}, and {@code input 28x28x1,} may lead.
 *
 * <p>Two architectures are equal if their inputs and layers are, however they were written. Layer indices in this
 * interface count from 0; messages count from 1.
 */
public final class Architecture implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** The text form of {@link #reference()}. */
    public static final String REFERENCE_TEXT =
            "conv 32 3x3 relu, maxpool 2, conv 16 3x3 relu, maxpool 2, flatten, dense 100 relu, dense 10";

    @Config(mandatory = true, description = "Rows of the input images, at least 1.")
    private int height;

    @Config(mandatory = true, description = "Columns of the input images, at least 1.")
    private int width;

    @Config(mandatory = true, description = "Channels of the input images: 1 for grey, 3 for colour.")
    private int channels;

    @Config(
            description =
                    "The layers as text, such as 'conv 8 3x3 relu, maxpool 2, flatten, dense 10'. Excludes 'layers'.")
    private String text = "";

    @Config(description = "The layers as objects. Excludes 'text'.")
    private List<LayerSpec> layers = List.of();

    // Resolved from the configuration, which itself is never altered: provenance records it as it was given.
    private ImageShape input;
    private LayerChain chain;

    /** For OLCUT, which calls {@link #postConfig} before anyone sees the object. */
    @SuppressWarnings("NullAway.Init")
    private Architecture() {}

    private Architecture(ImageShape input, String text, List<LayerSpec> layers, LayerChain chain) {
        this.height = input.height();
        this.width = input.width();
        this.channels = input.channels();
        this.text = text;
        this.layers = layers;
        this.input = input;
        this.chain = chain;
    }

    /**
     * The network this project measures itself by: two convolutions and two dense layers for 28x28 grey images and 10
     * classes, 46,054 parameters.
     *
     * @return {@link #REFERENCE_TEXT} on 28x28x1 images
     */
    public static Architecture reference() {
        return parse(REFERENCE_TEXT, new ImageShape(28, 28, 1));
    }

    /**
     * Reads the text form.
     *
     * @param text layers separated by commas, for example {@link #REFERENCE_TEXT}
     * @param input the shape of the images; must agree with an {@code input} in the text
     * @return the architecture
     * @throws IllegalArgumentException if the text can't be understood or the layers do not fit; the message names the
     *     layer, what was found and what would fit
     */
    public static Architecture parse(String text, ImageShape input) {
        LayerChain chain = LayerChain.link(input, ArchitectureText.read(text, input));
        return new Architecture(input, ArchitectureText.write(chain.layers()), List.of(), chain);
    }

    /**
     * Chains layers.
     *
     * @param input the shape of the images
     * @param layers the layers, the last one dense without activation
     * @return the architecture
     * @throws IllegalArgumentException if the layers do not fit; the message names the layer, its input and what would
     *     fit
     */
    public static Architecture of(ImageShape input, LayerSpec... layers) {
        LayerChain chain = LayerChain.link(input, List.of(layers));
        return new Architecture(input, "", chain.layers(), chain);
    }

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     *
     * @throws PropertyException naming the property that can't be used
     */
    @Override
    public void postConfig() {
        ImageShape.HEIGHT.requireConfigured(height);
        ImageShape.WIDTH.requireConfigured(width);
        ImageShape.CHANNELS.requireConfigured(channels);
        boolean hasText = !text.isBlank();
        if (hasText && !layers.isEmpty()) {
            throw new PropertyException("", "text", "either text or layers must be given, but both are; remove one");
        }
        if (!hasText && layers.isEmpty()) {
            throw new PropertyException(
                    "",
                    "text",
                    "either text or layers must be given, but neither is; for example '" + REFERENCE_TEXT + "'");
        }
        String property = "height";
        try {
            input = new ImageShape(height, width, channels);
            property = hasText ? "text" : "layers";
            chain = LayerChain.link(input, hasText ? ArchitectureText.read(text, input) : layers);
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", property, e.getMessage());
        }
    }

    /**
     * The shape of the input images.
     *
     * @return the shape
     */
    public ImageShape input() {
        return input;
    }

    /**
     * The layers in order.
     *
     * @return an unmodifiable list of at least one layer
     */
    public List<LayerSpec> layers() {
        return chain.layers();
    }

    /**
     * The shape a layer takes.
     *
     * @param layer the index of the layer, from 0
     * @return the shape for one example
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public Shape inputShape(int layer) {
        return chain.shapes().get(Objects.checkIndex(layer, chain.layers().size()));
    }

    /**
     * The shape a layer gives.
     *
     * @param layer the index of the layer, from 0
     * @return the shape for one example
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public Shape outputShape(int layer) {
        return chain.shapes().get(Objects.checkIndex(layer, chain.layers().size()) + 1);
    }

    /**
     * The unique name of a layer: its word and a running number for each word.
     *
     * @param layer the index of the layer, from 0
     * @return for example {@code conv2}
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public String layerName(int layer) {
        return chain.placed().get(layer).name();
    }

    /**
     * The layers in order, each with what follows from its place.
     *
     * @return an unmodifiable list of at least one layer
     */
    public List<PlacedLayer> placed() {
        return chain.placed();
    }

    /**
     * The layers that are no residuals, with those inside residuals in their place.
     *
     * @return an unmodifiable list in the order of the canonical parameter block
     */
    public List<PlacedLayer> leaves() {
        return chain.placed().stream().flatMap(PlacedLayer::leaves).toList();
    }

    /**
     * The number of classes the network can tell apart.
     *
     * @return the units of the last layer
     */
    public int outputs() {
        return chain.outputs();
    }

    /**
     * The length of the canonical parameter block.
     *
     * @return the number of parameters of all layers
     */
    public int parameterCount() {
        return chain.parameterCount();
    }

    /**
     * The canonical parameter block: the tensors of all layers, without gaps.
     *
     * @return an unmodifiable list in architecture order, weight before bias
     */
    public List<ParameterTensor> tensors() {
        return chain.tensors();
    }

    /**
     * The canonical text form, without the input.
     *
     * @return a text that {@link #parse} reads back as an equal architecture
     */
    public String text() {
        return ArchitectureText.write(chain.layers());
    }

    /**
     * Checks that the network tells apart as many classes as there are.
     *
     * @param classes the number of classes in the data, at least 1
     * @return this architecture
     * @throws IllegalArgumentException if it does not
     */
    public Architecture requireOutputs(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be at least 1, but is " + classes);
        }
        if (classes != outputs()) {
            throw chain.lastLayerRefusal(Text.format(
                    "it gives %,d outputs, but the data has %,d classes; write 'dense %d'",
                    outputs(), classes, classes));
        }
        return this;
    }

    /**
     * A table of the layers, their output shapes and parameters, and the totals, in the manner of Keras.
     *
     * @return lines separated by {@code \n}, drawn with box characters
     */
    public String summary() {
        return SummaryTable.of(chain);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Architecture that && input.equals(that.input) && layers().equals(that.layers());
    }

    @Override
    public int hashCode() {
        return 31 * input.hashCode() + layers().hashCode();
    }

    /** The text form with the input, which {@link #parse} reads as well. */
    @Override
    public String toString() {
        return "input " + input.text() + ", " + text();
    }
}
