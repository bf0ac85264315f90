/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all image sets share; a subclass knows where the bytes are. */
abstract sealed class StoredImageSet implements ImageSet permits HeapImageSet, MappedImageSet {
    private final String name;
    final Geometry geometry;
    private final Labels labels;
    private final int imageBytes;
    /** Computed when first asked for; two threads that ask at once compute the same value. */
    private volatile @Nullable String sha256;

    StoredImageSet(String name, Geometry geometry, Labels labels) {
        this.name = name;
        this.geometry = geometry;
        this.labels = labels;
        this.imageBytes = geometry.imageBytes();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int size() {
        return labels.size();
    }

    @Override
    public final int height() {
        return geometry.height();
    }

    @Override
    public final int width() {
        return geometry.width();
    }

    @Override
    public final int channels() {
        return geometry.channels();
    }

    @Override
    public final int imageBytes() {
        return imageBytes;
    }

    @Override
    public final int label(int index) {
        return labels.index(index);
    }

    @Override
    public final List<String> labelNames() {
        return labels.names();
    }

    @Override
    public final String sha256() {
        String hash = sha256;
        if (hash == null) {
            hash = ContentHash.of(this);
            sha256 = hash;
        }
        return hash;
    }

    @Override
    public final ImageSet head(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The first " + count + " images were asked for, expected at least 1");
        }
        return count >= size() ? this : withLabels(name, labels.head(count));
    }

    /** The same bytes, as many images as there are labels. */
    abstract ImageSet withLabels(String name, Labels labels);

    final int checkIndex(int index) {
        return Objects.checkIndex(index, labels.size());
    }

    @Override
    public final String toString() {
        return "ImageSet(name=" + name + ",size=" + size() + ",shape=" + geometry + ",labels=" + labelNames() + ")";
    }
}
