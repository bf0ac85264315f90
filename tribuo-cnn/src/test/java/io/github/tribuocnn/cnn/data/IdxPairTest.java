/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static io.github.tribuocnn.cnn.data.IdxFixtures.gzip;
import static io.github.tribuocnn.cnn.data.IdxFixtures.idx;
import static io.github.tribuocnn.cnn.data.IdxFixtures.idxOfType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxPairTest {
    private static final byte[] LABELS = idx(bytes(3, 0, 9), 3);
    private static final byte[] PIXELS = bytes(0, 1, 2, 3, 4, 5, 127, 128, 255, 9, 10, 11, 12, 13, 14, 15, 16, 17);
    private static final byte[] IMAGES = idx(PIXELS, 3, 2, 3);

    @TempDir
    private Path folder;

    @Test
    void greyImagesAreReadInFileOrder() throws IOException {
        ImageSet set = pair(IMAGES, LABELS).read();

        assertEquals(3, set.size());
        assertEquals(List.of(2, 3, 1), List.of(set.height(), set.width(), set.channels()));
        assertArrayEquals(PIXELS, allPixels(set));
        assertEquals(255, set.pixel(1, 2));
        assertEquals(List.of(3, 0, 9), List.of(set.label(0), set.label(1), set.label(2)));
    }

    @Test
    void colourImagesKeepTheChannelsOfAPixelTogether() throws IOException {
        ImageSet set = pair(idx(PIXELS, 3, 1, 2, 3), LABELS).read();

        assertEquals(List.of(1, 2, 3), List.of(set.height(), set.width(), set.channels()));
        assertArrayEquals(PIXELS, allPixels(set));
    }

    @Test
    void labelsAreNamedByTheirNumeralsAlsoWhereANumberIsLeftOut() throws IOException {
        assertEquals(
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                pair(IMAGES, LABELS).read().labelNames());
    }

    @Test
    void gzipIsRecognisedByContentNotByName() throws IOException {
        Path images = IdxFixtures.write(folder.resolve("images-without-suffix"), gzip(IMAGES));
        Path labels = IdxFixtures.write(folder.resolve("labels-that-are-raw.gz"), LABELS);

        assertArrayEquals(PIXELS, allPixels(IdxPair.of(images, labels).read()));
    }

    @Test
    void theSetIsNamedAfterTheImageFile() {
        assertEquals(
                "cats-idx3-ubyte",
                IdxPair.of(Path.of("a", "cats-idx3-ubyte.gz"), Path.of("b")).name());
    }

    @Test
    void aMappedFileGivesTheSameSetAsAReadOne() throws IOException {
        IdxPair pair = pair(IMAGES, LABELS);

        assertArrayEquals(PIXELS, allPixels(pair.map()));
        assertEquals(pair.read().sha256(), pair.map().sha256());
    }

    @Test
    void aMappedFileMayNeedSeveralMappings() throws IOException {
        Path images = IdxFixtures.write(folder.resolve("images"), IMAGES);
        int room = 2 * 6 + 5; // two images and a part of the third

        ImageSet set = MappedImageSet.map(
                images, IdxHeader.unsignedBytes(3, 2, 3), Labels.ofIdx(bytes(3, 0, 9)), "mapped", room);

        assertArrayEquals(PIXELS, allPixels(set));
        assertEquals(17, set.pixel(2, 5));
        float[] floats = new float[6];
        set.copyPixels(2, 255f, floats, 0);
        assertEquals(12 / 255f, floats[0]);
    }

    @Test
    void theHashIsThatOfTheUncompressedFilesOneAfterTheOther() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(IMAGES);
        String expected = HexFormat.of().formatHex(digest.digest(LABELS));

        assertEquals(expected, pair(gzip(IMAGES), gzip(LABELS)).read().sha256());
    }

    @Test
    void aMissingFileIsRefused() {
        IdxPair pair = IdxPair.of(folder.resolve("none"), folder.resolve("labels"));

        assertRefused(
                pair,
                folder.resolve("labels") + ": no such file, expected an IDX label file (unsigned bytes,"
                        + " dimension N). Check the path.");
    }

    @Test
    void aFolderInPlaceOfAFileIsRefused() throws IOException {
        Path labels = IdxFixtures.write(folder.resolve("labels"), LABELS);

        assertRefused(
                IdxPair.of(folder, labels),
                folder + ": not a file, expected an IDX image file (unsigned bytes,"
                        + " dimensions N,H,W or N,H,W,C). Check the path.");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused(
                pair(new byte[0], LABELS),
                images() + ": truncated, found 0 bytes, expected an IDX image file"
                        + " (unsigned bytes, dimensions N,H,W or N,H,W,C). Fetch the file again.");
    }

    @Test
    void aWrongMagicNumberIsRefused() throws IOException {
        assertRefused(
                pair(bytes(0x50, 0x4b, 3, 4, 5), LABELS),
                images() + ": not an IDX file, it starts with"
                        + " 50 4b 03 04, expected 00 00 08 for an IDX image file (unsigned bytes, dimensions N,H,W or N,H,W,C)."
                        + " Give the file as it was published, gzip-compressed or not.");
    }

    @Test
    void anotherElementTypeIsRefused() throws IOException {
        assertRefused(
                pair(idxOfType(0x0d, new byte[24], 1, 2, 3), LABELS),
                images() + ": element type 0x0d, expected"
                        + " 0x08 (unsigned bytes) for an IDX image file (unsigned bytes, dimensions N,H,W or N,H,W,C)."
                        + " Tribuo's IDXDataSource reads the other types.");
    }

    @Test
    void swappedImageAndLabelFilesAreRefused() throws IOException {
        assertRefused(
                pair(LABELS, IMAGES),
                labels() + ": 3 dimensions, expected an IDX label file (unsigned bytes,"
                        + " dimension N). Are the image and label files swapped?");
    }

    @Test
    void aHeaderCutShortIsRefused() throws IOException {
        assertRefused(
                pair(Arrays.copyOf(IMAGES, 10), LABELS),
                images() + ": truncated inside the header, found 10"
                        + " bytes, expected 16 before the data. Fetch the file again.");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        assertRefused(
                pair(Arrays.copyOf(IMAGES, 30), LABELS),
                images() + ": truncated, the header promises 3x2x3, so"
                        + " 34 bytes in all, found 30. Fetch the file again.");
    }

    @Test
    void aTruncatedFileInsideGzipIsRefused() throws IOException {
        assertRefused(
                pair(gzip(Arrays.copyOf(IMAGES, 30)), LABELS),
                images() + ": truncated, the header promises"
                        + " 3x2x3, so 34 bytes in all, found 30. Fetch the file again.");
    }

    @Test
    void dataAfterTheEndIsRefused() throws IOException {
        assertRefused(
                pair(Arrays.copyOf(IMAGES, 35), LABELS),
                images() + ": data after the end, the header promises"
                        + " 3x2x3, so 34 bytes in all, found 35. Fetch the file again.");
    }

    @Test
    void dataAfterTheEndInsideGzipIsRefused() throws IOException {
        assertRefused(
                pair(gzip(Arrays.copyOf(IMAGES, 35)), LABELS),
                images() + ": data after the end, the header"
                        + " promises 3x2x3, so 34 bytes in all, found more. Fetch the file again.");
    }

    @Test
    void aGzipFileCutShortIsRefused() throws IOException {
        byte[] whole = gzip(idx(IdxFixtures.pixels(6000, 1), 1000, 2, 3));

        assertRefused(
                pair(Arrays.copyOf(whole, whole.length / 2), LABELS),
                images() + ": damaged or truncated gzip"
                        + " file (Unexpected end of ZLIB input stream). Fetch the file again.");
    }

    @Test
    void aDamagedGzipFileIsRefused() throws IOException {
        byte[] damaged = gzip(IMAGES);
        damaged[damaged.length - 6] ^= 1; // in the checksum

        assertRefused(
                pair(damaged, LABELS),
                images() + ": damaged or truncated gzip file (Corrupt GZIP trailer)." + " Fetch the file again.");
    }

    @Test
    void anEmptyDimensionIsRefused() throws IOException {
        assertRefused(
                pair(idx(new byte[0], 0, 28, 28), LABELS),
                images() + ": the header claims 0x28x28, expected"
                        + " every dimension from 1 to 2147483647. The file is damaged; fetch it again.");
    }

    @Test
    void aNegativeDimensionIsRefused() throws IOException {
        assertRefused(
                pair(idx(new byte[0], -1, 28, 28), LABELS),
                images() + ": the header claims 4294967295x28x28,"
                        + " expected every dimension from 1 to 2147483647. The file is damaged; fetch it again.");
    }

    @Test
    void anAbsurdSizeIsRefusedBeforeMemoryIsTaken() throws IOException {
        assertRefused(
                pair(idx(PIXELS, 60_000, 28_000, 28_000), LABELS),
                images() + ": truncated, the header promises"
                        + " 60000x28000x28000, so 47,040,000,000,016 bytes in all, found 34. Fetch the file again.");
    }

    @Test
    void aSizeBeyondAnyFileIsRefused() throws IOException {
        int most = Integer.MAX_VALUE;

        assertRefused(
                pair(idx(PIXELS, most, most, most), LABELS),
                images() + ": the header claims"
                        + " 2147483647x2147483647x2147483647 elements, more than any file can hold. The file is damaged; fetch"
                        + " it again.");
    }

    @Test
    void anAbsurdSizeInsideGzipIsRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] forged = gzip(idx(PIXELS, 60_000, 28_000, 28_000));

        assertRefused(
                pair(forged, LABELS),
                images() + ": truncated, the header promises 60000x28000x28000, so"
                        + " 47,040,000,000,016 bytes in all, found a gzip file of " + forged.length
                        + ". Fetch the file again.");
    }

    @Test
    void differentCountsOfImagesAndLabelsAreRefused() throws IOException {
        assertRefused(
                pair(IMAGES, idx(bytes(1, 2), 2)),
                images() + " holds 3 images but " + labels()
                        + " holds 2 labels, expected as many. Give the image and label file of the same set.");
    }

    @Test
    void aWrongHashIsRefused() throws IOException {
        IdxPair pair = pair(IMAGES, LABELS);
        String other = "0".repeat(64);
        String found = HexFormat.of().formatHex(ContentHash.sha256().digest(LABELS));

        assertRefused(
                new IdxPair("x", pair.images(), pair.labels(), "", other),
                labels() + ": SHA-256 of the uncompressed content is " + found + ", expected " + other
                        + ". The file is damaged or another one; fetch it again.");
    }

    @Test
    void aCompressedFileIsNotMapped() throws IOException {
        IdxPair pair = pair(gzip(IMAGES), LABELS);

        InvalidDataException refusal = assertThrows(InvalidDataException.class, pair::map);

        assertEquals(
                images() + ": gzip-compressed, expected an uncompressed file to map into memory. Uncompress it"
                        + " (gunzip -k) and give the result.",
                refusal.getMessage());
    }

    @Test
    void aTruncatedFileIsNotMapped() throws IOException {
        IdxPair pair = pair(Arrays.copyOf(IMAGES, 30), LABELS);

        InvalidDataException refusal = assertThrows(InvalidDataException.class, pair::map);

        assertEquals(
                images() + ": truncated, the header promises 3x2x3, so 34 bytes in all, found 30. Fetch the file"
                        + " again.",
                refusal.getMessage());
    }

    @Test
    void aRefusedFileIsLeftAsItWas() throws IOException {
        byte[] damaged = Arrays.copyOf(IMAGES, 30);
        IdxPair pair = pair(damaged, LABELS);

        assertThrows(InvalidDataException.class, pair::read);

        assertArrayEquals(damaged, Files.readAllBytes(images()));
    }

    private static void assertRefused(IdxPair pair, String message) {
        assertEquals(
                message, assertThrows(InvalidDataException.class, pair::read).getMessage());
    }

    private IdxPair pair(byte[] images, byte[] labels) throws IOException {
        return IdxPair.of(IdxFixtures.write(images(), images), IdxFixtures.write(labels(), labels));
    }

    private Path images() {
        return folder.resolve("images-idx3-ubyte");
    }

    private Path labels() {
        return folder.resolve("labels-idx1-ubyte");
    }

    private static byte[] allPixels(ImageSet set) {
        ByteBuffer all = ByteBuffer.allocate(set.size() * set.imageBytes());
        for (int i = 0; i < set.size(); i++) {
            set.copyPixels(i, all.array(), i * set.imageBytes());
        }
        return all.array();
    }
}
