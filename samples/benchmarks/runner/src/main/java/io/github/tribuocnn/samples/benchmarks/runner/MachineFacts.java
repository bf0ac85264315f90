/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.runner;

import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/** What a reader must know about the machine to place the figures. */
final class MachineFacts {

    private MachineFacts() {}

    /** Processor, cores, widest vectors, load, operating system and JDK, in one line. */
    static String text(Jvm jvm) throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s, load %s; %s %s; %s%s",
                cpu("model name"),
                Runtime.getRuntime().availableProcessors(),
                vectors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                jdk(jvm.home()),
                jvm.arguments().isEmpty() ? "" : " " + String.join(" ", jvm.arguments()));
    }

    private static String cpu(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static String vectors() throws IOException {
        String flags = " " + cpu("flags") + " ";
        if (flags.contains(" avx512f ")) {
            return "AVX-512";
        }
        return flags.contains(" avx2 ") ? "AVX2" : "no AVX2";
    }

    private static String jdk(Path home) throws IOException {
        Properties release = new Properties();
        try (FileReader file = new FileReader(home.resolve("release").toFile(), StandardCharsets.UTF_8)) {
            release.load(file);
        }
        return "JDK " + release.getProperty("JAVA_VERSION", "unknown").replace("\"", "");
    }
}
