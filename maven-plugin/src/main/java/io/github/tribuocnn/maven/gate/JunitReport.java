/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.gate;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Outcomes in the form that build servers show as tests.
 *
 * @param suite the name of the test suite
 * @param outcomes its test cases
 */
public record JunitReport(String suite, List<Outcome> outcomes) {

    /**
     * Writes the file, whole or not at all.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, ".check", ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(part)) {
                write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer));
            } catch (XMLStreamException e) {
                throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", suite);
        xml.writeAttribute("tests", Integer.toString(outcomes.size()));
        xml.writeAttribute(
                "failures",
                Long.toString(
                        outcomes.stream().filter(outcome -> !outcome.isPassed()).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", "0");
        for (Outcome outcome : outcomes) {
            write(xml, outcome);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private void write(XMLStreamWriter xml, Outcome outcome) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", suite);
        xml.writeAttribute("name", outcome.rule());
        xml.writeAttribute("time", "0");
        String failure = outcome.failure();
        if (failure != null) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", failure);
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(outcome.found());
        xml.writeEndElement();
        xml.writeEndElement();
    }
}
