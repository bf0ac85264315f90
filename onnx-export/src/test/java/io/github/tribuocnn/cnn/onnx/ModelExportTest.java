/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.ONNXExportable;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A model trained by Tribuo's means, exported and held against its file. */
class ModelExportTest {
    private static final ImageShape SHAPE = new ImageShape(6, 5, 1);
    private static final List<String> LABELS = List.of("cat", "dog", "ship", "frog");
    private static final long SEED = 77;

    private static CNNModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        model = CNNTrainer.builder()
                .architecture(Architecture.parse("conv 4 3x2 relu, maxpool 2, flatten, dense 8 relu, dense 4", SHAPE))
                .epochs(3)
                .batchSize(4)
                .seed(SEED)
                .build()
                .train(dataset());
    }

    /** Each label is a bright row of its own in noise. */
    private static MutableDataset<Label> dataset() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Example<Label>> examples = new ArrayList<>();
        for (int n = 0; n < 80; n++) {
            int bright = n % LABELS.size();
            List<Feature> features = new ArrayList<>();
            for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
                int value = pixel / SHAPE.width() == bright + 1 ? 255 : 1 + random.nextInt(100);
                features.add(new Feature(String.format(Locale.ROOT, "%02d", pixel), value));
            }
            examples.add(new ArrayExample<>(new Label(LABELS.get(bright)), features));
        }
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("rows", factory)));
    }

    private static PixelSource noise() {
        return (index, target, offset) -> {
            SplittableRandom random = new SplittableRandom(index);
            for (int i = 0; i < SHAPE.size(); i++) {
                target[offset + i] = random.nextInt(256) / 255f;
            }
        };
    }

    @Test
    void theWrittenFileAnswersAsTheModel() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(new OnnxExporter().export(model, ExportDetails.NONE), file);
        Verification verification = new OnnxVerifier().verify(file, model, noise(), 500);
        assertEquals(500, verification.requireAgreement().images());
    }

    @Test
    void theColumnsAreSortedThoughTheModelsOutputsAreNot() {
        assertNotEquals(List.of("cat", "dog", "frog", "ship"), model.labels());
        ModelProto exported = new OnnxExporter().export(model, ExportDetails.NONE);
        assertEquals(List.of("cat", "dog", "frog", "ship"), OnnxMetadata.labelsOf(exported));
    }

    @Test
    void theMetadataKnowWhatTheModelKnows() {
        Map<String, String> metadata = OnnxMetadata.of(new OnnxExporter().export(model, ExportDetails.NONE));
        assertEquals(Long.toString(SEED), metadata.get(OnnxMetadata.SEED));
        assertEquals(model.weightsSha256(), metadata.get(OnnxMetadata.WEIGHTS_SHA256));
        assertEquals(model.architecture().text(), metadata.get(OnnxMetadata.ARCHITECTURE));
    }

    @Test
    void aSeedTheCallerNamesWins() {
        ModelProto exported = new OnnxExporter().export(model, ExportDetails.NONE.withSeed(5));
        assertEquals("5", OnnxMetadata.of(exported).get(OnnxMetadata.SEED));
    }

    @Test
    void theProvenanceIsReadBackEqual() throws ProvenanceSerializationException {
        Map<String, String> metadata = OnnxMetadata.of(new OnnxExporter().export(model, ExportDetails.NONE));
        assertEquals(
                model.getProvenance(),
                ONNXExportable.SERIALIZER.deserializeAndUnmarshal(
                        String.valueOf(metadata.get(OnnxMetadata.PROVENANCE))));
    }

    @Test
    void aModelSavedAndLoadedExportsToTheSameBytes() throws IOException {
        Path saved = folder.resolve("model.tribuo");
        model.serializeToFile(saved);
        CNNModel loaded = (CNNModel) Model.deserializeFromFile(saved);
        assertArrayEquals(
                OnnxFile.bytes(new OnnxExporter().export(model, ExportDetails.NONE)),
                OnnxFile.bytes(new OnnxExporter().export(loaded, ExportDetails.NONE)));
    }
}
