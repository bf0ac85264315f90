/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;

/** What a trainer says to datasets it can't learn from. */
class CNNTrainerRefusalsTest {
    private static final String UNKNOWN =
            "The supplied Dataset contained unknown Outputs, and this Trainer is supervised.";

    @Test
    void anEmptyDataset() {
        assertRefused(
                "The supplied Dataset contained no examples; there is nothing to learn from.",
                Bars.trainer(),
                Bars.dataset(List.of()));
    }

    @Test
    void anUnknownOutput() {
        assertRefused(UNKNOWN, Bars.trainer(), withUnknown());
    }

    @Test
    void anUnknownOutputBehindAView() {
        MutableDataset<Label> dataset = withUnknown();
        int[] all = {0, 1, 2, 3, dataset.size() - 1};

        assertRefused(UNKNOWN, Bars.trainer(), new DatasetView<>(dataset, all, "with unknown"));
    }

    @Test
    void labelsOutsideTheOutputsOfTheArchitecture() {
        Architecture twoOutputs = Architecture.parse("conv 6 3x3 relu, flatten, dense 2", Bars.SHAPE);

        assertRefused(
                "The dataset has 3 labels: across, down, slanted. Layer 3 (dense 2), input 216:"
                        + " it gives 2 outputs, but the data has 3 classes; write 'dense 3'",
                Bars.trainer().architecture(twoOutputs),
                Bars.dataset(9, 1));
    }

    @Test
    void fewerLabelsThanTheArchitectureHasOutputs() {
        Architecture tenOutputs = Architecture.parse("flatten, dense 10", Bars.SHAPE);

        assertRefused(
                "The dataset has 3 labels: across, down, slanted. Layer 2 (dense 10), input 64:"
                        + " it gives 10 outputs, but the data has 3 classes; write 'dense 3'",
                Bars.trainer().architecture(tenOutputs),
                Bars.dataset(9, 1));
    }

    @Test
    void manyLabelsAreNotAllListed() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int n = 0; n < 1200; n++) {
            examples.add(
                    new ArrayExample<>(new Label("class" + n), new String[] {Bars.name(n % 64)}, new double[] {255}));
        }

        assertRefused(
                "The dataset has 1200 labels: class0, class1, class10, class100, class1000, class1001, class1002,"
                        + " class1003, class1004, class1005, ... Layer 4 (dense 3), input 54:"
                        + " it gives 3 outputs, but the data has 1,200 classes; write 'dense 1200'",
                Bars.trainer(),
                Bars.dataset(examples));
    }

    @Test
    void imagesLargerThanTheInputOfTheArchitecture() {
        Architecture sevenBySeven = Architecture.parse("conv 6 3x3 relu, flatten, dense 3", new ImageShape(7, 7, 1));

        assertRefused(
                "15 of the dataset's 64 features are no pixel of a 7x7x1 image, for example '49':"
                        + " LinearPixelNaming(prefix=\"\",channelOrder=HWC,zeroPadded=true) names the pixels"
                        + " '00' to '48'. Give the architecture the size of these images as its input, or set the"
                        + " trainer's pixelNaming to the names they use.",
                Bars.trainer().architecture(sevenBySeven),
                Bars.dataset(60, 1));
    }

    @Test
    void imagesWhoseNamesBelongToAnotherSize() {
        assertRefused(
                "64 of the dataset's 64 features are no pixel of a 28x28x1 image, for example '00':"
                        + " LinearPixelNaming(prefix=\"\",channelOrder=HWC,zeroPadded=true) names the pixels"
                        + " '000' to '783'. Give the architecture the size of these images as its input, or set the"
                        + " trainer's pixelNaming to the names they use.",
                Bars.trainer().architecture(Architecture.parse("flatten, dense 3", new ImageShape(28, 28, 1))),
                Bars.dataset(60, 1));
    }

    @Test
    void aFeatureThatIsNoPixel() {
        List<Example<Label>> examples = new ArrayList<>(Bars.examples(60, 1));
        ArrayExample<Label> stray = new ArrayExample<>(examples.get(0));
        stray.add("weight-in-kg", 3.5);
        examples.add(stray);

        assertRefused(
                "1 of the dataset's 65 features are no pixel of a 8x8x1 image, for example 'weight-in-kg':"
                        + " LinearPixelNaming(prefix=\"\",channelOrder=HWC,zeroPadded=true) names the pixels"
                        + " '00' to '63'. Give the architecture the size of these images as its input, or set the"
                        + " trainer's pixelNaming to the names they use.",
                Bars.trainer(),
                Bars.dataset(examples));
    }

    @Test
    void weightsThatAreNoWeights() {
        MutableDataset<Label> dataset = Bars.dataset(9, 1);
        Example<Label> odd = dataset.getExample(4);
        odd.setWeight(-1f);
        assertRefused(
                "The weight of an example is -1.0, expected 0 or more, in Example " + odd, Bars.trainer(), dataset);
        odd.setWeight(Float.NaN);
        assertRefused(
                "The weight of an example is NaN, expected 0 or more, in Example " + odd, Bars.trainer(), dataset);
    }

    @Test
    void nothingButWeightsOfZero() {
        MutableDataset<Label> dataset = Bars.dataset(9, 1);
        dataset.forEach(example -> example.setWeight(0f));

        assertRefused(
                "The weights of all 9 examples are 0; there is nothing to learn from."
                        + " Give at least one a positive weight.",
                Bars.trainer(),
                dataset);
    }

    @Test
    void pixelsThatAreNotFinite() {
        MutableDataset<Label> dataset = Bars.dataset(9, 1);
        ArrayExample<Label> bright = new ArrayExample<>(new Label("down"), new String[] {"12"}, new double[] {1e300});
        dataset.add(bright);

        assertRefused(
                "Feature '12' has the value 1.0E300, expected a finite pixel value, in Example " + bright,
                Bars.trainer(),
                dataset);
    }

    @Test
    void aValidationPartThatWouldBeEmpty() {
        assertRefused(
                "A validationFraction of 0.1 holds out none of the 3 training images, as every label keeps at least"
                        + " one. Raise it, add images, or set it to 0.",
                Bars.trainer().validationFraction(0.1),
                Bars.dataset(3, 1));
    }

    @Test
    void runProvenanceThatWouldHideTheTrainersOwn() {
        Map<String, Provenance> clash = Map.of("epoch-loss", new IntProvenance("epoch-loss", 1));

        var refusal = assertThrows(
                IllegalArgumentException.class, () -> Bars.trainer().build().train(Bars.dataset(9, 1), clash));

        assertEquals(
                "The run provenance has the entries [epoch-loss], which the trainer writes itself;"
                        + " give them other names.",
                refusal.getMessage());
    }

    private static MutableDataset<Label> withUnknown() {
        MutableDataset<Label> dataset = Bars.dataset(9, 1);
        dataset.add(new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, new String[] {"12"}, new double[] {255}));
        return dataset;
    }

    private static void assertRefused(String message, CNNTrainerBuilder trainer, Dataset<Label> dataset) {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> trainer.build().train(dataset));
        assertEquals(message, refusal.getMessage());
    }
}
