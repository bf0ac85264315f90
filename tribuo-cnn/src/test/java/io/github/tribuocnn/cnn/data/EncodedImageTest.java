/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static io.github.tribuocnn.cnn.data.ImageFiles.of;
import static io.github.tribuocnn.cnn.data.ImageFiles.png;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/** What the files become, and which are refused. The golden values are worked out by hand from the definitions. */
final class EncodedImageTest {
    private static final Path FILE = Path.of("cats", "tom");

    @Test
    void greyPngKeepsItsStoredValues() throws IOException {
        byte[] file = ImageFiles.grey(2, 2, 0, 1, 187, 255);

        assertArrayEquals(bytes(0, 1, 187, 255), decode(file, 1));
        assertArrayEquals(bytes(0, 0, 0, 1, 1, 1, 187, 187, 187, 255, 255, 255), decode(file, 3));
    }

    @Test
    void colourPngKeepsItsStoredValuesInTheOrderRedGreenBlue() throws IOException {
        assertArrayEquals(bytes(1, 2, 3, 250, 100, 0), decode(ImageFiles.rgb(1, 2, 1, 2, 3, 250, 100, 0), 3));
    }

    @Test
    void colourBecomesGreyByItsLuma() throws IOException {
        // 299 * 255 + 500 = 76745; 587 * 255 + 500 = 150185; 114 * 255 + 500 = 29570; 299 + 1174 + 342 + 500 = 2315
        assertArrayEquals(
                bytes(76, 150, 29, 2, 255),
                decode(ImageFiles.rgb(1, 5, 255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 255, 255, 255), 1));
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        byte[] file = png(of(BufferedImage.TYPE_USHORT_GRAY, 1, 6, 0, 128, 129, 257, 33_000, 65_535));

        // 257 is 1; 128 / 257 is below a half, 129 / 257 above; 33000 / 257 = 128.4
        assertArrayEquals(bytes(0, 0, 1, 1, 128, 255), decode(file, 1));
    }

    @Test
    void palettesAndBitsAreLookedUp() throws IOException {
        IndexColorModel palette =
                new IndexColorModel(2, 3, bytes(9, 200, 0), bytes(8, 100, 255), bytes(7, 50, 0), bytes(255, 255, 255));

        assertArrayEquals(bytes(0, 255, 0, 9, 8, 7, 200, 100, 50), decode(png(of(palette, 1, 3, 2, 0, 1)), 3));
        assertArrayEquals(bytes(0, 255), decode(png(of(BufferedImage.TYPE_BYTE_BINARY, 1, 2, 0, 1)), 1));
    }

    @Test
    void transparencyShowsTheBackground() throws IOException {
        byte[] file =
                png(of(BufferedImage.TYPE_4BYTE_ABGR, 1, 3, 100, 100, 100, 255, 100, 100, 100, 51, 90, 90, 90, 0));

        // 51 / 255 is a fifth: 20 + 4/5 of the background
        assertArrayEquals(bytes(100, 20, 0), decode(file, 1, 0));
        assertArrayEquals(bytes(100, 224, 255), decode(file, 1, 255));
    }

