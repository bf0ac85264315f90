/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static io.github.tribuocnn.cnn.data.IdxFixtures.gzip;
import static io.github.tribuocnn.cnn.data.IdxFixtures.idx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.MutableDataset;
import org.tribuo.test.Helpers;

final class IdxImageSourceTest {
    private static final byte[] IMAGES = idx(IdxFixtures.pixels(24, 3), 4, 2, 3);
    private static final byte[] LABELS = idx(bytes(0, 1, 1, 0), 4);

    @TempDir
    private Path folder;

    private IdxPair pair;

    @BeforeEach
    void writeFiles() throws IOException {
        pair = IdxPair.of(
                IdxFixtures.write(folder.resolve("images.gz"), gzip(IMAGES)),
                IdxFixtures.write(folder.resolve("labels"), LABELS));
    }

    @Test
    void configurationSurvivesTheRoundTripThroughProvenance() throws IOException {
        Roundtrip.check(new IdxImageSource(pair, 2, false));
    }

    @Test
    void provenanceMarshals() throws IOException {
        Helpers.testProvenanceMarshalling(new IdxImageSource(pair, 2, false).getProvenance());
    }

    @Test
    void provenanceHoldsTheHashesOfTheUncompressedFiles() throws IOException {
        ImageSourceProvenance provenance = new IdxImageSource(pair.images(), pair.labels()).getProvenance();

        assertEquals(sha256(IMAGES), provenance.hashes().get(ImageSourceProvenance.IMAGES_SHA256));
        assertEquals(sha256(LABELS), provenance.hashes().get(ImageSourceProvenance.LABELS_SHA256));
    }

    @Test
    void sourcesOfTheSameContentAndConfigurationHaveEqualProvenance() throws IOException {
        assertEquals(
                new IdxImageSource(pair, 2, false).getProvenance(), new IdxImageSource(pair, 2, false).getProvenance());
    }

    @Test
    void aLimitTakesTheFirstImages() throws IOException {
        ImageSet images = new IdxImageSource(pair, 2, false).images();

        assertEquals(2, images.size());
        assertEquals(1, images.label(1));
    }

    @Test
    void mappedImagesAreTheSame() throws IOException {
        IdxPair raw = IdxPair.of(IdxFixtures.write(folder.resolve("images"), IMAGES), pair.labels());

        assertEquals(
                new IdxImageSource(pair, 0, false).images().sha256(),
                new IdxImageSource(raw, 0, true).images().sha256());
        assertEquals(
                new IdxImageSource(pair, 0, false).getProvenance().hashes(),
                new IdxImageSource(raw, 0, true).getProvenance().hashes());
    }

    @Test
    void colourFilesGiveColourImagesAndExamples() throws IOException {
        byte[] content = IdxFixtures.pixels(2 * 2 * 3 * 3, 4);
        IdxFixtures.write(folder.resolve("colour"), idx(content, 2, 2, 3, 3));
        IdxFixtures.write(folder.resolve("two-labels"), idx(bytes(1, 0), 2));
        IdxImageSource source = new IdxImageSource(folder.resolve("colour"), folder.resolve("two-labels"));

        assertEquals(3, source.images().channels());
        assertEquals(content[2 * 3 * 3 + 4] & 0xff, source.images().pixel(1, 4));
        assertEquals(
                new ArrayList<>(new ImageDataset(source).getData()),
                new ArrayList<>(new MutableDataset<>(source).getData()));
        Roundtrip.check(source);
    }

    @Test
    void aMutableDatasetCanBeMadeOfIt() throws IOException {
        assertEquals(4, new MutableDataset<>(new IdxImageSource(pair, 0, false)).size());
    }

    @Test
    void aNegativeLimitIsRefused() {
        PropertyException refusal = assertThrows(PropertyException.class, () -> new IdxImageSource(pair, -1, false));

        assertEquals("limit", refusal.getProperty());
        assertEquals("limit is -1, expected 0 (all images) or more", refusal.getMsg());
    }

    @Test
    void contentThatChangedSinceItsHashWasConfiguredIsRefused() throws IOException {
        IdxPair pinned = new IdxPair("pinned", pair.images(), pair.labels(), sha256(IMAGES), sha256(LABELS));
        assertEquals(4, new IdxImageSource(pinned, 0, false).images().size());

        byte[] changed = IMAGES.clone();
        changed[20] ^= 1;
        IdxFixtures.write(pair.images(), gzip(changed));

        InvalidDataException refusal =
                assertThrows(InvalidDataException.class, () -> new IdxImageSource(pinned, 0, false));
        assertEquals(
                pair.images() + ": SHA-256 of the uncompressed content is " + sha256(changed) + ", expected "
                        + sha256(IMAGES) + ". The file is damaged or another one; fetch it again.",
                refusal.getMessage());
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(content));
    }
}
