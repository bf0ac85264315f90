/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a model that its weights do not hold, written into the metadata of the exported file. Each is optional;
 * start from {@link #NONE} and add what is known.
 *
 * @param author who made the model
 * @param license its licence, best as an SPDX identifier
 * @param dataset the name of the data it was trained on
 * @param datasetSha256 the SHA-256 of that data, 64 hexadecimal digits
 * @param seed the seed of the training run
 * @param testAccuracy the share of test images classified rightly, 0..1
 * @param testImages how many test images that share is of
 * @param preprocessing in words, how a picture becomes the network's frame before the scaling that the exporter already
 *     describes, e.g. "white ink on black, centred by mass"
 */
public record ExportDetails(
        @Nullable String author,
        @Nullable String license,
        @Nullable String dataset,
        @Nullable String datasetSha256,
        @Nullable Long seed,
        @Nullable Double testAccuracy,
        @Nullable Integer testImages,
        @Nullable String preprocessing) {
    /** Nothing is known beyond the model itself. */
    public static final ExportDetails NONE = new ExportDetails(null, null, null, null, null, null, null, null);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws IllegalArgumentException if a hash is not 64 lower-case hexadecimal digits, an accuracy is outside 0..1, or
     *     a number of test images is not positive
     */
    public ExportDetails {
        if (datasetSha256 != null && !SHA256.matcher(datasetSha256).matches()) {
            throw new IllegalArgumentException(
                    "datasetSha256 is '" + datasetSha256 + "', expected 64 lower-case hexadecimal digits");
        }
        if (testAccuracy != null && !(testAccuracy >= 0 && testAccuracy <= 1)) {
            throw new IllegalArgumentException(
                    "testAccuracy is " + testAccuracy + ", expected a share between 0 and 1 (0.987, not 98.7)");
        }
        if (testImages != null && testImages < 1) {
            throw new IllegalArgumentException("testImages is " + testImages + ", expected at least 1");
        }
    }

    /** Returns these details with an author. */
    public ExportDetails withAuthor(String name) {
        return new ExportDetails(name, license, dataset, datasetSha256, seed, testAccuracy, testImages, preprocessing);
    }

    /** Returns these details with a licence. */
    public ExportDetails withLicense(String spdxIdentifier) {
        return new ExportDetails(
                author, spdxIdentifier, dataset, datasetSha256, seed, testAccuracy, testImages, preprocessing);
    }

    /** Returns these details with the name and the SHA-256 of the training data; the hash may be unknown. */
    public ExportDetails withDataset(String name, @Nullable String sha256) {
        return new ExportDetails(author, license, name, sha256, seed, testAccuracy, testImages, preprocessing);
    }

    /** Returns these details with the seed of the training run. */
    public ExportDetails withSeed(long runSeed) {
        return new ExportDetails(
                author, license, dataset, datasetSha256, runSeed, testAccuracy, testImages, preprocessing);
    }

    /** Returns these details with the share, 0..1, of {@code images} test images that was classified rightly. */
    public ExportDetails withTest(double accuracy, int images) {
        return new ExportDetails(author, license, dataset, datasetSha256, seed, accuracy, images, preprocessing);
    }

    /** Returns these details with what must happen to a picture before its pixels are scaled. */
    public ExportDetails withPreprocessing(String inWords) {
        return new ExportDetails(author, license, dataset, datasetSha256, seed, testAccuracy, testImages, inWords);
    }
}
