/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.onnx.ImageTransformer;
import org.tribuo.interop.onnx.LabelTransformer;
import org.tribuo.interop.onnx.ONNXExternalModel;
import org.tribuo.provenance.ModelProvenance;

/** An exported file comes back into Tribuo by Tribuo's own door. */
class TribuoRoundTripTest {
    @TempDir
    Path folder;

    private ONNXExternalModel<Label> load(Path file, ImageShape shape, List<String> labels)
            throws IOException, OrtException {
        Map<String, Integer> features = new HashMap<>();
        for (int pixel = 0; pixel < shape.size(); pixel++) {
            features.put(name(pixel), pixel);
        }
        Map<Label, Integer> outputs = new HashMap<>();
        for (int column = 0; column < labels.size(); column++) {
            outputs.put(new Label(labels.get(column)), column);
        }
        OrtRuntime.environment();
        return ONNXExternalModel.createOnnxModel(
                new LabelFactory(),
                features,
                outputs,
                new ImageTransformer(shape.channels(), shape.height(), shape.width()),
                new LabelTransformer(true),
                new OrtSession.SessionOptions(),
                file,
                OnnxExporter.INPUT);
    }

    private static String name(int pixel) {
        return String.format(Locale.ROOT, "%04d", pixel);
    }

    private static Example<Label> example(float[] images, int offset, int size) {
        Example<Label> example = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
        for (int pixel = 0; pixel < size; pixel++) {
            example.add(new Feature(name(pixel), images[offset + pixel]));
        }
        return example;
    }

    private void predictsAsTrained(RandomNetwork network, ImageShape shape) throws Exception {
        predictsAsTrained(network, shape, ExportForm.DEFAULT);
    }

    private void predictsAsTrained(RandomNetwork network, ImageShape shape, ExportForm form) throws Exception {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(Forms.export(network, form), file);
        List<String> columns = OnnxMetadata.labelsOf(OnnxFile.read(file));
        float[] images = network.images(5);
        List<String> trained = network.naive().labels();
        float[] expected = new float[5 * trained.size()];
        network.naive().probabilities(images, 5, expected);
        try (ONNXExternalModel<Label> model = load(file, shape, columns)) {
            for (int i = 0; i < 5; i++) {
                Prediction<Label> prediction = model.predict(example(images, i * shape.size(), shape.size()));
                for (int output = 0; output < trained.size(); output++) {
                    Label scored =
                            Objects.requireNonNull(prediction.getOutputScores().get(trained.get(output)));
                    assertEquals(expected[i * trained.size() + output], scored.getScore(), 1e-6);
                }
            }
        }
    }

    @Test
    void theReferenceNetworkPredictsInTribuoAsItWasTrained() throws Exception {
        predictsAsTrained(RandomNetwork.reference(4), RandomNetwork.MNIST);
    }

    @Test
    void hashOrderedLabelsKeepTheirScores() throws Exception {
        ImageShape shape = new ImageShape(6, 5, 1);
        predictsAsTrained(
                RandomNetwork.of("conv 3 2x2 relu, flatten, dense 4", shape, List.of("frog", "cat", "ship", "dog"), 6),
                shape);
    }

    @Test
    void theLabelBeforeTheProbabilitiesDoesNotDisturbTribuo() throws Exception {
        predictsAsTrained(
                RandomNetwork.reference(4),
                RandomNetwork.MNIST,
                ExportForm.DEFAULT.withOutputs(OutputForm.LABEL_AND_PROBABILITIES));
    }

    /** Why logits are said to be not for Tribuo: it has no way to know. */
    @Test
    void tribuoTakesLogitsForProbabilities() throws Exception {
        Path file = folder.resolve("model.onnx");
        RandomNetwork network = RandomNetwork.reference(4);
        OnnxFile.write(Forms.export(network, ExportForm.DEFAULT.withOutputs(OutputForm.LOGITS)), file);
        try (ONNXExternalModel<Label> model = load(file, RandomNetwork.MNIST, RandomNetwork.digits(10))) {
            double sum = model
                    .predict(example(network.images(1), 0, RandomNetwork.MNIST.size()))
                    .getOutputScores()
                    .values()
                    .stream()
                    .mapToDouble(Label::getScore)
                    .sum();
            assertTrue(Math.abs(sum - 1) > 0.01, "sum " + sum);
        }
    }

    @Test
    void theProvenanceComesBackEqual() throws Exception {
        ModelProvenance provenance = ProvenanceTextTest.provenance(List.of("a", "b"));
        Architecture architecture = Architecture.parse("flatten, dense 2", new ImageShape(2, 2, 1));
        TrainedNetwork network = new TrainedNetwork(
                architecture, new float[architecture.parameterCount()], List.of("no", "yes"), 255, provenance);
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(new OnnxExporter().export(network, ExportDetails.NONE), file);
        try (ONNXExternalModel<Label> model = load(file, architecture.input(), List.of("no", "yes"))) {
            ModelProvenance found = model.getTribuoProvenance().orElseThrow();
            assertNotSame(provenance, found);
            assertEquals(provenance, found);
        }
    }
}
