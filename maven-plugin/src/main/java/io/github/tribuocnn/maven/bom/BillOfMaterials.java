/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.bom;

import io.github.tribuocnn.maven.worker.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.component.data.ComponentData;
import org.cyclonedx.model.metadata.ToolInformation;
import org.cyclonedx.util.LicenseResolver;

/**
 * A CycloneDX 1.6 document on one network.
 *
 * @param product the network as something that is published
 * @param metrics the network as it was trained and tested
 */
public record BillOfMaterials(Product product, Metrics metrics) {
    private static final String MODEL = "model";
    private static final String TRAINING_DATA = "training-data";
    private static final String TEST_DATA = "test-data";

    /**
     * Brings a file up to date: it is written, whole or not at all, unless it is this document already. Looking needs nothing of
     * the CycloneDX library.
     *
     * @param created the time to be named in it
     * @return whether it was written
     * @throws IOException if the file cannot be read or written
     */
    public boolean update(Path file, Instant created) throws IOException {
        if (Files.isRegularFile(file) && Files.readString(file).contains(serialNumber())) {
            return false;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text(created));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return true;
    }

    /** Equal documents have equal numbers, so that two builds of one network agree. */
    private String serialNumber() {
        String content = product + metrics.onnx().sha256() + metrics.weights().sha256() + metrics.dataset();
        return "urn:uuid:" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private String text(Instant created) throws IOException {
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, document(created))
                            .toJsonString(true)
                    + "\n";
        } catch (GeneratorException e) {
            throw new IOException("no bill of materials can be made: " + e.getMessage(), e);
        }
    }

    private Bom document(Instant created) {
        Bom bom = new Bom();
        bom.setSerialNumber(serialNumber());
        bom.setVersion(1);
        bom.setMetadata(metadata(created));
        bom.setComponents(List.of(
                data(
                        TRAINING_DATA,
                        metrics.dataset().usedImages() + " labelled images, of which "
                                + metrics.dataset().validationImages() + " were held out",
                        metrics.dataset().sha256()),
                data(
                        TEST_DATA,
                        metrics.dataset().testImages() + " labelled images",
                        metrics.dataset().testSha256())));
        Dependency model = new Dependency(MODEL);
        model.addDependency(new Dependency(TRAINING_DATA));
        model.addDependency(new Dependency(TEST_DATA));
        bom.setDependencies(List.of(model, new Dependency(TRAINING_DATA), new Dependency(TEST_DATA)));
        return bom;
    }

    @SuppressWarnings("JavaUtilDate") // the library's type
    private org.cyclonedx.model.Metadata metadata(Instant created) {
        Component tool = new Component();
        tool.setType(Component.Type.APPLICATION);
        tool.setName("mnist-cnn-maven-plugin");
        tool.setVersion(product.plugin());
        ToolInformation tools = new ToolInformation();
        tools.setComponents(List.of(tool));
        org.cyclonedx.model.Metadata metadata = new org.cyclonedx.model.Metadata();
        metadata.setTimestamp(Date.from(created));
        metadata.setToolChoice(tools);
        metadata.setComponent(model());
        return metadata;
    }

    private Component model() {
        Component model = new Component();
        model.setType(Component.Type.MACHINE_LEARNING_MODEL);
        model.setBomRef(MODEL);
        model.setGroup(product.group());
        model.setName(product.name());
        model.setVersion(product.version());
        model.setPurl(product.purl());
        if (!product.description().isEmpty()) {
            model.setDescription(product.description());
        }
        model.setHashes(List.of(new Hash(Hash.Algorithm.SHA_256, metrics.onnx().sha256())));
        if (!product.licences().isEmpty()) {
            model.setLicenses(licences());
        }
        model.setModelCard(new Card(metrics).model(TRAINING_DATA));
        return model;
    }

    /** By SPDX identifier where the name is one, else by name. */
    private LicenseChoice licences() {
        LicenseChoice all = new LicenseChoice();
        for (String name : product.licences()) {
            LicenseChoice known = LicenseResolver.resolve(name, false);
            if (known != null
                    && known.getLicenses() != null
                    && !known.getLicenses().isEmpty()) {
                all.addLicense(known.getLicenses().get(0));
            } else {
                License license = new License();
                license.setName(name);
                all.addLicense(license);
            }
        }
        return all;
    }

    private Component data(String reference, String description, String sha256) {
        ComponentData content = new ComponentData();
        content.setType(ComponentData.ComponentDataType.DATASET);
        content.setName(metrics.dataset().name() + " " + reference);
        content.setDescription(description);
        Component data = new Component();
        data.setType(Component.Type.DATA);
        data.setBomRef(reference);
        data.setName(metrics.dataset().name() + " " + reference);
        data.setHashes(List.of(new Hash(Hash.Algorithm.SHA_256, sha256)));
        data.setData(List.of(content));
        return data;
    }
}
