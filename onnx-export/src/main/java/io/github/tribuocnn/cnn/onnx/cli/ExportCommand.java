/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.CompressionReport;
import io.github.tribuocnn.cnn.onnx.ExportDetails;
import io.github.tribuocnn.cnn.onnx.LabelledImages;
import io.github.tribuocnn.cnn.onnx.OnnxExporter;
import io.github.tribuocnn.cnn.onnx.OnnxFile;
import io.github.tribuocnn.cnn.onnx.OnnxPackage;
import io.github.tribuocnn.cnn.onnx.PackagedFile;
import io.github.tribuocnn.cnn.onnx.ProbabilityModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a package: the ONNX file, golden data, a card and checksums. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Exports a model and proves the file equal to it on test images.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A Tribuo model of tribuo-cnn, e.g. model.tribuo.")
    Path model = Path.of("model.tribuo");

    @Option(
            names = {"-o", "--output"},
            defaultValue = "model",
            description = "The folder to write (default: ${DEFAULT-VALUE}).")
    Path output = Path.of("model");

    @Mixin
    TestImages test = new TestImages();

    @Option(names = "--unverified", description = "Write model.onnx alone, without test images and without proof.")
    boolean unverified;

    @Mixin
    FormOptions form = new FormOptions();

    @Mixin
    CompressionOptions compression = new CompressionOptions();

    @Option(names = "--author", description = "Who made the model.")
    @Nullable
    String author;

    @Option(names = "--license", description = "Its licence, best as an SPDX identifier.")
    @Nullable
    String license;

    @Option(names = "--dataset", description = "The name of the training data.")
    @Nullable
    String dataset;

    @Option(names = "--dataset-sha256", description = "Their SHA-256.")
    @Nullable
    String datasetSha256;

    @Option(names = "--preprocessing", description = "In words, how a picture becomes an image of the right size.")
    @Nullable
    String preprocessing;

    @Mixin
    Console console = new Console();

    @Override
    public Integer call() throws IOException {
        CNNModel trained = TrainedModel.load(model);
        ImageSet images = test.read();
        if (unverified && images == null && !compression.isAsked()) {
            OnnxFile.write(new OnnxExporter(form.form()).export(trained, details()), output.resolve(OnnxPackage.MODEL));
            say("wrote " + output.resolve(OnnxPackage.MODEL) + ", NOT VERIFIED: nothing has run it");
            return 0;
        }
        if (images == null) {
            throw new IllegalArgumentException("without test images nothing can be verified; give --images and"
                    + " --labels, or write a plain file with --unverified");
        }
        TrainedModel.requireFit(trained.architecture().input(), images);
        LabelledImages tests = TestImages.labelled(images, trained.pixelMaximum());
        ExportDetails details = details()
                .withTest(Accuracy.of(ProbabilityModel.of(trained), images.imageBytes(), tests), tests.count());
        OnnxPackage files = OnnxPackage.of(trained, details, form.form());
        compression.addTo(files, trained.pixelMaximum());
        for (PackagedFile file : files.write(output, tests)) {
            say(String.format(
                    Locale.ROOT,
                    "%s  %,d bytes; %s %s answered %,d images, %d predictions differ, largest difference of a"
                            + " probability %.1e",
                    output.resolve(file.name()),
                    file.bytes(),
                    file.verification().runtime(),
                    file.verification().runtimeVersion(),
                    file.verification().images(),
                    file.verification().disagreements(),
                    file.verification().maxAbsDifference()));
            CompressionReport compressed = file.compression();
            if (compressed != null) {
                say(compressed.toString());
            }
        }
        return 0;
    }

    private ExportDetails details() {
        return new ExportDetails(author, license, dataset, datasetSha256, null, null, null, preprocessing);
    }

    private void say(String line) {
        PrintWriter out = console.out();
        out.println(line);
    }
}
