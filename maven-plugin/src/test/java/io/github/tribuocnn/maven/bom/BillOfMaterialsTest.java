/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.bom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tribuocnn.maven.worker.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.cyclonedx.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("bom.cdx.json");
    }

    private static BillOfMaterials bill(String version) {
        Product product = new Product(
                "com.example", "digits", version, "mnist-cnn", "Reads digits.", List.of("Apache-2.0", "Ours"), "1.2");
        return new BillOfMaterials(product, Requests.metrics());
    }

    private JsonObject model() throws IOException {
        return JsonParser.parseString(Files.readString(file))
                .getAsJsonObject()
                .getAsJsonObject("metadata")
                .getAsJsonObject("component");
    }

    @Test
    void theDocumentFitsTheSchemaOfCycloneDx() throws IOException {
        bill("1").update(file, TIME);
        assertEquals(List.of(), new org.cyclonedx.parsers.JsonParser().validate(file.toFile(), Version.VERSION_16));
    }

    @Test
    void itSaysWhatTheModelIsAndUnderWhichLicence() throws IOException {
        bill("1").update(file, TIME);
        JsonObject model = model();
        assertEquals("machine-learning-model", model.get("type").getAsString());
        assertEquals(
                "pkg:maven/com.example/digits@1?classifier=mnist-cnn&type=onnx",
                model.get("purl").getAsString());
        assertEquals(
                "[{\"license\":{\"id\":\"Apache-2.0\",\"url\":\"https://www.apache.org/licenses/LICENSE-2.0\"}},"
                        + "{\"license\":{\"name\":\"Ours\"}}]",
                model.getAsJsonArray("licenses").toString());
        assertTrue(model.getAsJsonObject("modelCard").toString().contains("\"value\":\"0.97\""));
        assertTrue(Files.readString(file).contains("2026-01-02T03:04:05Z"));
    }

    @Test
    void itIsWrittenAgainOnlyForAnotherNetworkOrVersion() throws IOException {
        assertTrue(bill("1").update(file, TIME));
        String first = Files.readString(file);
        assertFalse(bill("1").update(file, TIME.plusSeconds(60)));
        assertEquals(first, Files.readString(file));
        assertTrue(bill("2").update(file, TIME));
    }

    @Test
    void oneNetworkGivesTheSameBytes() throws IOException {
        bill("1").update(file, TIME);
        Path second = folder.resolve("second.json");
        bill("1").update(second, TIME);
        assertEquals(-1, Files.mismatch(file, second));
    }
}
