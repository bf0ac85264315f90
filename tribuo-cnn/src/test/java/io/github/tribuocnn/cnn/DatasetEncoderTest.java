/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.ImageSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class DatasetEncoderTest {
    private static final PixelNaming LINEAR = new LinearPixelNaming();

    @Test
    void valuesAreDividedByThePixelMaximum() {
        float[] image = firstImage(example(new double[] {0, 51, 255, 128}), 255f);

        assertArrayEquals(new float[] {0f, 51 / 255f, 1f, 128 / 255f}, image);
    }

    @Test
    void valuesThatAreNoBytesAreKeptToo() {
        float[] image = firstImage(example(new double[] {-1, 0.1, 3, 2.5}), 2f);

        assertArrayEquals(new float[] {-1f / 2f, 0.1f / 2f, 1.5f, 1.25f}, image);
    }

    @Test
    void bytesAndFloatsOfOneValueAreTheSameBits() {
        List<Example<Label>> bytes = new ArrayList<>();
        List<Example<Label>> floats = new ArrayList<>();
        for (int value = 1; value < 256; value++) {
            bytes.add(example(new double[] {value, 255, 1, 1}));
            floats.add(example(new double[] {value, 255, 1, 1}));
        }
        floats.add(example(new double[] {0.5, 255, 1, 1}));
        EncodedImages packed = encode(Bars.dataset(bytes), 255f).images();
        EncodedImages wide = encode(Bars.dataset(floats), 255f).images();

        for (int i = 0; i < packed.size(); i++) {
            assertArrayEquals(pixels(packed, i), pixels(wide, i));
        }
    }

    @Test
    void labelsAreTheIdsOfTribuo() {
        MutableDataset<Label> dataset = Bars.dataset(30, 1);
        TrainingData data = TrainingData.of(dataset, Bars.NETWORK, LINEAR, 255f, null);

        for (int i = 0; i < dataset.size(); i++) {
            assertEquals(
                    dataset.getExample(i).getOutput(),
                    data.outputs().getOutput(data.images().label(i)));
        }
    }

    @Test
    void anImageDatasetGivesTheSameImagesAsItsExamples() {
        ImageDataset images = images(8, 8);
        TrainingData fast = TrainingData.of(images, Bars.NETWORK, LINEAR, 255f, null);
        TrainingData general =
                TrainingData.of(Bars.dataset(new ArrayList<>(images.getData())), Bars.NETWORK, LINEAR, 255f, null);

        for (int i = 0; i < images.size(); i++) {
            assertArrayEquals(pixels(general.images(), i), pixels(fast.images(), i));
            assertEquals(general.images().weight(i), fast.images().weight(i));
            assertEquals(
                    general.outputs().getOutput(general.images().label(i)),
                    fast.outputs().getOutput(fast.images().label(i)));
        }
    }

    @Test
    void anImageDatasetTrainsTheSameNetworkAsItsExamples() {
        ImageDataset images = images(8, 8);

        assertEquals(
                Bars.trainer()
                        .build()
                        .train(Bars.dataset(new ArrayList<>(images.getData())))
                        .weightsSha256(),
                Bars.trainer().build().train(images).weightsSha256());
    }

    @Test
    void shufflingAnImageDatasetDoesNotChangeWhatIsLearnt() {
        ImageDataset shuffled = images(8, 8);
        shuffled.shuffle(true);

        assertEquals(
                Bars.trainer().epochs(1).build().train(images(8, 8)).weightsSha256(),
                Bars.trainer().epochs(1).build().train(shuffled).weightsSha256());
    }

    /** An image dataset makes its examples anew each time, but they are the same images. */
    @Test
    void copiesOfAnImageAreKnownThroughViewsOfViews() {
        DatasetView<Label> sample = DatasetView.createBootstrapView(images(8, 8), 60, 3);
        DatasetView<Label> sampleOfSample = DatasetView.createBootstrapView(sample, 60, 4);
        EncodedImages encoded =
                Bars.trainer().build().encode(sampleOfSample, null).images();

        int[] inner = sample.getExampleIndices();
        int[] outer = sampleOfSample.getExampleIndices();
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(inner[outer[i]] == inner[outer[j]], encoded.source(i) == encoded.source(j));
            }
        }
    }

    @Test
    void theFingerprintIsThatOfTheContent() {
        ImageDataset images = images(8, 8);
        List<Example<Label>> examples = new ArrayList<>(images.getData());
        String content = fingerprint(Bars.dataset(examples)).content();

        assertEquals(content, fingerprint(images).content());
        Collections.swap(examples, 3, 4);
        assertNotEquals(content, fingerprint(Bars.dataset(examples)).content());
        Collections.swap(examples, 3, 4);
        Feature first = examples.get(7).iterator().next();
        examples.get(7).set(new Feature(first.getName(), first.getValue() + 1));
        assertNotEquals(content, fingerprint(Bars.dataset(examples)).content());
        assertNotEquals(
                content,
                fingerprint(Bars.dataset(new ArrayList<>(images.getData()).subList(0, 59)))
                        .content());
    }

    @Test
    void theFingerprintKnowsWeightsThatAreNotOne() {
        MutableDataset<Label> plain = Bars.dataset(30, 1);
        MutableDataset<Label> weighted = MutableDataset.createDeepCopy(plain);
        weighted.getExample(4).setWeight(2f);

        assertNull(fingerprint(plain).exampleWeights());
        assertEquals(fingerprint(plain).content(), fingerprint(weighted).content());
        assertEquals(64, String.valueOf(fingerprint(weighted).exampleWeights()).length());
    }

    private static DataFingerprint fingerprint(Dataset<Label> dataset) {
        return Bars.trainer().build().encode(dataset, null).fingerprint();
    }

    @Test
    void imagesOfAnotherSizeThanTheInputAreRefused() {
        Architecture network = Architecture.parse("flatten, dense 3", new ImageShape(28, 28, 1));

        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Bars.trainer().architecture(network).build().train(images(8, 8)));

        assertEquals(
                "The images of bars are 8x8x1, but the architecture takes 28x28x1."
                        + " Give the architecture the size of the images as its input, or scale the images.",
                refusal.getMessage());
    }

    @Test
    void aScaleThatLooksWrongIsWorthAWarning() {
        assertEquals(
                List.of("The largest pixel value is 255.0, but pixelMaximum is 1.0, so the network sees at most 255.0."
                        + " Set pixelMaximum to the largest value a pixel can have."),
                PixelMapTest.warningsOf(() -> firstImage(example(new double[] {0, 51, 255, 128}), 1f)));
        assertEquals(
                List.of("The largest pixel value is 1.0, but pixelMaximum is 255.0, so the network sees at most"
                        + " 0.003921569. Set pixelMaximum to the largest value a pixel can have."),
                PixelMapTest.warningsOf(() -> firstImage(example(new double[] {0, 0.2, 1, 0.5}), 255f)));
    }

    /** The bars as an image set; labels in the order of {@link Bars#LABELS}. */
    private static ImageDataset images(int height, int width) {
        List<Example<Label>> examples = Bars.examples(60, 4);
        byte[] pixels = new byte[examples.size() * height * width];
        int[] labels = new int[examples.size()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = Bars.LABELS.indexOf(examples.get(n).getOutput().getLabel());
            for (Feature feature : examples.get(n)) {
                pixels[n * height * width + Integer.parseInt(feature.getName())] = (byte) feature.getValue();
            }
        }
        return new ImageDataset(
                ImageSet.of("bars", height, width, 1, pixels, labels, Bars.LABELS),
                new SimpleDataSourceProvenance("bars", new LabelFactory()));
    }

    private static ArrayExample<Label> example(double[] values) {
        return new ArrayExample<>(new Label("a"), new String[] {"0", "1", "2", "3"}, values);
    }

    private static float[] firstImage(Example<Label> example, float pixelMaximum) {
        return pixels(encode(Bars.dataset(List.of(example)), pixelMaximum).images(), 0);
    }

    private static TrainingData encode(MutableDataset<Label> dataset, float pixelMaximum) {
        Architecture network = Architecture.parse("flatten, dense 1", new ImageShape(2, 2, 1));
        return TrainingData.of(dataset, network, LINEAR, pixelMaximum, null);
    }

    private static float[] pixels(EncodedImages images, int index) {
        float[] pixels = new float[images.shape().size()];
        images.copyPixels(index, pixels, 0);
        if (images.byteMaximum() != 0) {
            byte[] bytes = new byte[pixels.length];
            images.copyBytes(index, bytes);
            for (int i = 0; i < pixels.length; i++) {
                assertEquals(pixels[i], Byte.toUnsignedInt(bytes[i]) / images.byteMaximum());
            }
        }
        return pixels;
    }
}
