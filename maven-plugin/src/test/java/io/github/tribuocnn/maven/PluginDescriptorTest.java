/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What Maven and IDEs are told of the goals. */
class PluginDescriptorTest {
    private static final Set<String> WITHOUT_PROJECT = Set.of("download", "help", "info", "predict", "train");

    /** Every element that m2e knows in the metadata of a plugin and that is used here. */
    private static final Set<String> KNOWN_TO_M2E = Set.of(
            "action",
            "goal",
            "goals",
            "ignore",
            "lifecycleMappingMetadata",
            "pluginExecution",
            "pluginExecutionFilter",
            "pluginExecutions");

    @Test
    void theseAreTheGoals() throws Exception {
        assertEquals(
                List.of(
                        "check",
                        "download",
                        "export",
                        "help",
                        "info",
                        "predict",
                        "report",
                        "reproduce",
                        "test",
                        "train"),
                PluginXml.goals().stream()
                        .map(goal -> PluginXml.text(goal, "goal"))
                        .sorted()
                        .toList());
    }

    @Test
    void everyGoalMayRunBesideOthersAndSomeWithoutAProject() throws Exception {
        for (Element goal : PluginXml.goals()) {
            String name = PluginXml.text(goal, "goal");
            assertEquals("true", PluginXml.text(goal, "threadSafe"), name);
            assertEquals(
                    Boolean.toString(!WITHOUT_PROJECT.contains(name)), PluginXml.text(goal, "requiresProject"), name);
            assertEquals("false", PluginXml.text(goal, "requiresOnline"), name + " works offline with what is there");
        }
    }

    @Test
    void everyGoalCanBeSkippedAndEveryParameterIsExplained() throws Exception {
        for (Element goal : PluginXml.goals()) {
            String name = PluginXml.text(goal, "goal");
            if (!name.equals("help")) {
                assertTrue(PluginXml.parametersOf(name).contains("skip"), name);
            }
            for (Element parameter : PluginXml.elements(goal, "parameter")) {
                boolean isForUsers = PluginXml.text(parameter, "editable").equals("true");
                int length = PluginXml.text(parameter, "description").length();
                assertTrue(
                        !isForUsers || length >= "Do nothing.".length(), () -> name + " " + parameter.getTextContent());
            }
        }
    }

    @Test
    void anIdeRunsNoneOfTheGoals() throws Exception {
        Element metadata = PluginXml.root("m2e/lifecycle-mapping-metadata.xml");
        assertEquals("lifecycleMappingMetadata", metadata.getTagName());
        Set<String> used = PluginXml.elements(metadata, "*").stream()
                .map(Element::getTagName)
                .collect(Collectors.toSet());
        assertTrue(KNOWN_TO_M2E.containsAll(used), used::toString);
        Element execution = PluginXml.elements(metadata, "pluginExecution").get(0);
        assertEquals(1, PluginXml.elements(metadata, "pluginExecution").size());
        assertEquals(
                1,
                PluginXml.elements(PluginXml.elements(execution, "action").get(0), "ignore")
                        .size());
        Set<String> listed = new TreeSet<>(PluginXml.elements(execution, "goal").stream()
                .map(Element::getTextContent)
                .toList());
        listed.add("help");
        assertEquals(
                new TreeSet<>(PluginXml.goals().stream()
                        .map(goal -> PluginXml.text(goal, "goal"))
                        .toList()),
                listed);
    }
}
