/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.optim;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What an optimiser remembers between steps: enough to go on as if the run had never been interrupted.
 *
 * @param rule Which update rule it belongs to, such as {@code adam}.
 * @param numbers Single numbers by name.
 * @param slots Arrays by name, one value for each parameter, in the layout of the parameters they came from. Not copied.
 */
public record OptimiserState(String rule, SortedMap<String, Double> numbers, SortedMap<String, float[]> slots) {

    /**
     * Sorts and closes the maps.
     * @param rule The update rule.
     * @param numbers The numbers.
     * @param slots The arrays.
     */
    public OptimiserState {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /**
     * A state from maps in any order.
     * @param rule The update rule.
     * @param numbers The numbers.
     * @param slots The arrays.
     * @return The state.
     */
    static OptimiserState of(String rule, Map<String, Double> numbers, Map<String, float[]> slots) {
        return new OptimiserState(rule, new TreeMap<>(numbers), new TreeMap<>(slots));
    }

    /**
     * The same state with its arrays in another layout.
     * @param layout Makes a new array from each.
     * @return A new state.
     */
    public OptimiserState withLayout(UnaryOperator<float[]> layout) {
        SortedMap<String, float[]> changed = new TreeMap<>();
        slots.forEach((name, values) -> changed.put(name, layout.apply(values)));
        return new OptimiserState(rule, numbers, changed);
    }

    /** A number the rule can't do without. */
    double number(String name) {
        Double value = numbers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The optimiser state of rule '" + rule + "' has the numbers "
                    + numbers.keySet() + ", but not '" + name + "'");
        }
        return value;
    }

    /** A number from 0 to 1 the rule can't do without. */
    double power(String name) {
        double power = number(name);
        if (!(power >= 0 && power <= 1)) {
            throw new IllegalArgumentException(
                    "The optimiser state of rule '" + rule + "' has " + name + " " + power + ", expected 0 to 1");
        }
        return power;
    }

    /** A copy of an array the rule can't do without. */
    float[] slot(String name, int parameters) {
        float[] values = slots.get(name);
        if (values == null || values.length != parameters) {
            throw new IllegalArgumentException("The optimiser state of rule '" + rule + "' has "
                    + (values == null ? "no values" : values.length + " values") + " '" + name + "', expected "
                    + parameters);
        }
        return values.clone();
    }
}
