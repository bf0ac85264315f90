/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the build has made of the goals for Maven, and other XML in the jar. */
final class PluginXml {
    private PluginXml() {}

    static Element root(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse("target/classes/META-INF/" + file)
                .getDocumentElement();
    }

    static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /** The text of the first element of a name. */
    static String text(Element root, String name) {
        return elements(root, name).get(0).getTextContent();
    }

    static List<Element> goals() throws Exception {
        return elements(root("maven/plugin.xml"), "mojo");
    }

    static List<String> parametersOf(String goal) throws Exception {
        Element mojo = goals().stream()
                .filter(each -> text(each, "goal").equals(goal))
                .findFirst()
                .orElseThrow();
        return elements(elements(mojo, "parameters").get(0), "parameter").stream()
                .map(parameter -> text(parameter, "name"))
                .toList();
    }
}
