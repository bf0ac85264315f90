/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.Iterator;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/**
 * A Tribuo data source of labelled images. {@link ImageDataset} takes its bytes as they are; any other Tribuo class
 * can iterate it for examples, which are made one by one.
 */
public interface ImageSource extends ConfigurableDataSource<Label> {

    /** The images; the same set at every call. */
    ImageSet images();

    @Override
    ImageSourceProvenance getProvenance();

    @Override
    default OutputFactory<Label> getOutputFactory() {
        return new LabelFactory();
    }

    @Override
    default Iterator<Example<Label>> iterator() {
        return new ImageExamples(images()).iterator();
    }
}
