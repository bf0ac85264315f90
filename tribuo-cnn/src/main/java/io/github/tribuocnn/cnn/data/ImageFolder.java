/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files of a folder that holds one folder a class. Classes and files are in the order of their names (UTF-16 code
 * units of the composed form, NFC), whatever order or form the file system gives them in.
 *
 * @param labels the names of the class folders
 * @param files the files of the first class, then those of the next
 */
record ImageFolder(List<String> labels, List<Entry> files) {
    /** What file managers leave behind, in lower case. */
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    /**
     * One file.
     *
     * @param path where it is
     * @param name its class and its name, with a slash between them
     * @param label the index of its class
     */
    record Entry(Path path, String name, int label) {}

    /**
     * Lists a folder. Nothing is opened, so a file may still turn out to be no image.
     *
     * @throws InvalidDataException if the folder is missing or is not laid out as it should be
     * @throws IOException if listing fails
     */
    static ImageFolder list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidDataException(folder + ": " + (Files.exists(folder) ? "not a folder" : "no such folder")
                    + ", expected one that holds a folder of PNG or JPEG images for each class. Check the path.");
        }
        List<Named> classes = children(folder);
        if (classes.isEmpty()) {
            throw new InvalidDataException(folder + ": empty, expected a folder of PNG or JPEG images for each class."
                    + " Add them, or check the path.");
        }
        List<String> labels = new ArrayList<>();
        List<Entry> files = new ArrayList<>();
        for (Named child : classes) {
            checkClass(child, labels);
            int label = labels.size();
            labels.add(child.name());
            for (Named image : images(child)) {
                files.add(new Entry(image.path(), child.name() + "/" + image.name(), label));
            }
        }
        return new ImageFolder(List.copyOf(labels), List.copyOf(files));
    }

    private static void checkClass(Named child, List<String> before) throws InvalidDataException {
        if (!Files.exists(child.path())) {
            throw brokenLink(child);
        }
        if (!Files.isDirectory(child.path())) {
            throw new InvalidDataException(child.path() + ": a file beside the class folders, expected only folders"
                    + " here, one for each class. Move it into its class or elsewhere, or hide it: names that start"
                    + " with a dot are ignored.");
        }
        if (before.contains(child.name())) {
            throw new InvalidDataException(child.path() + ": another class folder has the same name in another Unicode"
                    + " form, expected names that differ when composed (NFC). Rename one of them.");
        }
    }

    private static List<Named> images(Named folder) throws IOException {
        List<Named> images = children(folder.path());
        if (images.isEmpty()) {
            throw new InvalidDataException(folder.path() + ": holds no images, expected at least one PNG or JPEG file."
                    + " Add images, or remove the folder.");
        }
        for (Named image : images) {
            if (Files.isDirectory(image.path())) {
                throw new InvalidDataException(image.path() + ": a folder inside the class folder " + folder.name()
                        + ", expected image files only. Move its files up, or move it up to make it a class.");
            }
            if (!Files.exists(image.path())) {
                throw brokenLink(image);
            }
            if (!Files.isRegularFile(image.path())) {
                // Reading a pipe waits for somebody to write to it.
                throw new InvalidDataException(image.path() + ": neither a file nor a folder (but a pipe or a device),"
                        + " expected an image file. Remove it.");
            }
        }
        return images;
    }

    private static InvalidDataException brokenLink(Named child) {
        return new InvalidDataException(child.path() + ": a symbolic link that leads nowhere, expected one to a file or"
                + " folder that is there. Correct or remove it.");
    }

    /** A file or folder and its name in composed form. */
    private record Named(Path path, String name) {
        static Named of(Path path) {
            return new Named(path, Normalizer.normalize(fileName(path), Normalizer.Form.NFC));
        }

        private static String fileName(Path path) {
            Path name = path.getFileName();
            return name == null ? "" : name.toString();
        }

        boolean isHidden() {
            return name.startsWith(".") || LITTER.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    private static List<Named> children(Path folder) throws IOException {
        List<Named> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                Named child = Named.of(path);
                if (!child.isHidden()) {
                    children.add(child);
                }
            }
        }
        children.sort(Comparator.comparing(Named::name).thenComparing(Named::path));
        return children;
    }
}
