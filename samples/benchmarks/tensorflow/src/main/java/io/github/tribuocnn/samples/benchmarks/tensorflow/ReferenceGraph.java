/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The layers of the reference network as operations of TensorFlow, with fresh Glorot-uniform weights. */
public final class ReferenceGraph {

    private final Ops tf;
    private final Random random = new Random(1);
    private final List<Variable<TFloat32>> variables = new ArrayList<>();

    /**
     * A graph to be.
     *
     * @param tf adds operations to it
     */
    public ReferenceGraph(Ops tf) {
        this.tf = tf;
    }

    /**
     * Adds the layers.
     *
     * @param images [N,28,28,1], from 0 to 1
     * @return the logits, [N,10]
     */
    public Operand<TFloat32> logits(Operand<TFloat32> images) {
        Operand<TFloat32> first = convolution(images, 1, 32);
        Operand<TFloat32> second = convolution(first, 32, 16);
        Operand<TFloat32> flat = tf.reshape(second, tf.array(-1, 400));
        return dense(tf.nn.relu(dense(flat, 400, 100)), 100, 10);
    }

    /** All weights and biases, in the order of the layers. */
    public List<Variable<TFloat32>> variables() {
        return List.copyOf(variables);
    }

    private Operand<TFloat32> convolution(Operand<TFloat32> input, int channels, int filters) {
        Variable<TFloat32> weights = weights(Shape.of(3, 3, channels, filters), 9 * channels, 9 * filters);
        Operand<TFloat32> sums = tf.nn.conv2d(input, weights, List.of(1L, 1L, 1L, 1L), "VALID");
        Operand<TFloat32> active = tf.nn.relu(tf.nn.biasAdd(sums, biases(filters)));
        return tf.nn.maxPool(active, tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), "VALID");
    }

    private Operand<TFloat32> dense(Operand<TFloat32> input, int inputs, int units) {
        Variable<TFloat32> weights = weights(Shape.of(inputs, units), inputs, units);
        return tf.nn.biasAdd(tf.linalg.matMul(input, weights), biases(units));
    }

    private Variable<TFloat32> weights(Shape shape, int fanIn, int fanOut) {
        float[] values = new float[(int) shape.size()];
        double limit = Math.sqrt(6.0 / (fanIn + fanOut));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
        return variable(shape, values);
    }

    private Variable<TFloat32> biases(int count) {
        return variable(Shape.of(count), new float[count]);
    }

    private Variable<TFloat32> variable(Shape shape, float[] values) {
        Variable<TFloat32> variable = tf.variable(tf.constant(shape, DataBuffers.of(values)));
        variables.add(variable);
        return variable;
    }
}
