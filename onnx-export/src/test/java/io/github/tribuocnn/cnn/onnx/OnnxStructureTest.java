/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OnnxStructureTest {
    private final ModelProto sound =
            new OnnxExporter().export(RandomNetwork.reference(1).trained(), ExportDetails.NONE);

    @Test
    void anExportedModelHasNoFaults() {
        assertEquals(List.of(), OnnxStructure.faults(sound));
        OnnxStructure.requireSound(sound, "model.onnx");
    }

    @TestFactory
    Stream<DynamicTest> everyFaultOfFormIsNamed() {
        return Faults.ofForm().entrySet().stream()
                .map(fault -> dynamicTest(fault.getKey(), () -> {
                    ModelProto.Builder broken = sound.toBuilder();
                    fault.getValue().accept(broken);
                    List<String> found = OnnxStructure.faults(broken.build());
                    assertTrue(found.contains(fault.getKey()), found::toString);
                }));
    }

    @Test
    void theMessageNamesTheFileEveryFaultAndTheRemedy() {
        ModelProto.Builder broken = sound.toBuilder().setIrVersion(3);
        broken.getGraphBuilder().clearName();
        OnnxException refusal =
                assertThrows(OnnxException.class, () -> OnnxStructure.requireSound(broken.build(), "model.onnx"));
        assertEquals(
                "model.onnx breaks the rules of ONNX: IR version 3, expected 7 for operator set 13; the graph has no name; export the model"
                        + " again",
                refusal.getMessage());
    }

    @Test
    void anEmptyModelIsFaultyButBreaksNothing() {
        assertEquals(
                List.of(
                        "operator sets [], expected the default one alone, version 13 to 21",
                        "IR version 0, expected 7 for operator set 13",
                        "the graph has no name",
                        "the graph has no output"),
                OnnxStructure.faults(ModelProto.getDefaultInstance()));
    }

    /** Readers disagree about what an average over padding is, so the file must say it, and say what was trained. */
    @Test
    void anAverageThatCountsPaddingIsAFault() {
        RandomNetwork network = RandomNetwork.of(
                "avgpool 3 stride 2 same, globalavgpool, dense 2", new ImageShape(5, 5, 2), RandomNetwork.digits(2), 3);
        ModelProto.Builder broken = new OnnxExporter().export(network.trained(), ExportDetails.NONE).toBuilder();
        assertEquals(List.of(), OnnxStructure.faults(broken.build()));
        broken.getGraphBuilder().getNodeBuilder(0).getAttributeBuilder(1).setI(1);
        assertEquals(1, OnnxStructure.faults(broken.build()).size());
        assertTrue(OnnxStructure.faults(broken.build()).get(0).contains("has count_include_pad 1, expected 0"));
    }
}
