/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.tribuocnn.cnn.CNNModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder to hand a model on in: the files, golden data for each, the model card {@code model.json} and
 * {@code SHA256SUMS}.
 *
 * <p>Each file is written, read back and verified in a folder beside; only when all agree do they take their places, the
 * checksums last. A file that does not agree leaves what was there before untouched.
 */
public final class OnnxPackage {
    /** The name of the first file. */
    public static final String MODEL = "model.onnx";

    /** The name of the model card. */
    public static final String CARD = "model.json";

    /** The name of the list of checksums, which {@code sha256sum -c} reads. */
    public static final String CHECKSUMS = "SHA256SUMS";

    private static final int GOLDEN_IMAGES = 4;

    /** How one file is made. */
    private interface Recipe {
        Made make(LabelledImages images);
    }

    /** A model, and what compressing it cost; null where it was not. */
    private record Made(ModelProto model, @Nullable CompressionReport compression) {}

    private final TrainedNetwork network;
    private final ProbabilityModel trained;
    private final ExportDetails details;
    private final Map<String, Recipe> recipes = new LinkedHashMap<>();

    private OnnxPackage(TrainedNetwork network, ProbabilityModel trained, ExportDetails details, ExportForm form) {
        this.network = network;
        this.trained = trained;
        this.details = details;
        recipes.put(MODEL, images -> export(form));
    }

    /**
     * The package of a trained model.
     *
     * @param form of the file {@link #MODEL}
     */
    public static OnnxPackage of(CNNModel model, ExportDetails details, ExportForm form) {
        return new OnnxPackage(
                TrainedNetwork.of(model),
                ProbabilityModel.of(model),
                new OnnxExporter(form).complete(model, details),
                form);
    }

    /**
     * The package of a network.
     *
     * @param trained gives the network's own answers
     * @param form of the file {@link #MODEL}
     */
    public static OnnxPackage of(
            TrainedNetwork network, ProbabilityModel trained, ExportDetails details, ExportForm form) {
        return new OnnxPackage(network, trained, details, form);
    }

    /**
     * Adds the network in another form.
     *
     * @param name of the file, ending in {@code .onnx}
     * @return this
     * @throws IllegalArgumentException if the name is taken, or none for a file
     */
    public OnnxPackage with(String name, ExportForm form) {
        return add(name, images -> export(form));
    }

    /**
     * Adds the file {@link #MODEL} compressed. Writing fails if what that changes passes the limits.
     *
     * @param name of the file, ending in {@code .onnx}
     * @param calibration images of the training set, read for {@link Compression#INT8} only
     * @param count how many of them, at least 1
     * @return this
     * @throws IllegalArgumentException if the name is taken, or none for a file
     */
    public OnnxPackage withCompressed(
            String name, Compression way, CompressionLimits limits, PixelSource calibration, int count) {
        return add(name, images -> {
            Recipe whole = recipes.get(MODEL);
            ModelProto model = (whole == null ? export(ExportForm.DEFAULT) : whole.make(images)).model();
            ModelProto compressed = switch (way) {
                case FLOAT16_WEIGHTS -> OnnxCompressor.halveWeights(model);
                case INT8 -> OnnxCompressor.quantise(model, calibration, count);
            };
            return new Made(
                    compressed,
                    OnnxCompressor.measure(way, model, compressed, images).requireWithin(limits));
        });
    }

    private OnnxPackage add(String name, Recipe recipe) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.onnx")) {
            throw new IllegalArgumentException("the name of a file is '" + name
                    + "', expected letters, digits, '.', '_' and '-' ending in .onnx, such as model-u8.onnx");
        }
        if (recipes.putIfAbsent(name, recipe) != null) {
            throw new IllegalArgumentException("the package has a file " + name + " already; name another");
        }
        return this;
    }

    private Made export(ExportForm form) {
        return new Made(new OnnxExporter(form).export(network, details), null);
    }

    /**
     * Makes, verifies and writes all files.
     *
     * @param folder created where it is missing; other files in it are left alone
     * @param images test images; every file answers all of them, the first few become golden data
     * @return the files in the order they were added
     * @throws IOException if the folder cannot be written
     * @throws VerificationException if a file does not answer as the trained network
     * @throws OnnxException if a compressed file passes its limits
     */
    public List<PackagedFile> write(Path folder, LabelledImages images) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(draft);
            List<PackagedFile> files = writeDraft(draft, images);
            Files.createDirectories(target);
            Files.deleteIfExists(target.resolve(CHECKSUMS));
            for (Path file : filesIn(draft)) {
                Path place = target.resolve(draft.relativize(file));
                Files.createDirectories(place.resolveSibling(""));
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return files;
        } finally {
            delete(draft);
        }
    }

    private List<PackagedFile> writeDraft(Path draft, LabelledImages images) throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        @Nullable ModelCard card = null;
        for (Map.Entry<String, Recipe> entry : recipes.entrySet()) {
            Path file = draft.resolve(entry.getKey());
            Made made = entry.getValue().make(images);
            ModelProto model = made.model();
            String sha256 = OnnxFile.write(model, file);
            Verification verification = new OnnxVerifier().verify(file, trained, images.pixels(), images.count());
            if (made.compression() == null) {
                verification.requireAgreement();
            }
            writeGolden(file, model, images);
            PackagedFile packaged =
                    new PackagedFile(entry.getKey(), sha256, Files.size(file), verification, made.compression());
            card = card == null ? new ModelCard(model) : card;
            card.add(model, packaged);
            files.add(packaged);
        }
        if (card != null) {
            AtomicFile.write(draft.resolve(CARD), card.bytes());
        }
        AtomicFile.write(draft.resolve(CHECKSUMS), checksums(draft).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private void writeGolden(Path file, ModelProto model, LabelledImages images) throws IOException {
        ImageContract contract = ImageContract.of(model, file.toString());
        int count =
                contract.batch() == ExportForm.ANY_BATCH ? Math.min(GOLDEN_IMAGES, images.count()) : contract.batch();
        int size = contract.shape().size();
        float[] pixels = new float[count * size];
        for (int i = 0; i < count; i++) {
            images.pixels().copyPixels(i % images.count(), pixels, i * size);
        }
        if (contract.pixels() == PixelInput.UINT8) {
            new PixelPacking(contract).snap(pixels, pixels.length);
        }
        // A compressed file's own answers: the network's are further off than any tolerance worth the name.
        ProbabilityModel answers = OnnxMetadata.of(model).containsKey(OnnxMetadata.COMPRESSION)
                ? new PlainClassifier(model, file.toString())
                : trained;
        GoldenData.write(file, model, answers, pixels, count);
    }

    private static String checksums(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : filesIn(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            lines.append(Sha256.of(Files.readAllBytes(file)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        return lines.toString();
    }

    /** All files below a folder by name, the checksums last. */
    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path file) -> file.endsWith(CHECKSUMS))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
