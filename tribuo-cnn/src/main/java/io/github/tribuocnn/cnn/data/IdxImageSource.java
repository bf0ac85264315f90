/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Labelled images from an IDX image file and its label file, gzip-compressed or not: MNIST, its relatives, or any
 * other set in that form. The files are read when the source is made.
 */
public final class IdxImageSource implements ImageSource {
    @Config(mandatory = true, description = "IDX file of unsigned bytes, dimensions N,H,W or N,H,W,C; gzip or raw.")
    private Path imagesPath;

    @Config(mandatory = true, description = "IDX file of unsigned bytes, dimension N; gzip or raw.")
    private Path labelsPath;

    @Config(description = "What reports call the set; empty: the name of the image file.")
    private String name = "";

    @Config(description = "SHA-256 the uncompressed image file must have, in lower-case hexadecimal; empty: any.")
    private String imagesSha256 = "";

    @Config(description = "SHA-256 the uncompressed label file must have, in lower-case hexadecimal; empty: any.")
    private String labelsSha256 = "";

    @Config(description = "Use the first so many images only; 0: all.")
    private int limit = 0;

    @Config(description = "Leave the images in their (uncompressed) file and map it: it may be larger than the heap.")
    private boolean mapped = false;

    private ImageSet images;
    private ImageSourceProvenance provenance;

    /** For OLCUT. */
    @SuppressWarnings("NullAway.Init") // OLCUT sets the fields, then calls postConfig.
    private IdxImageSource() {}

    /**
     * All images of two files.
     *
     * @param imagesPath the image file
     * @param labelsPath the label file
     * @throws InvalidDataException if the files are not what they should be; see {@link IdxPair#read()}
     * @throws IOException if reading fails
     */
    public IdxImageSource(Path imagesPath, Path labelsPath) throws IOException {
        this(IdxPair.of(imagesPath, labelsPath), 0, false);
    }

    /**
     * The first images of a pair of files.
     *
     * @param files the files, e.g. those {@link Mnist} finds
     * @param limit use the first so many images only; 0: all
     * @param mapped whether to leave the images in their file, which must not be compressed
     * @throws InvalidDataException if the files are not what they should be; see {@link IdxPair#read()}
     * @throws IOException if reading fails
     */
    @SuppressWarnings("NullAway.Init") // read() sets what is not set here.
    public IdxImageSource(IdxPair files, int limit, boolean mapped) throws IOException {
        this.imagesPath = files.images();
        this.labelsPath = files.labels();
        this.name = files.name();
        this.imagesSha256 = files.imagesSha256();
        this.labelsSha256 = files.labelsSha256();
        this.limit = limit;
        this.mapped = mapped;
        load();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() throws IOException {
        load();
    }

    private void load() throws IOException {
        if (limit < 0) {
            throw new PropertyException("", "limit", "limit is " + limit + ", expected 0 (all images) or more");
        }
        IdxPair unnamed = IdxPair.of(imagesPath, labelsPath);
        IdxPair files =
                new IdxPair(name.isEmpty() ? unnamed.name() : name, imagesPath, labelsPath, imagesSha256, labelsSha256);
        IdxPair.Loaded loaded = files.load(mapped);
        images = limit == 0 ? loaded.set() : loaded.set().head(limit);
        provenance = new ImageSourceProvenance(
                this,
                Map.of(
                        ImageSourceProvenance.IMAGES_SHA256, loaded.imagesSha256(),
                        ImageSourceProvenance.LABELS_SHA256, loaded.labelsSha256()));
    }

    @Override
    public ImageSet images() {
        return images;
    }

    @Override
    public ImageSourceProvenance getProvenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "IdxImageSource(imagesPath=" + imagesPath + ",labelsPath=" + labelsPath + ",name=" + name + ",limit="
                + limit + ",mapped=" + mapped + ")";
    }
}
