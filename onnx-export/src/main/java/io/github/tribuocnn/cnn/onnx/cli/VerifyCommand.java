/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx.cli;

import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.data.ImageSet;
import io.github.tribuocnn.cnn.onnx.OnnxVerifier;
import io.github.tribuocnn.cnn.onnx.Verification;
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

/** Proves a file right. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a file's structure, runs it, and compares the answers: with a trained model on test images, or with the"
                    + " golden data and SHA256SUMS beside the file.",
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The ONNX file.")
    Path file = Path.of("model.onnx");

    @Option(names = "--model", description = "The Tribuo model it was exported from.")
    @Nullable
    Path model;

    @Mixin
    TestImages test = new TestImages();

    @Option(names = "--plain-java", description = "Run the file in plain Java even where ONNX Runtime works.")
    boolean plainJava;

    @Option(
            names = "--tolerance",
            defaultValue = "1e-5",
            description = "The largest difference of a probability that is accepted (default: ${DEFAULT-VALUE}).")
    double tolerance;

    @Mixin
    Console console = new Console();

    @Override
    public Integer call() throws IOException {
        Verification found = verify(plainJava ? OnnxVerifier.inPlainJava() : new OnnxVerifier())
                .requireAgreement(tolerance);
        PrintWriter out = console.out();
        out.println(String.format(
                Locale.ROOT,
                "%s is verified: %s %s answered %,d images, largest difference of a probability %.1e",
                file,
                found.runtime(),
                found.runtimeVersion(),
                found.images(),
                found.maxAbsDifference()));
        return 0;
    }

    private Verification verify(OnnxVerifier verifier) throws IOException {
        ImageSet images = test.read();
        if (model == null && images == null) {
            return verifier.verifyGoldenData(file);
        }
        if (model == null || images == null) {
            throw new IllegalArgumentException("--model, --images and --labels belong together; give all three, or none"
                    + " to compare with the golden data beside the file");
        }
        CNNModel trained = TrainedModel.load(model);
        TrainedModel.requireFit(trained.architecture().input(), images);
        return verifier.verify(
                file,
                trained,
                TestImages.labelled(images, trained.pixelMaximum()).pixels(),
                images.size());
    }
}
