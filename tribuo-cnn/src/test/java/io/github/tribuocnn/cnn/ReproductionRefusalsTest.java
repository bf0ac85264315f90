/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static io.github.tribuocnn.cnn.ReproductionTest.savedAndRead;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.dataset.DatasetView;
import org.tribuo.datasource.AggregateConfigurableDataSource;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.SimpleTransform;

/** Models that cannot be trained again from what they say about themselves, or not without help; each says why. */
final class ReproductionRefusalsTest {
    @TempDir
    Path folder;

    private BarFiles files;

    @BeforeEach
    void writeFiles() throws IOException {
        files = BarFiles.write(folder);
    }

    @Test
    void aViewThatKeepsItsIndicesToItselfIsRefused() {
        MutableDataset<Label> bars = files.dataset();
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
        MutableDataset<Label> weighted = files.dataset();
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
        MutableDataset<Label> weighted = files.dataset();
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
        MutableDataset<Label> changed = files.dataset();
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
        MutableDataset<Label> bars = files.dataset();
        bars.transform(bars.createTransformers(new TransformationMap(List.of(SimpleTransform.div(2)))));

        assertRefused(
                "The dataset was transformed after it was read, and provenance does not hold the result. A"
                        + " TransformTrainer does the same and is recorded. Give the data themselves:"
                        + " Reproduction.of(model).dataset(data).",
                Reproduction.of(trainer().build().train(bars)));
    }

    @Test
    void filesThatMovedAreNamedAndCanBeGiven() throws IOException {
        CNNModel model = trainer().build().train(files.images());
        CNNModel tribuos = trainer().build().train(files.dataset());
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
                files.source(),
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
        CNNModel model = trainer().build().train(files.dataset());
        BarFiles.write(folder, "train", Bars.examples(120, 3));

        String message = refusal(Reproduction.of(model));

        assertTrue(message.startsWith("The data are not those the model was trained on: "), message);
    }

    @Test
    void otherDataBehindATransformationAreNoticedToo() throws IOException {
        TransformationMap scale = new TransformationMap(List.of(SimpleTransform.div(255)));
        Model<Label> model = new TransformTrainer<>(trainer().pixelMaximum(1f).build(), scale).train(files.dataset());
        BarFiles.write(folder, "train", Bars.examples(120, 3));

        String message = refusal(Reproduction.of(model));

        assertTrue(message.startsWith("The data are not those the network was trained on: "), message);
    }

    @Test
    void modelsPutTogetherAfterwardsAreRefused() {
        Model<Label> one = trainer().build().train(files.dataset());
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
        CNNModel model = trainer().build().train(files.dataset());
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
    void aModelWithoutANetworkIsRefused() {
        Model<Label> linear = new LogisticRegressionTrainer().train(files.dataset());

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

    static void assertRefused(String message, Reproduction reproduction) {
        assertEquals(message, refusal(reproduction));
    }

    static String refusal(Reproduction reproduction) {
        return String.valueOf(
                assertThrows(NotReproducibleException.class, reproduction::run).getMessage());
    }

    private static CNNTrainerBuilder trainer() {
        return Bars.trainer().epochs(2);
    }
}
