/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntheticWarningTest {
    @Test
    void theWarningIsABoxThatSaysWhatWhyAndWhatNext() {
        List<String> lines = SyntheticWarning.lines(
                "no network\nand " + "no file ".repeat(30).strip() + ".");
        String text = String.join("\n", lines);
        assertTrue(text.contains("THIS IS NOT MNIST"), text);
        assertTrue(text.contains("* Why: no network and no file no file"), text);
        assertTrue(text.contains("-Dmnist-cnn.force tries to download them again."), text);
        assertEquals(1, lines.stream().map(String::length).distinct().count(), "every line is as wide as the box");
        assertTrue(lines.stream().allMatch(line -> line.startsWith("*") && line.endsWith("*")), text);
    }

    @Test
    void aPathWiderThanTheBoxStaysWhole() {
        String path = "/" + "x".repeat(150) + "/end";
        assertTrue(
                String.join("\n", SyntheticWarning.lines("nothing in " + path)).contains(path));
    }
}
