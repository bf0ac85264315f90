/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the four files of MNIST (LeCun, Cortes and Burges): in the folder that was given, else in the cache, else by
 * download into the cache. Whatever is found is checked by the SHA-256 of its uncompressed content. A given folder is
 * only read; if it is incomplete or damaged nothing else is tried, because it was meant.
 *
 * <p>Any number of threads and processes may look at once: one of them downloads, the others wait for it.
 */
public final class Mnist {
    /** Environment variable that names a folder with the four files. */
    public static final String DIRECTORY_VARIABLE = "MNIST_DIR";

    /** Where the files are downloaded from unless told otherwise, in this order. */
    public static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    static final String REMEDY = "give the folder with the four IDX files, gzip-compressed or not, by"
            + " -Dmnist-cnn.dataDirectory=<folder> or the environment variable " + DIRECTORY_VARIABLE;

    private static final List<PublishedFile> FILES = List.of(
            new PublishedFile(
                    "train-images-idx3-ubyte",
                    47_040_016,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new PublishedFile(
                    "train-labels-idx1-ubyte",
                    60_008,
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            new PublishedFile(
                    "t10k-images-idx3-ubyte",
                    7_840_016,
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte",
                    10_008,
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private final List<PublishedFile> files;
    private final @Nullable Path dataDirectory;
    private final Map<String, String> environment;
    private final Path baseDirectory;
    private final Path cacheDirectory;
    private final Downloads downloads;

    private Mnist(Builder builder) {
        this.files = builder.files;
        this.dataDirectory = builder.dataDirectory;
        this.environment = Map.copyOf(builder.environment);
        this.baseDirectory = builder.baseDirectory;
        this.cacheDirectory = builder.baseDirectory.resolve(builder.cacheDirectory);
        this.downloads = builder.downloads();
    }

    /** A search with the defaults of every setting. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds the four files, downloading those that are nowhere.
     *
     * @throws InvalidDataException if a folder was given that lacks files or holds damaged or other ones
     * @throws MnistUnavailableException if no folder was given, the cache lacks files and they can't be downloaded
     * @throws IOException if a file that is there can't be read
     */
    public IdxSplits find() throws IOException {
        String variable = environment.getOrDefault(DIRECTORY_VARIABLE, "");
        if (dataDirectory != null) {
            return inGivenFolder(baseDirectory.resolve(dataDirectory), "dataDirectory");
        }
        if (!variable.isBlank()) {
            return inGivenFolder(baseDirectory.resolve(variable), DIRECTORY_VARIABLE);
        }
        return splits(new DownloadCache(cacheDirectory, files, downloads).fill(), cacheDirectory.toString());
    }

    private IdxSplits inGivenFolder(Path folder, String givenBy) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataException(givenBy + " is " + folder + ", which is no folder; expected one with "
                    + names(files) + ", each also as .gz. Correct it, or leave it out to have MNIST downloaded.");
        }
        List<PublishedFile> missing = new ArrayList<>();
        List<Path> found = new ArrayList<>();
        for (PublishedFile file : files) {
            List<Path> candidates = file.candidates(folder);
            if (candidates.isEmpty()) {
                missing.add(file);
            } else {
                found.add(candidates.get(0));
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidDataException(givenBy + " is " + folder + ", which lacks " + names(missing)
                    + " (or the same as .gz). Put them there, correct " + givenBy
                    + ", or leave it out to have MNIST downloaded.");
        }
        for (int i = 0; i < files.size(); i++) {
            Optional<String> problem = files.get(i).problem(found.get(i));
            if (problem.isPresent()) {
                throw new InvalidDataException(
                        found.get(i) + ": " + problem.get() + ", so it is not MNIST's. " + givenBy
                                + " names this folder; it is never changed. Replace the file, or leave " + givenBy
                                + " out to have MNIST downloaded.");
            }
        }
        return splits(found, folder + " (" + givenBy + ")");
    }

    private static String names(List<PublishedFile> files) {
        return String.join(", ", files.stream().map(PublishedFile::name).toList());
    }

    private IdxSplits splits(List<Path> paths, String origin) {
        return new IdxSplits("mnist", pair("mnist", paths, 0), pair("mnist-test", paths, 2), origin);
    }

    private IdxPair pair(String name, List<Path> paths, int at) {
        return new IdxPair(
                name,
                paths.get(at),
                paths.get(at + 1),
                files.get(at).sha256(),
                files.get(at + 1).sha256());
    }

    /** The settings of a search; each has a default. */
    public static final class Builder {
        private List<PublishedFile> files = FILES;
        private @Nullable Path dataDirectory;
        private Map<String, String> environment = System.getenv();
        private Path baseDirectory = Path.of("").toAbsolutePath();
        private Path cacheDirectory = Path.of(System.getProperty("user.home"), ".cache", "mnist-cnn");
        private List<URI> mirrors = MIRRORS;
        private boolean offline;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private String userAgent = "tribuo-cnn";
        private MirrorConnections connections = MirrorConnections.DIRECT;
        private Consumer<String> progress = line -> {};

        private Builder() {}

        /** For tests: other files than MNIST's, in the same order. */
        Builder files(List<PublishedFile> files) {
            this.files = List.copyOf(files);
            return this;
        }

        /** A folder with the four files; null: see the environment. */
        public Builder dataDirectory(@Nullable Path dataDirectory) {
            this.dataDirectory = dataDirectory;
            return this;
        }

        /** Where {@code MNIST_DIR} is looked up; by default {@link System#getenv()}. */
        public Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            return this;
        }

        /** What relative paths, {@code MNIST_DIR}'s too, are relative to; by default the working directory. */
        public Builder baseDirectory(Path baseDirectory) {
            this.baseDirectory = baseDirectory.toAbsolutePath();
            return this;
        }

        /** Where downloads are kept; by default {@code .cache/mnist-cnn} in the user's home. */
        public Builder cacheDirectory(Path cacheDirectory) {
            this.cacheDirectory = cacheDirectory;
            return this;
        }

        /**
         * Folders to download from, in this order; by default {@link #MIRRORS}.
         *
         * @throws IllegalArgumentException if one is not absolute or not {@code https:}, {@code http:} or {@code file:}
         */
        public Builder mirrors(List<URI> mirrors) {
            this.mirrors = mirrors.stream().map(Downloads::folder).toList();
            return this;
        }

        /** Whether to open no network connection; {@code file:} mirrors are still used. */
        public Builder offline(boolean offline) {
            this.offline = offline;
            return this;
        }

        /** How long to wait for a connection; by default 10 seconds. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /** How long a download may stand still; by default 30 seconds. */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = readTimeout;
            return this;
        }

        /** What a download calls itself; by default {@code tribuo-cnn}. */
        public Builder userAgent(String userAgent) {
            this.userAgent = userAgent;
            return this;
        }

        /** How mirrors are reached; by default {@link MirrorConnections#DIRECT}. */
        public Builder connections(MirrorConnections connections) {
            this.connections = connections;
            return this;
        }

        /** Told one line when a file's download starts, fails and ends; by default nobody. */
        public Builder progress(Consumer<String> progress) {
            this.progress = progress;
            return this;
        }

        private Downloads downloads() {
            return new Downloads(mirrors, offline, connectTimeout, readTimeout, userAgent, connections, progress);
        }

        /** A search with these settings. */
        public Mnist build() {
            return new Mnist(this);
        }
    }
}