    @Test
    void transparencyOfPalettesAndGreyCountsToo() throws IOException {
        IndexColorModel palette = new IndexColorModel(1, 2, bytes(10, 20), bytes(10, 20), bytes(10, 20), bytes(0, 255));
        assertArrayEquals(bytes(77, 20), decode(png(of(palette, 1, 2, 0, 1)), 1, 77));

        ComponentColorModel greyAlpha = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                BufferedImage.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = greyAlpha.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {200, 255, 200, 0});
        assertArrayEquals(bytes(200, 77), decode(png(new BufferedImage(greyAlpha, raster, false, null)), 1, 77));
    }

    @Test
    void aGreyJpegKeepsItsDecodedValues() throws IOException {
        // A flat block has one coefficient, which survives compression.
        byte[] decoded = decode(ImageFiles.jpeg(of(BufferedImage.TYPE_BYTE_GRAY, 8, 8, filled(64, 187))), 1);

        assertArrayEquals(filledBytes(64, 187), decoded);
    }

    @Test
    void aColourJpegIsWhatImageIoDecodes() throws IOException {
        BufferedImage image = of(BufferedImage.TYPE_3BYTE_BGR, 16, 24, noise(16 * 24 * 3));
        byte[] file = ImageFiles.jpeg(image);

        Raster expected = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        byte[] decoded = decode(file, 3);

        int[] samples = expected.getPixels(0, 0, 24, 16, (int[]) null);
        for (int i = 0; i < samples.length; i++) {
            assertEquals(samples[i], decoded[i] & 0xff, "sample " + i);
        }
    }

    @Test
    void aProgressiveJpegIsReadToItsEnd() throws IOException {
        BufferedImage image = of(BufferedImage.TYPE_3BYTE_BGR, 16, 24, noise(16 * 24 * 3));

        assertArrayEquals(decode(ImageFiles.jpeg(image), 3), decode(progressiveJpeg(image), 3));
    }

    @Test
    void colourProfilesChangeNothing() throws IOException {
        BufferedImage image = of(BufferedImage.TYPE_3BYTE_BGR, 16, 24, noise(16 * 24 * 3));
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

        byte[] png = png(image);
        byte[] profiledPng = insert(png, 33, profileChunk(profile));
        assertFalse(Arrays.equals(png, profiledPng));
        assertArrayEquals(decode(png, 3), decode(profiledPng, 3));

        byte[] jpeg = ImageFiles.jpeg(image);
        byte[] profiledJpeg = insert(jpeg, 20, profileSegment(profile));
        assertNotEquals(
                imageIoSample(jpeg), imageIoSample(profiledJpeg), "the profile is not seen: this proves nothing");
        assertArrayEquals(decode(jpeg, 3), decode(profiledJpeg, 3));
    }

    @Test
    void bytesBehindTheImageAreIgnored() throws IOException {
        byte[] png = ImageFiles.flat(8, 8, 50);
        byte[] jpeg = ImageFiles.jpeg(of(BufferedImage.TYPE_BYTE_GRAY, 8, 8, filled(64, 50)));

        assertArrayEquals(decode(png, 1), decode(insert(png, png.length, bytes(1, 2, 3)), 1));
        assertArrayEquals(decode(jpeg, 1), decode(insert(jpeg, jpeg.length, bytes(1, 2, 3)), 1));
    }

    @Test
    void otherFormatsAreRefusedByTheirFirstBytes() {
        String rest =
                ", expected a PNG or JPEG image. Convert or remove it, or hide it: names that start with a dot are"
                        + " ignored.";

        assertRefused(
                ImageFiles.encode(new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_INDEXED), "gif"),
                FILE + ": starts with 47 49 46 38" + rest);
        assertRefused("notes".getBytes(StandardCharsets.UTF_8), FILE + ": starts with 6e 6f 74 65" + rest);
        assertRefused(bytes(7), FILE + ": starts with 07" + rest);
        assertRefused(new byte[0], FILE + ": empty" + rest);
    }

    @Test
    void aPngCutAnywhereIsRefused() {
        byte[] file = ImageFiles.flat(4, 4, 200);

        for (int length = 8; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    FILE + ": truncated PNG file, found " + length
                            + " bytes, expected more up to a chunk IEND. Replace or remove it.");
        }
    }

    @Test
    void aPngWithAWrongChecksumIsRefused() {
        byte[] file = ImageFiles.flat(4, 4, 200);
        file[33 + 8 + 2] ^= 1;

        assertRefused(
                file, FILE + ": damaged PNG file, the checksum of its chunk IDAT is wrong. Replace or remove it.");
    }

    @Test
    void aJpegCutAnywhereIsRefused() throws IOException {
        byte[] file = progressiveJpeg(of(BufferedImage.TYPE_3BYTE_BGR, 16, 24, noise(16 * 24 * 3)));

        for (int length = 3; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    FILE + ": truncated JPEG file, found " + length
                            + " bytes, expected more up to the marker FF D9. Replace or remove it.");
        }
    }

    @Test
    void anUndecodableFileIsRefusedWithTheReasonOfTheDecoder() {
        byte[] file = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};

        InvalidDataException refusal = assertThrows(InvalidDataException.class, () -> decode(file, 1));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(FILE + ": damaged JPEG file, or of a kind Java can't read ("), message);
        assertTrue(message.endsWith("). Replace or remove it."), message);
        assertTrue(refusal.getCause() != null, "the cause is lost");
    }

    @Test
    void coloursOfAPressAreRefused() throws IOException {
        WritableRaster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);

        assertRefused(
                jpeg(new IIOImage(cmyk, null, null), ImageWriteParam.MODE_DISABLED),
                FILE + ": JPEG file of 4 components that are neither grey nor red, green, blue (but CMYK, for example),"
                        + " which have no defined conversion here. Convert or remove it.");
    }

    @Test
    void aTinyFileThatClaimsAHugeImageIsRefusedBeforeItIsDecoded() {
        byte[] file = ImageFiles.flat(1, 1, 200);
        ByteBuffer.wrap(file)
                .putInt(16, 2_000_000_000)
                .putInt(20, 2_000_000_000)
                .putInt(29, checksum(file, 12, 17));

        assertRefused(
                file,
                FILE + ": 2000000000x2000000000 (height x width) is 4,000,000,000,000,000,000 pixels, expected at most"
                        + " 100,000,000. Make it smaller or remove it.");
    }

    private static byte[] decode(byte[] file, int channels) throws IOException {
        return decode(file, channels, 0);
    }

    private static byte[] decode(byte[] file, int channels, int background) throws IOException {
        try (EncodedImage image = EncodedImage.open(FILE, file)) {
            return image.decode(channels, background);
        }
    }

    private static void assertRefused(byte[] file, String message) {
        InvalidDataException refusal = assertThrows(InvalidDataException.class, () -> decode(file, 1));
        assertEquals(message, refusal.getMessage());
    }

    private static int imageIoSample(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file)).getRaster().getSample(5, 5, 0);
    }

    private static byte[] progressiveJpeg(BufferedImage image) throws IOException {
        return jpeg(new IIOImage(image, null, null), ImageWriteParam.MODE_DEFAULT);
    }

    private static byte[] jpeg(IIOImage image, int progressiveMode) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(progressiveMode);
            writer.setOutput(out);
            writer.write(null, image, parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** PNG chunk iCCP: name, zero, compression method zero, deflated profile. */
    private static byte[] profileChunk(byte[] profile) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("iCCPlinear\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
            deflated.write(profile);
        }
        byte[] content = data.toByteArray();
        return ByteBuffer.allocate(content.length + 8)
                .putInt(content.length - 4)
                .put(content)
                .putInt(checksum(content, 0, content.length))
                .array();
    }

    /** JPEG segment APP2: length, ICC_PROFILE, zero, part 1 of 1, profile. */
    private static byte[] profileSegment(byte[] profile) {
        return ByteBuffer.allocate(profile.length + 18)
                .put(bytes(0xff, 0xe2))
                .putShort((short) (profile.length + 16))
                .put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put(bytes(1, 1))
                .put(profile)
                .array();
    }

    private static int checksum(byte[] content, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(content, offset, length);
        return (int) crc.getValue();
    }

    private static byte[] insert(byte[] file, int at, byte[] part) {
        return ByteBuffer.allocate(file.length + part.length)
                .put(file, 0, at)
                .put(part)
                .put(file, at, file.length - at)
                .array();
    }

    private static int[] filled(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static byte[] filledBytes(int count, int value) {
        byte[] values = new byte[count];
        Arrays.fill(values, (byte) value);
        return values;
    }

    private static int[] noise(int count) {
        byte[] pixels = IdxFixtures.pixels(count, 3);
        int[] samples = new int[count];
        Arrays.setAll(samples, i -> pixels[i] & 0xff);
        return samples;
    }
}
