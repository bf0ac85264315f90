/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.arch;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.text.Brackets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds what a chain of layers, the body, makes of the input to the input itself, or to what a second chain, the shortcut,
 * makes of it. Both must have one shape. Residuals may stand in bodies and shortcuts, up to {@value #DEEPEST} deep.
 *
 * <p>Text form: {@code residual(conv 16 3x3 same relu, conv 16 3x3 same)}, and with a shortcut that projects the input to
 * another shape {@code residual(conv 32 3x3 same stride 2 relu, conv 32 3x3 same | conv 32 1x1 stride 2)}. A function
 * after the sum is a layer of its own: {@code activation relu}.
 *
 * <p>See: He, K., Zhang, X., Ren, S. and Sun, J. "Deep Residual Learning for Image Recognition", CVPR 2016.
 */
public final class Residual implements LayerSpec {

    private static final int DEEPEST = 8;

    @Config(mandatory = true, description = "The layers whose result is added, at least one.")
    private List<LayerSpec> body = List.of();

    @Config(description = "The layers that the input takes to the sum; none to add it as it is.")
    private List<LayerSpec> shortcut = List.of();

    /** For OLCUT. */
    private Residual() {}

    /**
     * Describes a sum of the input and what layers make of it.
     *
     * @param body the layers, at least one
     * @throws IllegalArgumentException if there is no layer, or residuals stand too deep in each other
     */
    public Residual(List<LayerSpec> body) {
        this(body, List.of());
    }

    /**
     * Describes a sum of what two chains of layers make of the input.
     *
     * @param body the layers of the one, at least one
     * @param shortcut the layers of the other, none to add the input as it is
     * @throws IllegalArgumentException if the body has no layer, or residuals stand too deep in each other
     */
    public Residual(List<LayerSpec> body, List<LayerSpec> shortcut) {
        this.body = List.copyOf(body);
        this.shortcut = List.copyOf(shortcut);
        String objection = objection();
        if (!objection.isEmpty()) {
            throw new IllegalArgumentException("body " + objection);
        }
    }

    static Residual read(LayerPhrase phrase) {
        String text =
                phrase.source().substring(LayerWord.RESIDUAL.word().length()).strip();
        if (!text.startsWith("(") || !text.endsWith(")")) {
            throw phrase.refusal("its layers must stand in brackets; write " + LayerWord.RESIDUAL.usage());
        }
        if (phrase.label().chars().filter(c -> c == '.').count() >= DEEPEST) {
            throw new IllegalArgumentException(
                    "Layer " + phrase.label() + ": residuals can stand at most " + DEEPEST + " deep in each other");
        }
        List<String> chains = Brackets.split(text.substring(1, text.length() - 1), '|');
        if (chains.size() > 2) {
            throw phrase.refusal("it has " + chains.size() + " chains of layers, but can have a body and a shortcut");
        }
        List<LayerSpec> body = ArchitectureText.readChain(chains.get(0), phrase.label() + ".", 1);
        if (body.isEmpty()) {
            throw phrase.refusal("its body is empty; write " + LayerWord.RESIDUAL.usage());
        }
        return new Residual(
                body,
                chains.size() == 1
                        ? List.of()
                        : ArchitectureText.readChain(chains.get(1), phrase.label() + ".", body.size() + 1));
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        String objection = objection();
        if (!objection.isEmpty()) {
            throw new PropertyException("", "body", objection);
        }
    }

    private String objection() {
        if (body.isEmpty()) {
            return "must have at least one layer, but is empty";
        }
        int depth = depth();
        return depth <= DEEPEST
                ? ""
                : "holds residuals " + depth + " deep in each other, but can at most " + DEEPEST + " deep";
    }

    private int depth() {
        return 1
                + Stream.concat(body.stream(), shortcut.stream())
                        .mapToInt(layer -> layer instanceof Residual inner ? inner.depth() : 0)
                        .max()
                        .orElse(0);
    }

    /**
     * The layers whose result is added.
     *
     * @return an unmodifiable list of at least one layer
     */
    public List<LayerSpec> body() {
        return List.copyOf(body);
    }

    /**
     * The layers that the input takes to the sum.
     *
     * @return an unmodifiable list, empty if the input is added as it is
     */
    public List<LayerSpec> shortcut() {
        return List.copyOf(shortcut);
    }

    @Override
    public String word() {
        return LayerWord.RESIDUAL.word();
    }

    @Override
    public String text() {
        return word() + "(" + ArchitectureText.write(body)
                + (shortcut.isEmpty() ? "" : " | " + ArchitectureText.write(shortcut)) + ")";
    }

    @Override
    public Shape outputShape(Shape input) {
        return sum(outputShape(body, input), outputShape(shortcut, input));
    }

    private static Shape outputShape(List<LayerSpec> chain, Shape input) {
        Shape shape = input;
        for (LayerSpec layer : chain) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    /** The shape of the sum of what body and shortcut give. */
    Shape sum(Shape ofBody, Shape ofShortcut) {
        if (ofBody.equals(ofShortcut)) {
            return ofBody;
        }
        String remedy = ofBody instanceof ImageShape image
                ? "'| conv " + image.channels() + " 1x1', with the strides of the body"
                : "'| dense " + ofBody.size() + "'";
        throw new IllegalArgumentException(Text.format(
                "its body gives %s, but its %s gives %s, and only equal shapes can be added; %s",
                ofBody.text(),
                shortcut.isEmpty() ? "input" : "shortcut",
                ofShortcut.text(),
                shortcut.isEmpty()
                        ? "give it a shortcut such as " + remedy
                        : "make the shortcut fit, for example " + remedy));
    }

    @Override
    public List<ParameterShape> parameters(Shape input) {
        outputShape(input);
        List<ParameterShape> parameters = new ArrayList<>();
        for (List<LayerSpec> chain : List.of(body, shortcut)) {
            Shape shape = input;
            for (LayerSpec layer : chain) {
                parameters.addAll(layer.parameters(shape));
                shape = layer.outputShape(shape);
            }
        }
        return List.copyOf(parameters);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Residual that && body.equals(that.body) && shortcut.equals(that.shortcut);
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
