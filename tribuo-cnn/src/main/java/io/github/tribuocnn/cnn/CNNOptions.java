/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.optim.Adam;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tribuo.Trainer;
import org.tribuo.classification.ClassificationOptions;

/** CLI options for training a convolutional network. The defaults are those of {@link CNNTrainer}. */
public class CNNOptions implements ClassificationOptions<CNNTrainer> {
    /** Load the trainer from the config file. Excludes the other cnn options. */
    @Option(
            longName = "cnn-trainer",
            usage = "Load the trainer from the config file; change its fields with --@name.field value. Excludes the"
                    + " other cnn options.")
    public @Nullable CNNTrainer cnnTrainer;

    /** The layers: a list, because OLCUT takes the value apart at its commas. Defaults to the reference network. */
    @Option(
            longName = "cnn-architecture",
            usage = "The layers, separated by commas; the last one needs as many units as there are labels. Defaults to"
                    + " '" + Architecture.REFERENCE_TEXT + "'.")
    public List<String> cnnArchitecture = List.of(Architecture.REFERENCE_TEXT);

    /** Rows of the images. Defaults to 28. */
    @Option(longName = "cnn-height", usage = "Rows of the images. Defaults to 28.")
    public int cnnHeight = 28;

    /** Columns of the images. Defaults to 28. */
    @Option(longName = "cnn-width", usage = "Columns of the images. Defaults to 28.")
    public int cnnWidth = 28;

    /** Channels of the images: 1 for grey, 3 for colour. Defaults to 1. */
    @Option(longName = "cnn-channels", usage = "Channels of the images: 1 for grey, 3 for colour. Defaults to 1.")
    public int cnnChannels = 1;

    /** Passes over the training images. Defaults to 8. */
    @Option(longName = "cnn-epochs", usage = "Passes over the training images. Defaults to 8.")
    public int cnnEpochs = 8;

    /** Images per weight update. Defaults to 32. */
    @Option(longName = "cnn-batch-size", usage = "Images per weight update. Defaults to 32.")
    public int cnnBatchSize = 32;

    /** Step size of Adam. Defaults to 0.001. */
    @Option(longName = "cnn-learning-rate", usage = "Step size of Adam. Defaults to 0.001.")
    public double cnnLearningRate = 0.001;

    /** Part of the training images held out for validation, 0 to less than 1. Defaults to 0. */
    @Option(
            longName = "cnn-validation-fraction",
            usage = "Part of the training images held out for validation, 0 to less than 1. Defaults to 0.")
    public double cnnValidationFraction = 0.0;

    /** Stop after so many epochs without a lower validation loss, 0 for never. Defaults to 0. */
    @Option(
            longName = "cnn-patience",
            usage = "Stop after so many epochs without a lower validation loss, 0 for never. Needs"
                    + " --cnn-validation-fraction. Defaults to 0.")
    public int cnnPatience = 0;

    /** End with the weights of the epoch with the lowest validation loss. Defaults to false. */
    @Option(
            longName = "cnn-restore-best",
            usage = "End with the weights of the epoch with the lowest validation loss, true or false. Needs"
                    + " --cnn-validation-fraction. Defaults to false.")
    public boolean cnnRestoreBest = false;

    /** Keep what the optimiser remembers in the model. Defaults to false. */
    @Option(
            longName = "cnn-save-optimiser-state",
            usage = "Keep what the optimiser remembers in the model, so that training can go on from it, true or false."
                    + " Makes the model three times as large. Defaults to false.")
    public boolean cnnSaveOptimiserState = false;

    /** Seed of everything random. Defaults to 12345. */
    @Option(longName = "cnn-seed", usage = "Seed of everything random. Defaults to 12345.")
    public long cnnSeed = Trainer.DEFAULT_SEED;

    /** Threads to train with, 0 for all available cores. Never changes the model. Defaults to 0. */
    @Option(
            longName = "cnn-threads",
            usage = "Threads to train with, 0 for all available cores. Never changes the model. Defaults to 0.")
    public int cnnThreads = 0;

    /** The inner loops: auto, vector or scalar. Never changes the model. Defaults to auto. */
    @Option(
            longName = "cnn-kernel",
            usage = "The inner loops: auto, vector (needs --add-modules jdk.incubator.vector) or scalar. Never changes"
                    + " the model. Defaults to auto.")
    public String cnnKernel = "auto";

    /** The raw feature value that becomes 1. Defaults to 255. */
    @Option(longName = "cnn-pixel-maximum", usage = "The raw feature value that becomes 1. Defaults to 255.")
    public float cnnPixelMaximum = 255f;

    /**
     * The trainer these options describe.
     *
     * @throws ArgumentException if an option is out of its range, or given beside {@link #cnnTrainer}; the message names
     *     it
     */
    @Override
    public CNNTrainer getTrainer() {
        CNNTrainer described = describedTrainer();
        if (cnnTrainer == null) {
            return described;
        }
        String untouched = new CNNOptions().describedTrainer().toString();
        if (!described.toString().equals(untouched)) {
            throw new ArgumentException(
                    "cnn-trainer",
                    "It loads all settings from the config file, but other cnn options are given too. Remove them and"
                            + " change the loaded trainer instead, for example --@name.epochs 2.");
        }
        return cnnTrainer;
    }

    private CNNTrainer describedTrainer() {
        try {
            return CNNTrainer.builder()
                    .architecture(architecture())
                    .epochs(cnnEpochs)
                    .batchSize(cnnBatchSize)
                    .optimiser(new Adam(cnnLearningRate))
                    .validationFraction(cnnValidationFraction)
                    .patience(cnnPatience)
                    .restoreBest(cnnRestoreBest)
                    .saveOptimiserState(cnnSaveOptimiserState)
                    .seed(cnnSeed)
                    .threads(cnnThreads)
                    .kernel(cnnKernel)
                    .pixelMaximum(cnnPixelMaximum)
                    .build();
        } catch (PropertyException e) {
            throw new ArgumentException(e, optionOf(e.getProperty()), e.getMsg());
        }
    }

    private Architecture architecture() {
        try {
            return Architecture.parse(
                    String.join(",", cnnArchitecture), new ImageShape(cnnHeight, cnnWidth, cnnChannels));
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(e, "cnn-architecture", e.getMessage());
        }
    }

    /** The options are named as the properties they set. */
    private static String optionOf(String property) {
        return "cnn-" + property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
