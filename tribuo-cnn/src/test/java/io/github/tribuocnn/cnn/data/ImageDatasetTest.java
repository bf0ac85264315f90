/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static io.github.tribuocnn.cnn.data.IdxFixtures.idx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.CategoricalInfo;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.RealInfo;
import org.tribuo.VariableIDInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.dataset.DatasetView;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.test.Helpers;

final class ImageDatasetTest {
    private static final int IMAGES = 300;
    private static final int PIXELS = 4 * 5;

    @TempDir
    private Path folder;

    private Path imageFile;
    private Path labelFile;
    private IdxImageSource source;
    private ImageDataset dataset;

    /** Pixel 3 is 0 in every image, pixel 4 only ever 7, pixel 5 is 1 or 2; image 1 is all zeros; label 2 is left out. */
    @BeforeEach
    void writeFiles() throws IOException {
        byte[] pixels = IdxFixtures.pixels(IMAGES * PIXELS, 5);
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            pixels[i * PIXELS + 3] = 0;
            pixels[i * PIXELS + 4] = (byte) (i % 3 == 0 ? 7 : 0);
            pixels[i * PIXELS + 5] = (byte) (1 + i % 2);
            labels[i] = bytes(0, 1, 3)[i % 3];
        }
        Arrays.fill(pixels, PIXELS, 2 * PIXELS, (byte) 0);
        imageFile = IdxFixtures.write(folder.resolve("images"), idx(pixels, IMAGES, 4, 5));
        labelFile = IdxFixtures.write(folder.resolve("labels"), idx(labels, IMAGES));
        source = new IdxImageSource(imageFile, labelFile);
        dataset = new ImageDataset(source);
    }

    @Test
    void examplesAreThoseOfTribuosIdxDataSource() throws IOException {
        List<Example<Label>> expected = new ArrayList<>();
        new IDXDataSource<>(imageFile, labelFile, new LabelFactory()).forEach(expected::add);

        for (int i = 0; i < IMAGES; i++) {
            if (i != 1) {
                assertEquals(expected.get(i), dataset.getExample(i), "example " + i);
            }
        }
    }

    @Test
    void anAllZeroImageIsAnExampleWithOneExplicitZero() {
        Example<Label> example = dataset.getExample(1);

        assertEquals(1, example.size());
        assertEquals(new Feature("00", 0), example.iterator().next());
        assertTrue(example.validateExample());
    }

    @Test
    void everyPixelIsAFeatureWhoseIdIsItsPosition() {
        ImmutableFeatureMap features = dataset.getFeatureIDMap();

        assertEquals(PIXELS, features.size());
        for (int position = 0; position < PIXELS; position++) {
            String name = (position < 10 ? "0" : "") + position;
            assertEquals(position, features.getID(name));
        }
        assertEquals(0, features.get("03").getCount(), "a pixel that is never set");
    }

    @Test
    void featureStatisticsAreThoseOfAMutableDataset() {
        MutableDataset<Label> expected = new MutableDataset<>(source);

        for (VariableIDInfo expectedInfo : infos(expected.getFeatureIDMap())) {
            VariableIDInfo info = dataset.getFeatureIDMap().get(expectedInfo.getName());
            assertEquals(expectedInfo.getCount(), info.getCount(), expectedInfo.getName());
            if (expectedInfo instanceof RealInfo expectedReal) {
                RealInfo real = (RealInfo) info;
                assertEquals(expectedReal.getMin(), real.getMin());
                assertEquals(expectedReal.getMax(), real.getMax());
                assertEquals(expectedReal.getMean(), real.getMean(), 1e-9);
                assertEquals(expectedReal.getVariance(), real.getVariance(), 1e-6);
            } else {
                CategoricalInfo expectedValues = (CategoricalInfo) expectedInfo;
                CategoricalInfo values = (CategoricalInfo) info;
                assertEquals(expectedValues.getUniqueObservations(), values.getUniqueObservations());
                for (int level = 1; level < 256; level++) {
                    assertEquals(expectedValues.getObservationCount(level), values.getObservationCount(level));
                }
            }
        }
        assertTrue(dataset.getFeatureIDMap().get("00") instanceof RealInfo, "many values");
        assertEquals(1, ((CategoricalInfo) dataset.getFeatureIDMap().get("04")).getUniqueObservations());
        assertEquals(2, ((CategoricalInfo) dataset.getFeatureIDMap().get("05")).getUniqueObservations());
    }

    @Test
    void theLabelDomainIsTheLabelsThatOccur() {
        assertEquals(Set.of(new Label("0"), new Label("1"), new Label("3")), dataset.getOutputs());
        assertEquals(IMAGES, dataset.getOutputIDInfo().getTotalObservations());
        assertEquals(3, dataset.getOutputInfo().size());
        assertEquals(0, dataset.getOutputInfo().getUnknownCount());
    }

    @Test
    void changingAnExampleDoesNotChangeTheDataset() {
        dataset.getExample(0).setWeight(7f);

        assertEquals(1f, dataset.getExample(0).getWeight());
    }

    @Test
    void theDataListCannotBeChanged() {
        List<Example<Label>> data = dataset.getData();

        assertEquals(IMAGES, data.size());
        assertThrows(UnsupportedOperationException.class, () -> data.remove(0));
        assertThrows(UnsupportedOperationException.class, () -> data.add(dataset.getExample(0)));
    }

    @Test
    void anIndexOutsideTheDatasetIsRefusedInTribuosWords() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> dataset.getExample(IMAGES));

        assertEquals("Example index " + IMAGES + " is out of bounds.", refusal.getMessage());
    }

    @Test
    void shufflingReordersTheIteratorOnly() {
        List<Example<Label>> inOrder = new ArrayList<>(dataset.getData());

        dataset.shuffle(true);
        List<Example<Label>> shuffled = new ArrayList<>();
        dataset.forEach(shuffled::add);
        assertEquals(IMAGES, shuffled.size());
        assertNotEquals(inOrder, shuffled);
        assertEquals(new HashSet<>(inOrder), new HashSet<>(shuffled));
        assertEquals(inOrder.get(7), dataset.getExample(7));

        dataset.shuffle(false);
        List<Example<Label>> again = new ArrayList<>();
        dataset.forEach(again::add);
        assertEquals(inOrder, again);
    }

    @Test
    void provenanceNamesTheSourceAndMarshals() {
        DatasetProvenance provenance = dataset.getProvenance();

        assertEquals(ImageDataset.class.getName(), provenance.getClassName());
        assertEquals(source.getProvenance(), provenance.getSourceProvenance());
        assertEquals(PIXELS, provenance.getNumFeatures());
        Helpers.testProvenanceMarshalling(provenance);
    }

    @Test
    void aDatasetIsRebuiltFromItsProvenance() throws Exception {
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(dataset.getProvenance()));
        DataSource<Label> recovered = manager.lookupAll(IdxImageSource.class).get(0);

        ImageDataset rebuilt =
                (ImageDataset) Class.forName(dataset.getProvenance().getClassName())
                        .getConstructor(DataSource.class)
                        .newInstance(recovered);

        assertEquals(dataset.getProvenance(), rebuilt.getProvenance());
        assertEquals(dataset.images().sha256(), rebuilt.images().sha256());
    }

    @Test
    void aSavedDatasetComesBackAsTribuosImmutableDataset() throws IOException {
        Path file = folder.resolve("dataset.pb");
        dataset.serializeToFile(file);

        Dataset<Label> loaded = Dataset.castDataset(Dataset.deserializeFromFile(file), Label.class);

        assertEquals(ImmutableDataset.class, loaded.getClass());
        assertEquals(dataset.getFeatureIDMap(), loaded.getFeatureIDMap());
        assertTrue(dataset.getOutputIDInfo().domainAndIDEquals(loaded.getOutputIDInfo()));
        assertEquals(new ArrayList<>(dataset.getData()), new ArrayList<>(loaded.getData()));
    }

    @Test
    void javaSerialisationGivesAnImmutableDatasetToo() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(dataset);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Dataset<?> loaded = (Dataset<?>) in.readObject();
            assertEquals(new ArrayList<>(dataset.getData()), new ArrayList<>(loaded.getData()));
        }
    }

    @Test
    void tribuosOwnDatasetsAndTrainersAcceptIt() {
        DatasetView<Label> view = DatasetView.createBootstrapView(dataset, 100, 1);
        MutableDataset<Label> copy = MutableDataset.createDeepCopy(dataset);

        assertEquals(PIXELS, view.getFeatureMap().size());
        assertEquals(IMAGES, copy.size());
        LabelEvaluation evaluation =
                new LabelFactory().getEvaluator().evaluate(new LogisticRegressionTrainer().train(view), dataset);
        assertEquals(IMAGES, evaluation.getPredictions().size());
    }

    @Test
    void tribuosSplitterAcceptsTheSource() {
        TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(source, 0.7, 1L);

        assertEquals(IMAGES * 7 / 10, new MutableDataset<>(splitter.getTrain()).size());
    }

    @Test
    void aSourceOfSomethingElseIsRefused() throws IOException {
        DataSource<Label> other = new IDXDataSource<>(imageFile, labelFile, new LabelFactory());

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> new ImageDataset(other));

        assertEquals(
                "ImageDataset holds bytes and takes them from an ImageSource (IdxImageSource, ImageFolderSource,"
                        + " SyntheticDigitSource), found org.tribuo.datasource.IDXDataSource. Use org.tribuo.MutableDataset for its examples.",
                refusal.getMessage());
    }

    @Test
    void statisticsOfImagesOfManyPixelsAreGatheredInBlocks() {
        int bytes = 100 * 100;
        byte[] pixels = new byte[2 * bytes];
        pixels[9_000] = 11;
        pixels[bytes + 9_000] = 12;
        ImageSet large = ImageSet.of("large", 100, 100, 1, pixels, new int[] {0, 1}, List.of("a", "b"));

        ImageDataset wide = new ImageDataset(large, new SimpleDataSourceProvenance("made here", new LabelFactory()));

        VariableIDInfo info = wide.getFeatureIDMap().get("09000");
        assertEquals(9_000, info.getID());
        assertEquals(1, ((CategoricalInfo) info).getObservationCount(12));
        assertEquals(0, wide.getFeatureIDMap().get("09001").getCount());
    }

    @Test
    void theImagesAreTheSourcesOwn() {
        assertSame(source.images(), dataset.images());
        assertFalse(dataset.toString().isEmpty());
    }

    private static List<VariableIDInfo> infos(ImmutableFeatureMap features) {
        List<VariableIDInfo> infos = new ArrayList<>();
        features.forEach(info -> infos.add((VariableIDInfo) info));
        return infos;
    }
}
