/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.protos.core.DatasetProto;
import org.tribuo.protos.core.ImmutableDatasetProto;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.util.Util;

/**
 * Labelled images as a Tribuo dataset that keeps them as bytes: 60,000 MNIST images take 47 MB instead of 117 MB or
 * more. Examples are made when asked for, a new one each time, so changing one changes nothing here; a trainer that
 * knows this class takes {@link #images()} instead.
 *
 * <p>Every byte of the image is a feature, also one that is zero in all images: 784 for MNIST, feature id = position
 * of the byte in its image. Names, values and statistics are those of Tribuo's {@code IDXDataSource} in a
 * {@code MutableDataset}. The label domain is the labels that occur.
 *
 * <p>The dataset is immutable but for {@link #shuffle}. It is saved in the form of Tribuo's {@link ImmutableDataset},
 * and comes back as one.
 */
public final class ImageDataset extends Dataset<Label> {
    private static final long serialVersionUID = 1L;

    private final transient ImageExamples examples;
    private final ImmutableFeatureMap features;
    private final ImmutableOutputInfo<Label> outputs;

    /**
     * Takes the images of a source; the constructor by which a dataset is rebuilt from its provenance.
     *
     * @param source an {@link ImageSource}
     * @throws IllegalArgumentException if it is another data source
     */
    public ImageDataset(DataSource<Label> source) {
        this(imageSource(source).images(), source.getProvenance());
    }

    /**
     * Takes images that come from somewhere else.
     *
     * @param images the images
     * @param provenance where they come from
     */
    public ImageDataset(ImageSet images, DataProvenance provenance) {
        super(provenance, new LabelFactory());
        this.examples = new ImageExamples(images);
        this.features = PixelStatistics.domain(images, examples.names());
        MutableOutputInfo<Label> observed = outputFactory.generateInfo();
        for (int i = 0; i < images.size(); i++) {
            observed.observe(examples.label(i));
        }
        this.outputs = observed.generateImmutableOutputInfo();
    }

    private static ImageSource imageSource(DataSource<Label> source) {
        if (source instanceof ImageSource images) {
            return images;
        }
        throw new IllegalArgumentException(
                "ImageDataset holds bytes and takes them from an ImageSource (IdxImageSource,"
                        + " ImageFolderSource, SyntheticDigitSource), found "
                        + source.getClass().getName()
                        + ". Use org.tribuo.MutableDataset for its examples.");
    }

    /** The images; what a trainer of images reads instead of the examples. In file order, also when shuffled. */
    public ImageSet images() {
        return examples.images();
    }

    @Override
    public int size() {
        return examples.size();
    }

    @Override
    public Example<Label> getExample(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("Example index " + index + " is out of bounds.");
        }
        return examples.get(index);
    }

    @Override
    public List<Example<Label>> getData() {
        return Collections.unmodifiableList(examples);
    }

    /**
     * Changes the order of iteration, and nothing else: {@link #getExample}, {@link #images} and so what a network is
     * trained on keep the order of the source, which is the one that provenance determines.
     *
     * @param shuffle whether to iterate in a new random order, or in the order of the source again
     */
    @Override
    public synchronized void shuffle(boolean shuffle) {
        indices = shuffle ? Util.randperm(size(), rng) : null;
    }

    @Override
    public synchronized Iterator<Example<Label>> iterator() {
        int @Nullable [] order = indices;
        return order == null
                ? getData().iterator()
                : IntStream.of(order).mapToObj(this::getExample).iterator();
    }

    @Override
    public Set<Label> getOutputs() {
        return outputs.getDomain();
    }

    @Override
    public ImmutableOutputInfo<Label> getOutputIDInfo() {
        return outputs;
    }

    @Override
    public ImmutableOutputInfo<Label> getOutputInfo() {
        return outputs;
    }

    @Override
    public ImmutableFeatureMap getFeatureIDMap() {
        return features;
    }

    @Override
    public ImmutableFeatureMap getFeatureMap() {
        return features;
    }

    @Override
    public DatasetProvenance getProvenance() {
        return new DatasetProvenance(sourceProvenance, new ListProvenance<>(), this);
    }

    @Override
    public DatasetProto serialize() {
        ImmutableDatasetProto.Builder data = ImmutableDatasetProto.newBuilder()
                .setMetadata(createDataCarrier(features, outputs).serialize())
                .setDropInvalidExamples(false);
        for (Example<Label> example : examples) {
            data.addExamples(example.serialize());
        }
        return DatasetProto.newBuilder()
                .setVersion(ImmutableDataset.CURRENT_VERSION)
                .setClassName(ImmutableDataset.class.getName())
                .setSerializedData(Any.pack(data.build()))
                .build();
    }

    /** Java serialisation stores examples too, as the bytes may be in a mapped file. */
    private Object writeReplace() {
        return ImmutableDataset.copyDataset(this);
    }

    @Override
    public String toString() {
        return "ImageDataset(source=" + sourceProvenance + ",images=" + images() + ")";
    }
}
