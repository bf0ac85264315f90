/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.data.ImageDataset;
import java.util.HashMap;
import java.util.Map;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.provenance.DataProvenance;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Reads recorded data again. What provenance does not determine is refused rather than guessed; what it does is checked
 * by the caller, by the recorded fingerprint.
 */
final class RecordedData {
    /** What helps whatever provenance lacks. */
    static final String OR_GIVE_IT = " Give the data themselves: Reproduction.of(model).dataset(data).";

    private final RecordedFiles files;

    RecordedData(RecordedFiles files) {
        this.files = files;
    }

    /**
     * A dataset as it was.
     *
     * @throws NotReproducibleException if provenance does not say how it was made, or its data can't be read again
     */
    Dataset<Label> dataset(DatasetProvenance provenance) {
        if (!provenance.getTransformationProvenance().getList().isEmpty()) {
            throw refused("The dataset was transformed after it was read, and provenance does not hold the result."
                    + " A TransformTrainer does the same and is recorded.");
        }
        String kind = provenance.getClassName();
        DataProvenance source = provenance.getSourceProvenance();
        if (kind.equals(ImageDataset.class.getName())) {
            return new ImageDataset(source(source));
        }
        if (kind.equals(MutableDataset.class.getName())) {
            return source instanceof DatasetProvenance inner
                    ? MutableDataset.createDeepCopy(dataset(inner))
                    : new MutableDataset<>(source(source));
        }
        if (source instanceof DatasetProvenance inner) {
            return derived(provenance, inner);
        }
        throw refused("The data were in a " + kind + ", which provenance does not say how to make.");
    }

    private Dataset<Label> derived(DatasetProvenance provenance, DatasetProvenance inner) {
        String kind = provenance.getClassName();
        if (kind.equals(ImmutableDataset.class.getName())) {
            return ImmutableDataset.copyDataset(dataset(inner));
        }
        if (kind.equals(MinimumCardinalityDataset.class.getName())) {
            int least =
                    entry(provenance, "min-cardinality", IntProvenance.class).getValue();
            return new MinimumCardinalityDataset<>(dataset(inner), least);
        }
        if (provenance instanceof DatasetView.DatasetViewProvenance view) {
            return view(view, inner);
        }
        throw refused("The data were in a " + kind + ", which provenance does not say how to make.");
    }

    private Dataset<Label> view(DatasetView.DatasetViewProvenance view, DatasetProvenance inner) {
        int[] indices = entry(view, "indices", ListProvenance.class).getList().stream()
                .mapToInt(index -> ((IntProvenance) index).getValue())
                .toArray();
        String tag = entry(view, "tag", StringProvenance.class).getValue();
        if (indices.length > 0) {
            return new DatasetView<>(dataset(inner), indices, tag);
        }
        if (view.isSampled() && !view.isWeighted()) {
            return DatasetView.createBootstrapView(
                    dataset(inner),
                    entry(view, "size", IntProvenance.class).getValue(),
                    entry(view, "seed", LongProvenance.class).getValue());
        }
        throw refused("The data were the DatasetView '" + tag
                + "', and provenance does not hold which examples it showed: setStoreIndices(true) records them.");
    }

    /**
     * A data source as it was.
     *
     * @throws NotReproducibleException if provenance does not say how to read it, or its files are missing
     */
    private DataSource<Label> source(DataProvenance provenance) {
        if (provenance instanceof TrainTestSplitter.SplitDataSourceProvenance split) {
            TrainTestSplitter<Label> splitter = new TrainTestSplitter<>(
                    source(entry(split, "source", DataProvenance.class)),
                    entry(split, "train-proportion", DoubleProvenance.class).getValue(),
                    entry(split, "seed", LongProvenance.class).getValue());
            boolean train = entry(split, "is-train", BooleanProvenance.class).getValue();
            return train ? splitter.getTrain() : splitter.getTest();
        }
        if (provenance instanceof ConfiguredObjectProvenance configured
                && RecordedComponents.object(configured, files) instanceof DataSource<?> source) {
            @SuppressWarnings("unchecked") // the trainer, given anything but labels, would have refused
            DataSource<Label> labelled = (DataSource<Label>) source;
            return labelled;
        }
        String description = provenance instanceof SimpleDataSourceProvenance
                ? " (" + entry(provenance, SimpleDataSourceProvenance.DESCRIPTION, StringProvenance.class) + ")"
                : "";
        throw refused("The data came from a " + provenance.getClassName() + description
                + ", of which provenance does not hold where to read them again.");
    }

    /** What a provenance says under a key; all versions of Tribuo that have the class write the key. */
    private static <P extends Provenance> P entry(ObjectProvenance provenance, String key, Class<P> type) {
        Map<String, Provenance> entries = new HashMap<>();
        for (Pair<String, Provenance> entry : provenance) {
            entries.put(entry.getA(), entry.getB());
        }
        return ObjectProvenance.checkAndExtractProvenance(entries, key, type, provenance.getClassName());
    }

    private static NotReproducibleException refused(String reason) {
        return new NotReproducibleException(reason + OR_GIVE_IT);
    }
}
