/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

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
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.AggregateConfigurableDataSource;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.hash.HashingTrainer;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
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

    private IDXDataSource<Label> tribuosSource() {
        try {
            return new IDXDataSource<>(files.file("train-images"), files.file("train-labels"), new LabelFactory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MutableDataset<Label> bars() {
        return new MutableDataset<>(tribuosSource());
    }

    private ImageDataset images() throws IOException {
        return new ImageDataset(new IdxImageSource(files.file("train-images"), files.file("train-labels")));
    }

    @Test
    void aModelOfTribuosFilesIsProvedEqual() {
        CNNModel model = trainer()
                .validationFraction(0.2)
                .patience(1)
                .restoreBest(true)
                .build()
                .train(bars());

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
        MutableDataset<Label> bars = bars();
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
        CNNModel varied = trainer().augmentation(augmentation).build().train(bars());

        assertProved(varied);
        assertNotEquals(trainer().build().train(bars()).weightsSha256(), varied.weightsSha256());
    }

    @Test
    void imageDatasetsAreReadAgain() throws IOException {
        assertProved(trainer().build().train(images()));
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
        TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(tribuosSource(), 0.6, 17);

        assertProved(trainer().build().train(new MutableDataset<>(splitter.getTrain())));
        assertProved(trainer().build().train(new MutableDataset<>(splitter.getTest())));
    }

    @Test
    void transformedFeaturesAreTransformedAgain() {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Trainer<Label> scaled =
                new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale);
        scaled.setInvocationCount(2);

        assertProved(scaled.train(bars()));
        assertProved(scaled.train(new MutableDataset<>(new TrainTestSplitter<>(tribuosSource(), 5).getTrain())));
    }

    @Test
    void viewsThatSayWhatTheyShowAreShownAgain() {
        MutableDataset<Label> bars = bars();
        DatasetView<Label> bootstrap = DatasetView.createBootstrapView(bars, 70, 5);
        DatasetView<Label> view = DatasetView.createView(
                bootstrap, example -> !example.getOutput().getLabel().equals("1"), "without 1");

        assertProved(trainer().build().train(bootstrap));
        assertProved(trainer().build().train(view));
        assertProved(trainer().build().train(MutableDataset.createDeepCopy(bootstrap)));
        assertProved(trainer().build().train(new MinimumCardinalityDataset<>(bars, 20)));
    }

    @Test
    void aViewThatKeepsItsIndicesToItselfIsRefused() {
        MutableDataset<Label> bars = bars();
        DatasetView<Label> view = new DatasetView<>(bars, new int[] {3, 5, 7, 30, 31, 32, 8, 33}, "a few");
        view.setStoreIndices(false);
        CNNModel model = trainer().build().train(view);

        assertRefused(
                "The data were the DatasetView 'a few', and provenance does not hold which examples it showed:"
                        + " setStoreIndices(true) records them. Give the data themselves:"
                        + " Reproduction.of(model).dataset(data).",
                Reproduction.of(model));
        assertTrue(Reproduction.of(model).dataset(view).run().isProved());
    }

    @Test
    void weightsGivenToExamplesAreRefused() {
        MutableDataset<Label> weighted = bars();
        weighted.getExample(2).setWeight(3f);
        CNNModel model = trainer().build().train(weighted);

        assertRefused(
                "The examples had weights of their own, which provenance does not hold, those found do not. Give the data"
                        + " with their weights: Reproduction.of(model).dataset(data).",
                Reproduction.of(model));
        assertTrue(Reproduction.of(model).dataset(weighted).run().isProved());
    }

    /** Neither says more of its data than the network in it does, which is known only when it has been trained again. */
    @Test
    void weightsGivenToExamplesAreNoticedBehindOtherTrainersToo() {
        MutableDataset<Label> weighted = bars();
        weighted.getExample(2).setWeight(3f);
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Model<Label> transformed =
                new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale).train(weighted);
        Model<Label> bagged = new BaggingTrainer<>(trainer().build(), new VotingCombiner(), 2).train(weighted);

        assertRefused(
                "The examples the network was trained on had other weights than those found, and provenance does not hold"
                        + " them. Give the data with their weights: Reproduction.of(model).dataset(data).",
                Reproduction.of(transformed));
        assertRefused(
                "The examples network 1 of 2 was trained on had other weights than those found, and provenance does not"
                        + " hold them. Give the data with their weights: Reproduction.of(model).dataset(data).",
                Reproduction.of(bagged));
        assertTrue(Reproduction.of(transformed).dataset(weighted).run().isProved());
        assertTrue(Reproduction.of(bagged).dataset(weighted).run().isProved());
    }

    @Test
    void examplesChangedAfterReadingAreNoticedBeforeTraining() {
        MutableDataset<Label> changed = bars();
        CNNModel model = trainer().build().train(changed);
        Example<Label> example = changed.getExample(2);
        Feature first = example.iterator().next();
        example.set(new Feature(first.getName(), first.getValue() + 1));

        String message = refusal(Reproduction.of(model).dataset(changed));

        assertTrue(
                message.startsWith("The data are not those the model was trained on: the SHA-256 of the images and"
                        + " labels, in their order, is "),
                message);
    }

    @Test
    void dataInMemoryAreRefusedUntilTheyAreGiven() {
        MutableDataset<Label> bars = Bars.dataset(60, 1);
        CNNModel model = trainer().build().train(bars);

        assertRefused(
                "The data came from a org.tribuo.DataSource (bars), of which provenance does not hold where to read them"
                        + " again. Give the data themselves: Reproduction.of(model).dataset(data).",
                Reproduction.of(model));
        assertTrue(Reproduction.of(model).dataset(Bars.dataset(60, 1)).run().isProved());
    }

    @Test
    void transformationsOfTheDatasetAreRefused() {
        MutableDataset<Label> bars = bars();
        bars.transform(bars.createTransformers(new TransformationMap(List.of(SimpleTransform.div(2)))));

        assertRefused(
                "The dataset was transformed after it was read, and provenance does not hold the result. A"
                        + " TransformTrainer does the same and is recorded. Give the data themselves:"
                        + " Reproduction.of(model).dataset(data).",
                Reproduction.of(trainer().build().train(bars)));
    }

    @Test
    void filesThatMovedAreNamedAndCanBeGiven() throws IOException {
        CNNModel model = trainer().build().train(images());
        CNNModel tribuos = trainer().build().train(bars());
        Path images = folder.resolve("elsewhere-images");
        Path labels = folder.resolve("elsewhere-labels");
        Files.move(files.file("train-images"), images);
        Files.move(files.file("train-labels"), labels);

        assertRefused(
                "The data were read by io.github.tribuocnn.cnn.data.IdxImageSource from " + files.file("train-images")
                        + " and "
                        + files.file("train-labels")
                        + ", where nothing is any more. Put the files back, or say where they are:"
                        + " Reproduction.of(model).file(recorded, now).",
                Reproduction.of(model));
        for (CNNModel moved : List.of(model, tribuos)) {
            assertTrue(Reproduction.of(moved)
                    .file(files.file("train-images"), images)
                    .file(files.file("train-labels"), labels)
                    .run()
                    .isProved());
        }
    }

    /** Tribuo's aggregate of sources can't be configured, for want of a constructor; its files are looked for even so. */
    @Test
    void aSourceThatCannotBeMadeAgainIsRefusedWithTheReason() throws IOException {
        BarFiles.write(folder, "more", Bars.examples(30, 6));
        MutableDataset<Label> both = new MutableDataset<>(new AggregateConfigurableDataSource<>(List.of(
                tribuosSource(),
                new IDXDataSource<>(files.file("more-images"), files.file("more-labels"), new LabelFactory()))));
        CNNModel model = trainer().build().train(both);

        assertRefused(
                "The data source org.tribuo.datasource.AggregateConfigurableDataSource can't be made again from"
                        + " provenance: Component: aggregateconfigurabledatasource-0, No-args constructor not found for"
                        + " class class org.tribuo.datasource.AggregateConfigurableDataSource (caused by"
                        + " org.tribuo.datasource.AggregateConfigurableDataSource.<init>()). Give the data themselves:"
                        + " Reproduction.of(model).dataset(data).",
                Reproduction.of(model));
        Files.delete(files.file("more-labels"));
        assertRefused(
                "The data were read by org.tribuo.datasource.AggregateConfigurableDataSource from "
                        + files.file("more-labels")
                        + ", where nothing is any more. Put the files back, or say where they are:"
                        + " Reproduction.of(model).file(recorded, now).",
                Reproduction.of(model));
        assertTrue(Reproduction.of(model).dataset(both).run().isProved());
    }

    @Test
    void otherDataInTheFilesAreNoticed() throws IOException {
        CNNModel model = trainer().build().train(bars());
        BarFiles.write(folder, "train", Bars.examples(120, 3));

        String message = refusal(Reproduction.of(model));

        assertTrue(message.startsWith("The data are not those the model was trained on: "), message);
    }

    @Test
    void otherDataBehindATransformationAreNoticedToo() throws IOException {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Model<Label> model = new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale).train(bars());
        BarFiles.write(folder, "train", Bars.examples(120, 3));

        String message = refusal(Reproduction.of(model));

        assertTrue(message.startsWith("The data are not those the network was trained on: "), message);
    }

    @Test
    void trainingThatWentOnNeedsTheModelItWentOnFrom() {
        CNNModel parent = trainer().saveOptimiserState(true).build().train(bars());
        CNNModel bare = trainer().build().train(bars());
        CNNModel child = trainer().seed(3).build().incrementalTrain(bars(), parent);
        CNNModel ofBare = trainer().seed(3).build().incrementalTrain(bars(), bare);
        CNNModel stranger = trainer().seed(8).build().train(bars());

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
        Model<Label> bagged = new BaggingTrainer<>(trainer().build(), new VotingCombiner(), 3).train(bars());
        Model<Label> boosted = new AdaBoostTrainer(trainer().build(), 2).train(bars());

        ReproductionReport report = Reproduction.of(savedAndRead(bagged)).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(
                List.of("network 1 of 3", "network 2 of 3", "network 3 of 3"),
                report.networks().stream().map(NetworkComparison::name).toList());
        assertProved(boosted);
        assertTrue(Reproduction.of(bagged.getProvenance()).run().isProved());
    }

    @Test
    void modelsPutTogetherAfterwardsAreRefused() {
        Model<Label> one = trainer().build().train(bars());
        Model<Label> pair =
                WeightedEnsembleModel.createEnsembleFromExistingModels("pair", List.of(one, one), new VotingCombiner());

        assertRefused(
                "No trainer made this org.tribuo.ensemble.WeightedEnsembleModel: it was put together from models that"
                        + " existed already. Reproduce each of those.",
                Reproduction.of(pair));
    }

    /** As Tribuo's command StripProvenance does. */
    @Test
    void aModelStrippedOfItsProvenanceIsRefused() {
        CNNModel model = trainer().build().train(bars());
        CNNModel stripped = model.copy(
                "stripped",
                new ModelProvenance(
                        CNNModel.class.getName(),
                        OffsetDateTime.now(),
                        new EmptyDatasetProvenance(),
                        new EmptyTrainerProvenance(),
                        Map.of()));

        assertRefused(
                "The provenance says nothing of the trainer: it was stripped from the model. Reproduce the model as it was"
                        + " before that.",
                Reproduction.of(savedAndRead(stripped)));
    }

    @Test
    void hashedFeaturesAreNoObstacle() {
        assertProved(
                new HashingTrainer<>(trainer().build(), new MessageDigestHasher("SHA-256", "a salt of decent length"))
                        .train(bars()));
    }

    @Test
    void provenanceAloneIsEnoughToCompareHashes() {
        CNNModel model = trainer().build().train(bars());

        ReproductionReport report = Reproduction.of(model.getProvenance()).run();

        assertTrue(report.isProved());
        assertEquals(model.weightsSha256(), report.networks().get(0).reproducedSha256());
    }

    @Test
    void aWeightThatDiffersIsNamedWithBothValues() throws InvalidProtocolBufferException {
        CNNModel model = trainer().build().train(bars());
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

    @Test
    void aModelWithoutANetworkIsRefused() {
        Model<Label> linear = new LogisticRegressionTrainer().train(bars());

        assertEquals(
                "There is no network of a CNNTrainer in this org.tribuo.classification.sgd.linear.LinearSGDModel; only"
                        + " such networks can be compared.",
                assertThrows(NotReproducibleException.class, () -> Reproduction.of(linear))
                        .getMessage());
        assertEquals(
                "The provenance of org.tribuo.classification.sgd.linear.LinearSGDModel does not hold the SHA-256 of the"
                        + " weights, so there is nothing to compare with. Use the model itself.",
                assertThrows(NotReproducibleException.class, () -> Reproduction.of(linear.getProvenance()))
                        .getMessage());
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

    private static Model<Label> savedAndRead(Model<Label> model) {
        return Model.deserialize(model.serialize()).castModel(Label.class);
    }

    private static void assertRefused(String message, Reproduction reproduction) {
        assertEquals(message, refusal(reproduction));
    }

    private static String refusal(Reproduction reproduction) {
        return String.valueOf(
                assertThrows(NotReproducibleException.class, reproduction::run).getMessage());
    }

    private static CNNTrainerBuilder trainer() {
        return Bars.trainer().epochs(2);
    }
}
