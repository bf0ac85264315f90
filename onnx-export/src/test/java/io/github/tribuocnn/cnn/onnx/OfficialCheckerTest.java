/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OfficialCheckerTest {
    @BeforeAll
    static void theCheckerIsThere() {
        OfficialChecker.assumeThere();
    }

    @TestFactory
    Stream<DynamicTest> everyFormPassesTheFullCheckAndStrictInference() {
        return Forms.all().entrySet().stream()
                .flatMap(form -> Forms.networks().stream()
                        .map(network -> dynamicTest(
                                form.getKey() + ": " + network.architecture().text(),
                                () -> assertNull(OfficialChecker.fault(Forms.export(network, form.getValue()))))));
    }

    /** A checker that accepts anything would prove nothing. */
    @Test
    void faultsAreFound() {
        ModelProto sound = Forms.export(RandomNetwork.reference(1), ExportForm.DEFAULT);
        ModelProto.Builder nameless = sound.toBuilder();
        nameless.getGraphBuilder().clearName();
        assertNotNull(OfficialChecker.fault(nameless.build()));
        ModelProto.Builder misshapen = sound.toBuilder();
        misshapen
                .getGraphBuilder()
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(1)
                .setDimValue(11);
        assertNotNull(OfficialChecker.fault(misshapen.build()));
    }
}
