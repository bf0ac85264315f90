/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static io.github.tribuocnn.cnn.ReproductionRefusalsTest.assertRefused;
import static io.github.tribuocnn.cnn.ReproductionRefusalsTest.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.augment.Elastic;
import io.github.tribuocnn.cnn.augment.Erasing;
import io.github.tribuocnn.cnn.augment.Noise;
import io.github.tribuocnn.cnn.augment.Rotation;
import io.github.tribuocnn.cnn.augment.Scale;
import io.github.tribuocnn.cnn.augment.Shear;
import io.github.tribuocnn.cnn.augment.Shift;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/** Models trained again from what they say about themselves, each after it was saved and read. */
class ReproductionTest {
    @TempDir
    Path folder;

    private BarFiles files;

    @BeforeEach
    void writeFiles() throws IOException {
        files = BarFiles.write(folder);
    }

    @Test
    void aModelOfTribuosFilesIsProvedEqual() {
        CNNModel model = trainer()
                .validationFraction(0.2)
                .patience(1)
                .restoreBest(true)
                .build()
                .train(files.dataset());

        ReproductionReport report = Reproduction.of(savedAndRead(model)).run();

        assertTrue(report.isProved(), report::toString);
        assertSame(report, report.requireProof());
        assertEquals(
                "the network was reproduced bit for bit: the SHA-256 of its weights is " + model.weightsSha256()
                        + ", trained again " + model.weightsSha256(),
                report.toString());
        assertEquals(
                model.getProvenance().getInstanceProvenance(),
                report.reproduced().getProvenance().getInstanceProvenance());
    }

    @Test
    void theFourthCallOfATrainerIsTheFourthCallAgain() {
        CNNTrainer trainer = trainer().build();
        MutableDataset<Label> bars = files.dataset();
        CNNModel first = trainer.train(bars);
        trainer.setInvocationCount(3);
        CNNModel fourth = trainer.train(bars);

        assertNotEquals(first.weightsSha256(), fourth.weightsSha256());
        assertProved(first);
        assertProved(fourth);
    }

    @Test
    void variedImagesAreVariedAgain() {
        Augmentation augmentation = Augmentation.of(
                        new Shift(1),
                        new Rotation(10),
                        new Scale(10, 5),
                        new Shear(5),
                        new Elastic(0.5, 4),
                        new Erasing(20),
                        new Noise(3))
                .withCleanEnd(20);
        CNNModel varied = trainer().augmentation(augmentation).build().train(files.dataset());

        assertProved(varied);
        assertNotEquals(trainer().build().train(files.dataset()).weightsSha256(), varied.weightsSha256());
    }

    @Test
    void imageDatasetsAreReadAgain() throws IOException {
        assertProved(trainer().build().train(files.images()));
    }

    @Test
    void syntheticDigitsAreDrawnAgain() {
        CNNTrainer digits = CNNTrainer.builder()
                .architecture(
                        Architecture.parse("conv 2 5x5 relu, maxpool 4, flatten, dense 10", new ImageShape(28, 28, 1)))
                .epochs(1)
                .build();

        assertProved(digits.train(new ImageDataset(new SyntheticDigitSource(4, 60))));
        assertProved(digits.train(new MutableDataset<>(new SyntheticDigitSource(4, 60))));
    }

    @Test
    void splitsAreMadeAgain() {
        TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(files.source(), 0.6, 17);

        assertProved(trainer().build().train(new MutableDataset<>(splitter.getTrain())));
        assertProved(trainer().build().train(new MutableDataset<>(splitter.getTest())));
    }

    @Test
    void transformedFeaturesAreTransformedAgain() {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Trainer<Label> scaled =
                new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale);
        scaled.setInvocationCount(2);

