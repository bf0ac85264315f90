/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import static io.github.tribuocnn.cnn.data.IdxFixtures.bytes;
import static io.github.tribuocnn.cnn.data.ImageFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.test.Helpers;

final class ImageFolderSourceTest {
    private static final byte[] FIRST = ImageFiles.grey(2, 2, 1, 2, 0, 4);
    private static final byte[] SECOND = ImageFiles.rgb(2, 2, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9);
    private static final byte[] THIRD = ImageFiles.flat(2, 2, 30);

    @TempDir
    private Path root;

    private Path folder;

    /** Written against the order of the names. */
    @BeforeEach
    void writeFiles() throws IOException {
        folder = root.resolve("pets");
        write(folder, "dog/a.png", THIRD);
        write(folder, "cat/b.png", SECOND);
        write(folder, "cat/a.png", FIRST);
    }

    @Test
    void theFoldersAreTheLabels() throws IOException {
        ImageSet images = source().images();

        assertEquals(List.of("cat", "dog"), images.labelNames());
        assertEquals(List.of(0, 0, 1), List.of(images.label(0), images.label(1), images.label(2)));
        assertEquals("pets", images.name());
    }

    @Test
    void colourBecomesGreyUnlessToldOtherwise() throws IOException {
        ImageSet images = source().images();

        assertEquals(List.of(2, 2, 1), List.of(images.height(), images.width(), images.channels()));
        assertArrayEquals(bytes(1, 2, 0, 4, 76, 150, 29, 9, 30, 30, 30, 30), pixels(images));
    }

    @Test
    void threeChannelsKeepColoursAndRepeatGrey() throws IOException {
        ImageSet images = ImageFolderSource.builder(folder).channels(3).build().images();

        assertEquals(3, images.channels());
        assertArrayEquals(
                bytes(
                        1, 1, 1, 2, 2, 2, 0, 0, 0, 4, 4, 4, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9, 30, 30, 30, 30,
                        30, 30, 30, 30, 30, 30, 30, 30),
                pixels(images));
    }

    @Test
    void theOrderIsThatOfTheNamesWhateverTheFileSystemSays() throws IOException {
        assertInOrder(List.of("10.png", "2.png", "B.png", "Z", "a.png", "b"));
    }

    @Test
    void namesAreComparedInTheirComposedForm() throws IOException {
        ImageFiles.assumeUnicodeNames();

        assertInOrder(List.of("e.png", "f.png", "\u00e9.png", "\u00f6.png"));
    }

    /** Writes the names backwards, in the decomposed form that some file systems store. */
    private void assertInOrder(List<String> names) throws IOException {
        Path many = root.resolve("many");
        byte[] expected = new byte[names.size()];
        for (int i = names.size() - 1; i >= 0; i--) {
            expected[i] = (byte) i;
            write(many, "one/" + Normalizer.normalize(names.get(i), Normalizer.Form.NFD), ImageFiles.flat(1, 1, i));
        }

        assertArrayEquals(
                expected, pixels(ImageFolderSource.builder(many).build().images()));
    }

    @Test
    void hiddenFilesAreNotThere() throws IOException {
        String expected = source().images().sha256();

        write(folder, ".DS_Store", bytes(1));
        write(folder, ".git/config", bytes(1));
        write(folder, "cat/.a.png.swp", bytes(1));
        write(folder, "cat/Thumbs.db", bytes(1));
        write(folder, "dog/desktop.ini", bytes(1));

        assertEquals(expected, source().images().sha256());
        assertEquals(3, source().images().size());
    }

