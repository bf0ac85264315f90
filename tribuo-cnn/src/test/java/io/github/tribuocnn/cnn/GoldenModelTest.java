/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tribuocnn.cnn.arch.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.test.Helpers;

/** A file of version 0, as later releases must still read it. It is never made again; a new version adds a new file. */
class GoldenModelTest {
    private static final String FILE = "cnn-model-v0.tribuo";

    private static byte[] bytes;
    private static CNNModel model;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = Objects.requireNonNull(GoldenModelTest.class.getResourceAsStream(FILE))) {
            bytes = file.readAllBytes();
        }
        model = (CNNModel) Model.deserialize(ModelProto.parseFrom(bytes)).castModel(Label.class);
    }

    /** Made the file: a network of 40 parameters with everything a model can hold. Not a test. */
    void generateModel() throws IOException {
        CNNModel golden = Bars.trainer()
                .architecture(Architecture.parse("conv 1 3x3 relu, maxpool 2, flatten, dense 3", Bars.SHAPE))
                .validationFraction(0.2)
                .patience(5)
                .restoreBest(true)
                .saveOptimiserState(true)
                .epochs(20)
                .build()
                .train(Bars.dataset(60, 1));
        Helpers.writeProtobuf(golden, Path.of("src", "test", "resources", "io", "github", "tribuocnn", "cnn", FILE));
    }

    @Test
    void theFileIsOfVersionZero() throws IOException {
        ModelProto proto = ModelProto.parseFrom(bytes);

        assertEquals(0, proto.getVersion());
        assertEquals("io.github.tribuocnn.cnn.CNNModel", proto.getClassName());
        assertEquals("4.3.2", model.getProvenance().getTribuoVersion());
    }

    @Test
    void everythingInItIsRead() {
        assertEquals(
                "input 8x8x1, conv 1 3x3 relu, maxpool 2, flatten, dense 3",
                model.architecture().toString());
        assertEquals("46209bb42f320619d47d98e24f2a3205773c77e75f9dcc29dbccf9e0e26bf487", model.weightsSha256());
        assertEquals(List.of("across", "down", "slanted"), model.labels());
        assertEquals(13, model.history().size());
        assertEquals(255f, model.pixelMaximum());
        assertEquals(64, model.getFeatureIDMap().size());
        assertTrue(model.hasOptimiserState());
        assertEquals("cnn-model", model.getName());
    }

    @Test
    void itPredictsAsOnTheDayItWasMade() {
        List<Example<Label>> examples = Bars.examples(3, 2);
        float[][] expected = {
            {0.24574675f, 0.3220111f, 0.43224216f},
            {0.35046962f, 0.3446462f, 0.30488423f},
            {0.20404029f, 0.45197064f, 0.34398907f}
        };

        for (int n = 0; n < expected.length; n++) {
            int row = n;
            float[] probabilities = new float[3];
            for (int id = 0; id < 3; id++) {
                probabilities[id] = (float) Objects.requireNonNull(model.predict(examples.get(row))
                                .getOutputScores()
                                .get(model.labels().get(id)))
                        .getScore();
            }
            assertArrayEquals(expected[n], probabilities, 1e-6f, "image " + n);
        }
    }

    @Test
    void trainingGoesOnFromIt() {
        CNNModel child = Bars.trainer()
                .architecture(model.architecture())
                .epochs(2)
                .build()
                .incrementalTrain(Bars.dataset(60, 1), model);

        // The file's weights are those of the eighth epoch, the best.
        assertTrue(child.history().get(1).trainLoss() < model.history().get(7).trainLoss());
    }

    @Test
    void itIsWrittenAsItWasRead() {
        CNNModel again = (CNNModel) Model.deserialize(model.serialize());

        assertEquals(model.getProvenance(), again.getProvenance());
        assertEquals(model.weightsSha256(), again.weightsSha256());
    }
}
