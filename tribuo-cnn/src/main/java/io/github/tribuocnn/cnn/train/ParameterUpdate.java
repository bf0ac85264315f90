/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.kernel.UpdateKernels;
import io.github.tribuocnn.cnn.nn.Network;
import io.github.tribuocnn.cnn.nn.Workspace;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.ClipByValue;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.optim.ParameterBlock;
import io.github.tribuocnn.cnn.optim.UpdateRule;
import io.github.tribuocnn.cnn.optim.WeightAverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a gradient: it is clipped, the optimiser updates the parameters with it, and the average of the
 * weights takes them in; each only if the options ask for it.
 */
final class ParameterUpdate {

    private final UpdateKernels kernels;
    private final TrainingOptions options;
    private final float[] parameters;
    private final UpdateRule rule;
    private final @Nullable WeightAverage average;
    private final Network.Span all;
    private final int learned;

    private ParameterUpdate(
            Kernels kernels,
            TrainingOptions options,
            float[] parameters,
            UpdateRule rule,
            @Nullable WeightAverage average,
            Network network) {
        this.kernels = kernels.updates();
        this.options = options;
        this.parameters = parameters;
        this.rule = rule;
        this.average = average;
        this.all = network.parameters();
        this.learned = network.learnedParameterCount();
    }

    /** An update with all moments at zero. */
    static ParameterUpdate start(
            Architecture architecture, Network network, Kernels kernels, TrainingOptions options, float[] weights) {
        float[] parameters = network.pack(weights);
        UpdateRule rule = options.optimiser().start(block(architecture, network), kernels);
        return new ParameterUpdate(
                kernels, options, parameters, rule, freshAverage(kernels, options, parameters.length), network);
    }

    /**
     * An update that goes on where another run ended.
     *
     * @throws IllegalArgumentException if the weights or the state do not fit the network
     */
    static ParameterUpdate resume(
            Architecture architecture,
            Network network,
            Kernels kernels,
            TrainingOptions options,
            float[] weights,
            OptimiserState canonical) {
        float[] parameters = network.pack(weights);
        OptimiserState state = canonical.withLayout(network::pack);
        UpdateRule rule = options.optimiser().resume(block(architecture, network), kernels, state);
        if (options.averagingDecay() > 0 && WeightAverage.isIn(state)) {
            return new ParameterUpdate(
                    kernels,
                    options,
                    WeightAverage.parameters(parameters.length, state),
                    rule,
                    WeightAverage.resume(parameters, kernels, options.averagingDecay(), state),
                    network);
        }
        return new ParameterUpdate(
                kernels, options, parameters, rule, freshAverage(kernels, options, parameters.length), network);
    }

    private static @Nullable WeightAverage freshAverage(Kernels kernels, TrainingOptions options, int size) {
        return options.averagingDecay() > 0 ? WeightAverage.start(size, kernels, options.averagingDecay()) : null;
    }

    /** Tensors of one dimension, such as biases, do not decay. */
    private static ParameterBlock block(Architecture architecture, Network network) {
        return new ParameterBlock(network.packedParameterCount(), () -> {
            float[] decaying = new float[architecture.parameterCount()];
            for (ParameterTensor tensor : architecture.tensors()) {
                float share = tensor.dims().size() > 1 ? 1f : 0f;
                Arrays.fill(decaying, tensor.offset(), tensor.offset() + tensor.length(), share);
            }
            return network.pack(decaying);
        });
    }

    /**
     * The stages that make the gradients of a batch and update by them. Parameters are updated as soon as their gradients
     * are final, unless something must look at the gradients of all of them first.
     *
     * @param workspace the run's memory
     * @param read as for {@link Network#learning}
     * @param score as for {@link Network#learning}
     * @param between what must be done between gradients and update
     */
    List<Network.Stage> learning(
            Network network,
            Workspace workspace,
            Network.ImageWork read,
            Network.ImageWork score,
            List<Network.Stage> between) {
        float[] gradients = workspace.gradients();
        List<Network.Stage> stages = new ArrayList<>();
        List<Network.Span> late = List.of(all);
        if (between.isEmpty() && !(options.clipping() instanceof ClipByNorm)) {
            stages.addAll(network.learning(workspace, read, score, (from, to) -> update(gradients, from, to)));
            late = network.lateParameters();
        } else {
            stages.addAll(network.learning(workspace, read, score, (from, to) -> {}));
            stages.addAll(between);
        }
        if (options.clipping() instanceof ClipByNorm clipping) {
            stages.addAll(clipByNorm(gradients, clipping));
        }
        if (!late.isEmpty()) {
            Network.Span[] spans = late.toArray(Network.Span[]::new);
            stages.add(part -> {
                for (Network.Span span : spans) {
                    update(gradients, span.first(part), span.first(part + 1));
                }
            });
        }
        return stages;
    }

    private List<Network.Stage> clipByNorm(float[] gradients, ClipByNorm clipping) {
        double[] squares = new double[Network.PARTS];
        return List.of(
                part -> squares[part] = kernels.sumOfSquares(gradients, all.first(part), all.first(part + 1)),
                part -> scale(gradients, part, clipping.maximum() / norm(squares)));
    }

    /** The same in each part: the parts' sums are added in part order. */
    private static double norm(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    private void scale(float[] gradients, int part, double factor) {
        if (factor < 1) {
            kernels.scale(gradients, all.first(part), all.first(part + 1), (float) factor);
        }
    }

    private void update(float[] gradients, int from, int to) {
        if (options.clipping() instanceof ClipByValue clipping) {
            kernels.clip(gradients, from, to, (float) clipping.maximum());
        }
        if (from < learned) {
            // what lies behind are running averages, which layers keep themselves
            rule.update(parameters, gradients, from, Math.min(to, learned));
        }
        if (average != null) {
            average.update(parameters, from, to);
        }
    }

    /** Begins a step, before its stages run. */
    void begin(double learningRate) {
        rule.beginStep(learningRate);
        if (average != null) {
            average.beginStep();
        }
    }

    /** The packed parameters that the network trains with. */
    float[] parameters() {
        return parameters;
    }

    /** The packed parameters to validate and to end with: the average if there is one. */
    float[] weights() {
        return average == null ? parameters : average.averages();
    }

    /** What to remember beside {@link #weights}, in their layout. */
    OptimiserState state() {
        OptimiserState state = rule.state();
        return average == null ? state : average.addTo(state, parameters);
    }
}
