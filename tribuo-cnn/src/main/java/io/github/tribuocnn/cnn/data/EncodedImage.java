/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A PNG or JPEG file in memory: its size is known, its pixels are not decoded yet. */
final class EncodedImage implements AutoCloseable {
    private static final Logger logger = Logger.getLogger(EncodedImage.class.getName());

    /** A file of a few bytes can claim any size; decoding takes up to 8 bytes a pixel. */
    static final int MOST_PIXELS = 100_000_000;

    private final Path path;
    private final String format;
    private final ImageReader reader;
    private int height;
    private int width;

    private EncodedImage(Path path, String format) {
        this.path = path;
        this.format = format;
        this.reader = reader(format);
    }

    /**
     * Recognises a file by its content, and reads its size.
     *
     * @throws InvalidDataException if it is neither PNG nor JPEG, is damaged, or claims to be too large to decode
     */
    static EncodedImage open(Path path, byte[] content) throws InvalidDataException {
        if (PngFile.matches(content)) {
            PngFile.check(path, content);
            return new EncodedImage(path, "PNG").open(content);
        }
        if (JpegFile.matches(content)) {
            return new EncodedImage(path, "JPEG").open(JpegFile.withoutProfile(path, content));
        }
        throw new InvalidDataException(path + ": "
                + (content.length == 0
                        ? "empty"
                        : "starts with "
                                + HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(4, content.length)))
                + ", expected a PNG or JPEG image. Convert or remove it, or hide it: names that start with a dot are"
                + " ignored.");
    }

    private EncodedImage open(byte[] content) throws InvalidDataException {
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(content)), true, true);
        reader.addIIOReadWarningListener((source, warning) -> logger.warning(path + ": " + warning));
        try {
            height = reader.getHeight(0);
            width = reader.getWidth(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        if ((long) height * width > MOST_PIXELS) {
            throw new InvalidDataException(path + ": " + height + "x" + width + " (height x width) is "
                    + IdxHeader.grouped((long) height * width) + " pixels, expected at most "
                    + IdxHeader.grouped(MOST_PIXELS) + ". Make it smaller or remove it.");
        }
        return this;
    }

    /** The JDK's own reader: another one on the class path might decode to other bytes. */
    private static ImageReader reader(String format) {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
        }
        throw new IllegalStateException("This Java runtime has no " + format
                + " reader of its own; use one that has the" + " complete module java.desktop.");
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /**
     * Decodes the pixels.
     *
     * @param channels 1 (grey) or 3 (red, green, blue)
     * @param background the grey level that shows through where the image is transparent
     * @return row-major pixels with their channels together; see {@link ByteSamples}
     * @throws InvalidDataException if the file is damaged, or its colours are neither grey nor red, green, blue
     */
    byte[] decode(int channels, int background) throws InvalidDataException {
        BufferedImage image;
        try {
            image = reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        int colours = image.getColorModel().getColorSpace().getType();
        if (colours != ColorSpace.TYPE_GRAY && colours != ColorSpace.TYPE_RGB) {
            throw new InvalidDataException(path + ": " + format + " file of "
                    + image.getColorModel().getNumComponents()
                    + " components that are neither grey nor red, green, blue (but CMYK, for example), which have no"
                    + " defined conversion here. Convert or remove it.");
        }
        return new ByteSamples(image, background).read(channels);
    }

    /** Decodes the pixels and scales them by area into a place of {@code target}; see {@link #decode}. */
    void scaleTo(Geometry size, int background, byte[] target, int offset) throws InvalidDataException {
        byte[] decoded = decode(size.channels(), background);
        AreaAverage.scale(decoded, new Geometry(height, width, size.channels()), size, target, offset);
    }

    private InvalidDataException damaged(Exception e) {
        return new InvalidDataException(
                path + ": damaged " + format + " file, or of a kind Java can't read (" + e.getMessage()
                        + "). Replace or remove it.",
                e);
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
