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
import java.util.Objects;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images from a folder that holds one folder of PNG or JPEG files for each class; the name of the folder is the label.
 * The files are read when the source is made, and recognised by their content.
 *
 * <p>The order is by class, then by file, both by name: the same on every file system. Files whose name starts with a dot
 * are ignored, as are {@code Thumbs.db} and {@code desktop.ini}; everything else that is not as it should be is refused.
 *
 * <p>Stored sample values are used as they are. Colour profiles, gamma and EXIF orientation are ignored; 16-bit samples
 * are rounded to 8; transparent pixels show the background; colour becomes grey by ITU-R BT.601
 * {@code (299 R + 587 G + 114 B + 500) / 1000}; images are scaled by area. All this is arithmetic on whole numbers, with
 * the same outcome everywhere. Decompression is the Java runtime's: exact for PNG by its specification, while two
 * JPEG decoders may differ by a grey level. The provenance therefore holds the SHA-256 of the files and that of the
 * pixels made of them.
 */
public final class ImageFolderSource implements ImageSource {
    @Config(mandatory = true, description = "Folder that holds one folder of PNG or JPEG images for each class.")
    private Path folder;

    @Config(description = "Rows of the images, 1 or more; 0 with width 0: those of the first image.")
    private int height = 0;

    @Config(description = "Columns of the images, 1 or more; 0 with height 0: those of the first image.")
    private int width = 0;

    @Config(description = "Channels of the images: 1 (grey) or 3 (red, green, blue). Files are converted.")
    private int channels = 1;

    @Config(description = "Images that are not height x width: REFUSE or SCALE them.")
    private OtherSizes otherSizes = OtherSizes.REFUSE;

    @Config(description = "Grey level behind transparent pixels, 0 (black) to 255 (white).")
    private int background = 0;

    @Config(description = "What reports call the set; empty: the name of the folder.")
    private String name = "";

    @Config(
            description = "SHA-256 the files must have, as in provenance under 'resource-hash', in lower-case"
                    + " hexadecimal; empty: any.")
    private String sha256 = "";

    private ImageSet images;
    private ImageSourceProvenance provenance;

    /** For OLCUT. */
    @SuppressWarnings("NullAway.Init") // OLCUT sets the fields, then calls postConfig.
    private ImageFolderSource() {}

    @SuppressWarnings("NullAway.Init") // load() sets what is not set here.
    private ImageFolderSource(Builder builder) throws IOException {
        this.folder = builder.folder;
        this.height = builder.height;
        this.width = builder.width;
        this.channels = builder.channels;
        this.otherSizes = builder.otherSizes;
        this.background = builder.background;
        this.name = builder.name;
        this.sha256 = builder.sha256;
        load();
    }

    /**
     * Starts from the defaults: grey, all images of the size of the first.
     *
     * @param folder holds one folder of images for each class
     */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     *
     * @throws PropertyException if a setting is out of its range; the message names it
     * @throws InvalidDataException if the folder is not laid out as it should be, or a file is no image or damaged
     * @throws IOException if reading fails
     */
    @Override
    public void postConfig() throws IOException {
        load();
    }

    private void load() throws IOException {
        checkSettings();
        ImageFolder tree = ImageFolder.list(folder);
        Geometry geometry =
                height == 0 ? ImageFolderReader.firstSize(tree, channels) : new Geometry(height, width, channels);
        ImageFolderReader.Content content = new ImageFolderReader(geometry, otherSizes, background).read(folder, tree);
        if (!sha256.isEmpty() && !sha256.equals(content.sha256())) {
            throw new InvalidDataException(folder + ": SHA-256 of the files is " + content.sha256() + ", expected "
                    + sha256 + ". Files were added, removed, renamed or changed; restore them, or leave sha256 out.");
        }
        int[] labels = tree.files().stream().mapToInt(ImageFolder.Entry::label).toArray();
        images = new HeapImageSet(
                name.isEmpty() ? folderName() : name, geometry, content.pixels(), new Labels(labels, tree.labels()));
        provenance = new ImageSourceProvenance(
                this,
                Map.of(
                        DataSourceProvenance.RESOURCE_HASH,
                        content.sha256(),
                        ImageSourceProvenance.PIXELS_SHA256,
                        images.sha256()));
    }