    @Test
    void aFileIsAnImageByItsContentNotByItsName() throws IOException {
        Files.move(folder.resolve("cat/a.png"), folder.resolve("cat/a"));
        Files.move(folder.resolve("cat/b.png"), folder.resolve("cat/b.JPG"));

        assertEquals(3, source().images().size());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making a link takes a privilege there")
    void aLinkIsWhatItLeadsTo() throws IOException {
        Files.createSymbolicLink(folder.resolve("cat/z.png"), folder.resolve("cat/a.png"));
        Files.createSymbolicLink(folder.resolve("wolf"), folder.resolve("dog"));

        ImageSet images = source().images();

        assertEquals(List.of("cat", "dog", "wolf"), images.labelNames());
        assertEquals(5, images.size());
    }

    @Test
    void imagesOfOtherSizesAreScaledWhenAsked() throws IOException {
        write(folder, "dog/b.png", ImageFiles.grey(1, 4, 0, 10, 20, 40));
        write(folder, "dog/c.png", ImageFiles.grey(4, 4, 1, 3, 99, 101, 6, 10, 98, 102, 0, 0, 8, 8, 0, 0, 8, 8));

        ImageSet images =
                ImageFolderSource.builder(folder).scaledTo(2, 2).build().images();

        assertArrayEquals(
                bytes(1, 2, 0, 4, 76, 150, 29, 9, 30, 30, 30, 30, 5, 30, 5, 30, 5, 100, 0, 8), pixels(images));
    }

    @Test
    void transparentImagesGetTheConfiguredBackground() throws IOException {
        Path logos = root.resolve("logos");
        write(logos, "one/a.png", ImageFiles.png(ImageFiles.of(BufferedImage.TYPE_4BYTE_ABGR, 1, 1, 9, 9, 9, 0)));

        assertArrayEquals(
                bytes(0), pixels(ImageFolderSource.builder(logos).build().images()));
        assertArrayEquals(
                bytes(250),
                pixels(ImageFolderSource.builder(logos).background(250).build().images()));
    }

    @Test
    void manyImagesKeepTheirPlaces() throws IOException {
        Path many = root.resolve("many");
        for (int i = 0; i < 200; i++) {
            write(many, "c" + i % 4 + "/" + (100 + i) + ".png", ImageFiles.flat(3, 3, i));
        }

        ImageSet images = ImageFolderSource.builder(many).build().images();

        for (int i = 0; i < 200; i++) {
            int written = i % 50 * 4 + i / 50;
            assertEquals(written, images.pixel(i, 8), "image " + i);
            assertEquals(written % 4, images.label(i), "label " + i);
        }
    }

    @Test
    void provenanceHoldsTheHashOfTheListingAndOfThePixels() throws IOException {
        String listing =
                sha256(FIRST) + "  cat/a.png\n" + sha256(SECOND) + "  cat/b.png\n" + sha256(THIRD) + "  dog/a.png\n";
        ImageFolderSource source = source();

        assertEquals(
                sha256(listing.getBytes(StandardCharsets.UTF_8)),
                source.getProvenance().hashes().get(DataSourceProvenance.RESOURCE_HASH));
        assertEquals(
                source.images().sha256(), source.getProvenance().hashes().get(ImageSourceProvenance.PIXELS_SHA256));
    }

    @Test
    void everyChangeOfTheFilesChangesTheHash() throws IOException {
        String before = resourceHash();

        Files.move(folder.resolve("cat/a.png"), folder.resolve("cat/c.png"));
        String renamed = resourceHash();
        write(folder, "cat/c.png", ImageFiles.grey(2, 2, 1, 2, 0, 5));
        String changed = resourceHash();

        assertNotEquals(before, renamed);
        assertNotEquals(renamed, changed);
    }

    @Test
    void sourcesOfTheSameContentAndConfigurationHaveEqualProvenance() throws IOException {
        assertEquals(source().getProvenance(), source().getProvenance());
    }

    @Test
    void configurationSurvivesTheRoundTripThroughProvenance() throws IOException {
        Roundtrip.check(source());
        Roundtrip.check(ImageFolderSource.builder(folder)
                .scaledTo(3, 5)
                .channels(3)
                .background(7)
                .name("pets and more")
                .sha256(resourceHash())
                .build());
    }

    @Test
    void provenanceMarshals() throws IOException {
        Helpers.testProvenanceMarshalling(source().getProvenance());
    }

    @Test
    void aDatasetIsRebuiltFromItsProvenance() throws IOException {
        ImageDataset dataset = new ImageDataset(
                ImageFolderSource.builder(folder).scaledTo(5, 4).channels(3).build());
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(dataset.getProvenance()));

        ImageDataset rebuilt =
                new ImageDataset(manager.lookupAll(ImageFolderSource.class).get(0));

        assertEquals(dataset.getProvenance(), rebuilt.getProvenance());
        assertEquals(dataset.images().sha256(), rebuilt.images().sha256());
    }

    @Test
    void aMutableDatasetHasTheSameExamples() throws IOException {
        MutableDataset<Label> mutable = new MutableDataset<>(source());
        ImageDataset bytes = new ImageDataset(source());

        assertEquals(new ArrayList<>(bytes.getData()), new ArrayList<>(mutable.getData()));
        Example<Label> expected = new ArrayExample<>(
                new Label("cat"), List.of(new Feature("0", 1), new Feature("1", 2), new Feature("3", 4)));
        assertEquals(expected, mutable.getExample(0));
    }

    private ImageFolderSource source() throws IOException {
        return ImageFolderSource.builder(folder).build();
    }

    private String resourceHash() throws IOException {
        return source().getProvenance().hashes().getOrDefault(DataSourceProvenance.RESOURCE_HASH, "");
    }

    private static byte[] pixels(ImageSet images) {
        byte[] pixels = new byte[images.size() * images.imageBytes()];
        for (int i = 0; i < images.size(); i++) {
            images.copyPixels(i, pixels, i * images.imageBytes());
        }
        return pixels;
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(content));
    }
}
