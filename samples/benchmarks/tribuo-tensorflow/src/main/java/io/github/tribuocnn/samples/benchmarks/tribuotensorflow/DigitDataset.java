/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.tribuotensorflow;

import io.github.tribuocnn.samples.benchmarks.competitor.Digits;
import java.util.Locale;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Digits as Tribuo's {@code IDXDataSource} would read them, pixels that are 0 left out, but for the first. Tribuo's {@code
 * ImageConverter} takes feature ids for positions, and ids are dense over the pixels that ever occur; the first digit has
 * all 784, so that each pixel comes to lie where it belongs.
 */
final class DigitDataset extends MutableDataset<Label> {

    private static final long serialVersionUID = 1L;
    private static final String[] NAMES = names();

    private final transient Runnable betweenEpochs;
    private boolean begun;

    /**
     * Makes the examples.
     *
     * @param digits the digits
     * @param betweenEpochs run when the first digit is fetched again, which is when the trainer begins another epoch
     */
    DigitDataset(Digits digits, Runnable betweenEpochs) {
        super(new SimpleDataSourceProvenance("digits", new LabelFactory()), new LabelFactory());
        this.betweenEpochs = betweenEpochs;
        for (int n = 0; n < digits.size(); n++) {
            add(example(digits, n));
        }
    }

    private static String[] names() {
        String[] names = new String[Digits.PIXELS];
        for (int i = 0; i < names.length; i++) {
            names[i] = String.format(Locale.ROOT, "%03d", i);
        }
        return names;
    }

    static Example<Label> example(Digits digits, int index) {
        ArrayExample<Label> example = new ArrayExample<>(new Label(Integer.toString(digits.label(index))));
        for (int i = 0; i < Digits.PIXELS; i++) {
            int value = digits.pixel(index, i);
            if (value > 0 || index == 0) {
                example.add(NAMES[i], value / 255.0);
            }
        }
        return example;
    }

    @Override
    public Example<Label> getExample(int index) {
        if (index == 0) {
            if (begun) {
                betweenEpochs.run();
            }
            begun = true;
        }
        return super.getExample(index);
    }
}
