/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.LayerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.ONNXExportable;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.onnx.OnnxTestUtils;

/** Models in Tribuo's ONNX form, held against ONNX Runtime by Tribuo's own test. */
class FlatOnnxTest {
    private static final MutableDataset<Label> BARS = Bars.dataset(120, 1);
    private static final MutableDataset<Label> UNSEEN = Bars.dataset(60, 2);

    @TempDir
    Path folder;

    @Test
    void everyKindOfLayerCanBeWritten() {
        assertEquals(Set.of(LayerSpec.class.getPermittedSubclasses()), FlatGraph.kinds());
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("conv 6 3x3 relu, maxpool 2, flatten, dense 3", new ImageShape(8, 8, 1)),
                Arguments.of(
                        "conv 5 3x2 relu, conv 7 2x2, maxpool 3x2, flatten, dense 9 relu, dense 3",
                        new ImageShape(10, 9, 3)),
                Arguments.of("maxpool 2, flatten, dense 4 relu, dense 5 relu, dense 3", new ImageShape(7, 6, 2)),
                Arguments.of(
                        "conv 4 3x2 stride 2 same relu, conv 6 2x2 groups 2 relu, avgpool 2, flatten, dense 3",
                        new ImageShape(10, 9, 3)),
                Arguments.of(
                        "depthwise 3x3 same relu, conv 6 1x1 relu, maxpool 3 stride 2 same, globalavgpool, dense 3",
                        new ImageShape(7, 8, 2)),
                Arguments.of(
                        "conv 4 3x3 gelu, conv 4 2x2 leaky_relu 0.2, activation elu 0.5, flatten, dense 9 silu,"
                                + " dense 5 sigmoid, activation tanh, dense 3",
                        new ImageShape(7, 6, 2)),
                Arguments.of(
                        "batchnorm, conv 4 3x3, batchnorm, activation relu, dropout 0.2 spatial, flatten, batchnorm,"
                                + " dense 9, batchnorm momentum 0.5 epsilon 0.01, activation relu, dropout 0.5, dense 3",
                        new ImageShape(7, 6, 2)),
                Arguments.of(
                        "residual(conv 3 3x3 same relu, conv 2 1x1 | conv 2 1x1, batchnorm), residual(residual(conv 2 1x1"
                                + " gelu)), flatten, residual(dense 84, batchnorm, activation relu),"
                                + " residual(dense 5 | dense 5), dense 3",
                        new ImageShape(7, 6, 2)),
                Arguments.of("flatten, dense 3", new ImageShape(4, 5, 3)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void onnxRuntimeAgrees(String layers, ImageShape image) throws IOException, OrtException {
        MutableDataset<Label> data = noise(image);
        CNNModel model = CNNTrainer.builder()
                .architecture(Architecture.parse(layers, image))
                .epochs(2)
                .batchSize(8)
                .build()
                .train(data);

        assertAgrees(model, data);
    }

    /** A fifth of the pixels never occurs, so ids are not places; and scores of unknown pixels must not move. */
    @Test
    void pixelsThatNeverOccurredAreZeroInTheFileToo() throws IOException, OrtException {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : Bars.examples(90, 1)) {
            List<Feature> features = new ArrayList<>();
            example.forEach(feature -> {
                if (Integer.parseInt(feature.getName()) % 5 != 0) {
                    features.add(feature);
                }
            });
            examples.add(new ArrayExample<>(example.getOutput(), features));
        }
        CNNModel model = Bars.trainer().build().train(Bars.dataset(examples));
        assertEquals(51, model.getFeatureIDMap().size());

        assertAgrees(model, UNSEEN);
    }

    /** Tribuo's comparison goes by feature names, which hashing hides: this one goes by their ids. */
    @Test
    void hashedFeaturesKeepTheirPlaces() throws OrtException {
        Model<Label> model = new HashingTrainer<>(
                        Bars.trainer().build(), new MessageDigestHasher("SHA-256", "a salt of decent length"))
                .train(BARS);
        byte[] file = ((ONNXExportable) model)
                .exportONNXModel("io.github.tribuocnn", 1)
                .toByteArray();
        try (OrtSession session =
                OrtEnvironment.getEnvironment().createSession(file, new OrtSession.SessionOptions())) {
            for (Example<Label> example : UNSEEN) {
                float[][] features = new float[1][model.getFeatureIDMap().size()];
                example.forEach(feature ->
                        features[0][model.getFeatureIDMap().getID(feature.getName())] = (float) feature.getValue());
                try (OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), features);
                        OrtSession.Result result = session.run(Map.of("input", input))) {
                    float[] probabilities = ((float[][]) result.get(0).getValue())[0];
                    Map<String, Label> scores = model.predict(example).getOutputScores();
                    scores.forEach((name, label) -> assertEquals(
                            label.getScore(),
                            probabilities[model.getOutputIDInfo().getID(label)],
                            1e-6,
                            name));
                }
            }
        }
    }

    @Test
    void aModelReadFromAFileIsExportedAlike() throws IOException, OrtException {
        CNNModel model = Bars.trainer().build().train(BARS);

        assertAgrees((CNNModel) Model.deserialize(model.serialize()), UNSEEN);
    }

    static Stream<Trainer<Label>> ensembles() {
        return Stream.of(
                new BaggingTrainer<>(Bars.trainer().epochs(3).build(), new VotingCombiner(), 3),
                new BaggingTrainer<>(Bars.trainer().epochs(3).build(), new FullyWeightedVotingCombiner(), 3),
                new AdaBoostTrainer(Bars.trainer().epochs(2).build(), 3));
    }

    @ParameterizedTest
    @MethodSource("ensembles")
    void ensemblesAreExportedSavedAndRead(Trainer<Label> trainer) throws IOException, OrtException {
        Model<Label> ensemble = trainer.train(BARS);

        assertAgrees(ensemble, UNSEEN);
        assertAgrees(Model.deserialize(ensemble.serialize()).castModel(Label.class), UNSEEN);
    }

    @Test
    void modelsMakeAnEnsembleAfterwards() throws IOException, OrtException {
        Model<Label> one = Bars.trainer().seed(1).build().train(BARS);
        Model<Label> other = Bars.trainer().seed(2).build().train(BARS);

        assertAgrees(
                WeightedEnsembleModel.createEnsembleFromExistingModels(
                        "pair", List.of(one, other), new FullyWeightedVotingCombiner(), new float[] {0.25f, 0.75f}),
                UNSEEN);
    }

    @Test
    void theFormIsTribuos() {
        OnnxMl.ModelProto exported =
                Bars.trainer().epochs(1).build().train(BARS).exportONNXModel("io.github.tribuocnn", 7);

        assertEquals("input", exported.getGraph().getInput(0).getName());
        assertEquals("output", exported.getGraph().getOutput(0).getName());
        assertEquals(1, exported.getGraph().getInputCount());
        assertEquals(13, exported.getOpsetImport(0).getVersion());
        assertEquals(1, exported.getOpsetImportCount());
        assertEquals(7, exported.getModelVersion());
        assertTrue(exported.getMetadataPropsList().stream()
                .anyMatch(entry -> entry.getKey().equals(ONNXExportable.PROVENANCE_METADATA_FIELD)));
        assertTrue(exported.getGraph().getNodeList().stream()
                .allMatch(node -> node.getDomain().isEmpty()));
    }

    @Test
    void operatorsDescribeThemselves() {
        for (FlatOperator operator : FlatOperator.values()) {
            assertEquals(13, operator.getOpVersion());
            assertEquals(13, operator.opsetProto().getVersion());
            assertEquals("", operator.opsetProto().getDomain());
        }
    }

    private void assertAgrees(Model<Label> model, MutableDataset<Label> data) throws IOException, OrtException {
        Path file = folder.resolve("flat.onnx");
        ((ONNXExportable) model).saveONNXModel("io.github.tribuocnn", 1, file);
        OnnxTestUtils.onnxLabelComparison(model, file, data, 1e-6);
    }

    private static MutableDataset<Label> noise(ImageShape image) {
        SplittableRandom random = new SplittableRandom(11);
        int digits = Integer.toString(image.size()).length();
        List<Example<Label>> examples = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            List<Feature> features = new ArrayList<>();
            for (int pixel = 0; pixel < image.size(); pixel++) {
                if (random.nextInt(3) > 0) {
                    features.add(new Feature(
                            String.format(Locale.ROOT, "%0" + digits + "d", pixel), 1 + random.nextInt(255)));
                }
            }
            examples.add(new ArrayExample<>(new Label(Bars.LABELS.get(n % 3)), features));
        }
        return Bars.dataset(examples);
    }
}
