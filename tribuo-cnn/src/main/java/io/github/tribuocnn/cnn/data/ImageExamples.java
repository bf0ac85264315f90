/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * The images of a set as Tribuo examples, each made when it is asked for and never kept. As in Tribuo's
 * {@code IDXDataSource} a feature is named by the zero-padded position of its byte, its value is the byte, and zeros
 * are left out; but an image of zeros alone keeps one of them, because Tribuo refuses examples without features.
 */
final class ImageExamples extends AbstractList<Example<Label>> implements RandomAccess {
    private final ImageSet images;
    private final List<String> names;
    private final List<Label> labels;

    ImageExamples(ImageSet images) {
        this.images = images;
        this.names = names(images.imageBytes());
        this.labels = images.labelNames().stream().map(Label::new).toList();
    }

    /** The feature names of an image of so many bytes, all of the width of the count, so that they sort by position. */
    static List<String> names(int imageBytes) {
        String format = "%0" + Integer.toString(imageBytes).length() + "d";
        return IntStream.range(0, imageBytes)
                .mapToObj(position -> String.format(Locale.ROOT, format, position))
                .toList();
    }

    ImageSet images() {
        return images;
    }

    List<String> names() {
        return names;
    }

    Label label(int index) {
        return labels.get(images.label(index));
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Example<Label> get(int index) {
        byte[] pixels = new byte[images.imageBytes()];
        images.copyPixels(index, pixels, 0);
        int count = 0;
        for (byte pixel : pixels) {
            count += pixel == 0 ? 0 : 1;
        }
        if (count == 0) {
            return new ImageExample(images, index, label(index), new String[] {names.get(0)}, new double[] {0});
        }
        String[] present = new String[count];
        double[] values = new double[count];
        int next = 0;
        for (int position = 0; position < pixels.length; position++) {
            if (pixels[position] != 0) {
                present[next] = names.get(position);
                values[next++] = Byte.toUnsignedInt(pixels[position]);
            }
        }
        return new ImageExample(images, index, label(index), present, values);
    }
}