    private void checkSettings() {
        require(height >= 0, "height", "height is " + height + ", expected 1 or more rows, or 0");
        require(width >= 0, "width", "width is " + width + ", expected 1 or more columns, or 0");
        require(
                (height == 0) == (width == 0),
                height == 0 ? "height" : "width",
                "height is " + height + " and width is " + width + ", expected both, or 0 for both");
        require(
                height > 0 || otherSizes == OtherSizes.REFUSE,
                "height",
                "height is 0 but otherSizes is SCALE, expected the height and width to scale to");
        require(
                channels == 1 || channels == 3,
                "channels",
                "channels is " + channels + ", expected 1 (grey) or 3 (RGB)");
        require(
                background >= 0 && background <= 255,
                "background",
                "background is " + background + ", expected a grey level from 0 to 255");
        require(
                (long) height * width <= EncodedImage.MOST_PIXELS,
                "height",
                "height is " + height + " and width is " + width + ", expected at most "
                        + IdxHeader.grouped(EncodedImage.MOST_PIXELS) + " pixels together");
    }

    private static void require(boolean valid, String property, String message) {
        if (!valid) {
            throw new PropertyException("", property, message);
        }
    }

    private String folderName() {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
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
        return "ImageFolderSource(folder=" + folder + ",height=" + height + ",width=" + width + ",channels=" + channels
                + ",otherSizes=" + otherSizes + ",background=" + background + ",name=" + name + ",sha256=" + sha256
                + ")";
    }

    /** Collects the settings of a source; what is not set keeps its default. */
    public static final class Builder {
        private final Path folder;
        private int height = 0;
        private int width = 0;
        private int channels = 1;
        private OtherSizes otherSizes = OtherSizes.REFUSE;
        private int background = 0;
        private String name = "";
        private String sha256 = "";

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder, "folder");
        }

        /**
         * Sets the size of the images; images of another size are refused.
         *
         * @param height rows, 1 or more
         * @param width columns, 1 or more
         * @return this builder
         */
        public Builder size(int height, int width) {
            this.height = height;
            this.width = width;
            return this;
        }

        /**
         * Sets the size of the images; images of another size are scaled to it.
         *
         * @param height rows, 1 or more
         * @param width columns, 1 or more
         * @return this builder
         */
        public Builder scaledTo(int height, int width) {
            this.otherSizes = OtherSizes.SCALE;
            return size(height, width);
        }

        /**
         * Sets grey or colour.
         *
         * @param channels 1 (grey) or 3 (red, green, blue)
         * @return this builder
         */
        public Builder channels(int channels) {
            this.channels = channels;
            return this;
        }

        /**
         * Sets what is behind transparent pixels.
         *
         * @param background a grey level, 0 (black) to 255 (white)
         * @return this builder
         */
        public Builder background(int background) {
            this.background = background;
            return this;
        }

        /**
         * Sets what reports call the set.
         *
         * @param name empty: the name of the folder
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets what the files must be.
         *
         * @param sha256 the value of an earlier source's provenance under {@code resource-hash}; empty: any
         * @return this builder
         */
        public Builder sha256(String sha256) {
            this.sha256 = Objects.requireNonNull(sha256, "sha256");
            return this;
        }

        /**
         * Reads the images.
         *
         * @return the source
         * @throws PropertyException if a setting is out of its range; the message names it
         * @throws InvalidDataException if the folder is not laid out as it should be, or a file is no image, is damaged
         *     or has another size
         * @throws IOException if reading fails
         */
        public ImageFolderSource build() throws IOException {
            return new ImageFolderSource(this);
        }
    }
}
