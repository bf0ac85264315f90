/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.bom;

import java.util.List;

/**
 * The network as something that is published.
 *
 * @param group its Maven group id
 * @param name its artifact id
 * @param version its version
 * @param classifier what tells the exported file from other files of that artifact
 * @param description what it is for, in words, or empty
 * @param licences the names of its licences, best SPDX identifiers
 * @param plugin the version of the plugin that made it
 */
public record Product(
        String group,
        String name,
        String version,
        String classifier,
        String description,
        List<String> licences,
        String plugin) {

    /** Its package URL. */
    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version + "?classifier=" + classifier + "&type=onnx";
    }
}