        assertProved(scaled.train(files.dataset()));
        assertProved(scaled.train(new MutableDataset<>(new TrainTestSplitter<>(files.source(), 5).getTrain())));
    }

    @Test
    void viewsThatSayWhatTheyShowAreShownAgain() {
        MutableDataset<Label> bars = files.dataset();
        DatasetView<Label> bootstrap = DatasetView.createBootstrapView(bars, 70, 5);
        DatasetView<Label> view = DatasetView.createView(
                bootstrap, example -> !example.getOutput().getLabel().equals("1"), "without 1");

        assertProved(trainer().build().train(bootstrap));
        assertProved(trainer().build().train(view));
        assertProved(trainer().build().train(MutableDataset.createDeepCopy(bootstrap)));
        assertProved(trainer().build().train(new MinimumCardinalityDataset<>(bars, 20)));
    }

    @Test
    void trainingThatWentOnNeedsTheModelItWentOnFrom() {
        CNNModel parent = trainer().saveOptimiserState(true).build().train(files.dataset());
        CNNModel bare = trainer().build().train(files.dataset());
        CNNModel child = trainer().seed(3).build().incrementalTrain(files.dataset(), parent);
        CNNModel ofBare = trainer().seed(3).build().incrementalTrain(files.dataset(), bare);
        CNNModel stranger = trainer().seed(8).build().train(files.dataset());

        assertRefused(
                "Training went on from another model, of which provenance holds only the SHA-256 of its weights, "
                        + parent.weightsSha256() + ". Give that model: Reproduction.of(model).parent(it).",
                Reproduction.of(child));
        assertRefused(
                "Training went on from weights with the SHA-256 " + parent.weightsSha256()
                        + ", those of the model given have " + stranger.weightsSha256() + ". Give the right model.",
                Reproduction.of(child).parent(stranger));
        String message = refusal(Reproduction.of(child).parent(bare));
        assertTrue(
                message.endsWith(", which the model given does not have. Give the model as it was saved then."),
                message);
        assertTrue(Reproduction.of(savedAndRead(child))
                .parent((CNNModel) savedAndRead(parent))
                .run()
                .isProved());
        // The same weights with more beside them: what was not used then is not used now.
        assertTrue(Reproduction.of(ofBare).parent(parent).run().isProved());
    }

    @Test
    void everyMemberOfAnEnsembleIsProved() {
        Model<Label> bagged = new BaggingTrainer<>(trainer().build(), new VotingCombiner(), 3).train(files.dataset());
        Model<Label> boosted = new AdaBoostTrainer(trainer().build(), 2).train(files.dataset());

        ReproductionReport report = Reproduction.of(savedAndRead(bagged)).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(
                List.of("network 1 of 3", "network 2 of 3", "network 3 of 3"),
                report.networks().stream().map(NetworkComparison::name).toList());
        assertProved(boosted);
        assertTrue(Reproduction.of(bagged.getProvenance()).run().isProved());
    }

    @Test
    void hashedFeaturesAreNoObstacle() {
        assertProved(
                new HashingTrainer<>(trainer().build(), new MessageDigestHasher("SHA-256", "a salt of decent length"))
                        .train(files.dataset()));
    }

    @Test
    void provenanceAloneIsEnoughToCompareHashes() {
        CNNModel model = trainer().build().train(files.dataset());

        ReproductionReport report = Reproduction.of(model.getProvenance()).run();

        assertTrue(report.isProved());
        assertEquals(model.weightsSha256(), report.networks().get(0).reproducedSha256());
    }

    @Test
    void aWeightThatDiffersIsNamedWithBothValues() throws InvalidProtocolBufferException {
        CNNModel model = trainer().build().train(files.dataset());
        float[] weights = model.weights();
        float trained = weights[54 + 3];
        weights[54 + 3] = 0.5f;
        CNNModel forged = withWeights(model, weights);

        ReproductionReport report = Reproduction.of(forged).run();

        assertFalse(report.isProved());
        assertEquals(
                new WeightDifference("conv1_bias", 3, 0.5f, trained),
                report.networks().get(0).firstDifference().orElseThrow());
        assertEquals(
                "the network was not reproduced: the SHA-256 of its weights is " + forged.weightsSha256()
                        + ", trained again " + model.weightsSha256() + "; first difference: conv1_bias[3] is 0.5"
                        + " (3f000000), trained again " + trained + " ("
                        + Integer.toHexString(Float.floatToRawIntBits(trained)) + ")",
                report.toString());
        assertEquals(
                report.toString(),
                assertThrows(IllegalStateException.class, report::requireProof).getMessage());
    }

    private static CNNModel withWeights(CNNModel model, float[] weights) throws InvalidProtocolBufferException {
        byte[] bytes = FloatBytes.of(weights);
        CNNModelProto proto = model.serialize().getSerializedData().unpack(CNNModelProto.class).toBuilder()
                .setWeights(ByteString.copyFrom(bytes))
                .setWeightsSha256(ByteString.copyFrom(FloatBytes.sha256(bytes)))
                .build();
        return CNNModel.deserializeFromProto(0, CNNModel.class.getName(), Any.pack(proto));
    }

    private static void assertProved(Model<Label> model) {
        ReproductionReport report = Reproduction.of(savedAndRead(model)).run();
        assertTrue(report.isProved(), report::toString);
    }

    static Model<Label> savedAndRead(Model<Label> model) {
        return Model.deserialize(model.serialize()).castModel(Label.class);
    }

    private static CNNTrainerBuilder trainer() {
        return Bars.trainer().epochs(2);
    }
}
