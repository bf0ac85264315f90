/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.tribuotensorflow;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import io.github.tribuocnn.samples.benchmarks.competitor.Competitor;
import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import io.github.tribuocnn.samples.benchmarks.competitor.PausedTraining;
import io.github.tribuocnn.samples.benchmarks.competitor.Settings;
import io.github.tribuocnn.samples.benchmarks.tensorflow.ReferenceGraph;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.interop.tensorflow.TensorFlowModel;
import org.tribuo.interop.tensorflow.TensorFlowTrainer;

/** Tribuo's trainer over TensorFlow-Java, its pixels put right. */
public final class TribuoTensorFlow implements Competitor {

    private final Settings settings;
    private final Digits training;
    private final Digits test;
    private final Path graph;
    private final String output;
    private final PausedTraining<TensorFlowModel<Label>> run;

    private TribuoTensorFlow(Settings settings, Digits training, Digits test) throws IOException {
        this.settings = settings.requireReferenceNetwork();
        this.training = training;
        this.test = test;
        this.graph = Files.createTempFile("reference-", ".pb");
        this.output = writeGraph(graph);
        this.run = new PausedTraining<>(
                betweenEpochs -> trainer(settings.epochs()).train(new DigitDataset(training, betweenEpochs)));
    }

    /** Enters Tribuo's TensorFlow trainer. */
    public static final class Entry implements Competitor.Entry {
        @Override
        public Competitor enter(Settings settings, Digits training, Digits test) throws IOException {
            return new TribuoTensorFlow(settings, training, test);
        }
    }

    /** Writes the layers to a file, and returns the name of the logits. */
    private static String writeGraph(Path file) throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> images = tf.withName("images")
                    .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, Digits.SIDE, Digits.SIDE, 1)));
            String logits = new ReferenceGraph(tf).logits(images).op().name();
            Files.write(file, graph.toGraphDef().toByteArray());
            return logits;
        }
    }

    @SuppressWarnings("unchecked") // configured for labels
    private TensorFlowTrainer<Label> trainer(int epochs) {
        URL file = Objects.requireNonNull(TribuoTensorFlow.class.getResource("trainer.xml"));
        try (ConfigurationManager manager = new ConfigurationManager(file)) {
            Map.of(
                            "graph", graph.toString(),
                            "output", output,
                            "batch", Integer.toString(settings.batchSize()),
                            "epochs", Integer.toString(epochs),
                            "threads", Integer.toString(settings.threads()))
                    .forEach(manager::setGlobalProperty);
            return (TensorFlowTrainer<Label>) manager.lookup("trainer");
        }
    }

    @Override
    public String name() {
        return "Tribuo 4.3.2 TensorFlowTrainer (TensorFlow " + TensorFlow.version() + ")";
    }

    @Override
    public void firstStep() {
        TensorFlowModel<Label> model =
                trainer(1).train(new DigitDataset(training.head(settings.batchSize()), () -> {}));
        model.close();
    }

    @Override
    public void epoch() throws Exception {
        run.epoch();
    }

    @Override
    public double accuracy() throws Exception {
        List<Example<Label>> examples = IntStream.range(0, test.size())
                .mapToObj(n -> DigitDataset.example(test, n))
                .toList();
        List<Prediction<Label>> predictions = run.model().predict(examples);
        long right = IntStream.range(0, test.size())
                .filter(n -> predictions.get(n).getOutput().getLabel().equals(Integer.toString(test.label(n))))
                .count();
        return (double) right / test.size();
    }
}
