/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.UsageException;
import com.oracle.labs.mlrg.olcut.util.LabsLogFormatter;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.ensemble.ClassificationEnsembleOptions;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.data.DataOptions;
import org.tribuo.util.Util;

/**
 * Build and run a convolutional network for a dataset of images: IDX files, data sources from a config file, or any
 * format of Tribuo's {@link DataOptions} whose features are pixels. Prints the evaluation on the test data; writes the
 * model when an output path is given.
 */
public final class TrainTest {
    private static final Logger logger = Logger.getLogger(TrainTest.class.getName());

    private TrainTest() {}

    /** Command line options. */
    public static class TrainTestOptions implements Options {
        /** The image options. */
        @SuppressWarnings("NullAway.Init") // OLCUT makes it.
        public ImageDataOptions images;

        /** The data loading options, used when no images are given. */
        @SuppressWarnings("NullAway.Init")
        public DataOptions general;

        /** The CNN trainer options. */
        @SuppressWarnings("NullAway.Init")
        public CNNOptions trainerOptions;

        /** The ensemble options. */
        @SuppressWarnings("NullAway.Init")
        public ClassificationEnsembleOptions ensembleOptions;

        @Override
        public String getOptionsDescription() {
            return "Trains and tests a convolutional network on the specified datasets.";
        }
    }

    /**
     * Runs a TrainTest CLI.
     *
     * @param args the command line arguments; {@code --usage} lists them
     * @throws ArgumentException if an argument is wrong or missing
     * @throws IOException if the data can't be read or the model can't be written
     */
    public static void main(String[] args) throws IOException {
        LabsLogFormatter.setAllLogFormatters();
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException {
        TrainTestOptions options = new TrainTestOptions();
        try (ConfigurationManager manager = new ConfigurationManager(args, options)) {
            requireNothingElse(manager.getUnnamedArguments());
            Trainer<Label> trainer = options.ensembleOptions.wrapTrainer(options.trainerOptions.getTrainer());
            checkDestination(options.general.outputPath);
            Pair<Dataset<Label>, Dataset<Label>> data = load(manager, options);
            Model<Label> model = train(trainer, data.getA());
            evaluate(model, data.getB(), out);
            if (options.general.outputPath != null) {
                save(model, options.general.outputPath, options.general.modelOutputProtobuf);
            }
        } catch (UsageException e) {
            logger.info(e.getMessage());
        }
    }

    /** OLCUT takes what follows {@code --flag} as its value, so a flag without one turns the next option into data. */
    private static void requireNothingElse(String[] arguments) {
        if (arguments.length > 0) {
            throw new ArgumentException(
                    arguments[0],
                    "Belongs to no option. Every option takes one value, those that are on or off too:"
                            + " --model-output-protobuf true.");
        }
    }

    private static Pair<Dataset<Label>, Dataset<Label>> load(ConfigurationManager manager, TrainTestOptions options)
            throws IOException {
        DataOptions general = options.general;
        boolean tribuoFiles = general.trainingPath != null || general.testingPath != null;
        if (options.images.isGiven()) {
            if (tribuoFiles) {
                throw new ArgumentException(
                        "training-file",
                        "training-images",
                        "Give either images or files in a Tribuo format, not both.");
            }
            requireNoOtherProcessing(general);
            return options.images.load();
        }
        if (general.trainingPath == null || general.testingPath == null) {
            logger.info(manager.usage());
            throw new ArgumentException(
                    "training-images",
                    "training-file",
                    "Must supply both training and testing data: --training-images, --training-labels, --testing-images"
                            + " and --testing-labels; or --training-source and --testing-source; or --training-file and"
                            + " --testing-file.");
        }
        return general.load(new LabelFactory());
    }

    /** Options that only work on Tribuo's formats are refused rather than passed over in silence. */
    private static void requireNoOtherProcessing(DataOptions general) {
        if (general.scaleFeatures || general.minCount > 0) {
            throw new ArgumentException(
                    general.scaleFeatures ? "scale-features" : "min-count",
                    "training-images",
                    "Is for files in a Tribuo format. Leave it out: the network scales pixels itself"
                            + " (--cnn-pixel-maximum) and takes every pixel.");
        }
    }

    private static Model<Label> train(Trainer<Label> trainer, Dataset<Label> data) {
        logger.info("Training data has " + data.size() + " examples and "
                + data.getFeatureIDMap().size() + " features.");
        logger.info("Training using " + trainer);
        long start = System.currentTimeMillis();
        Model<Label> model = trainer.train(data);
        logger.info("Finished training classifier " + Util.formatDuration(start, System.currentTimeMillis()));
        return model;
    }

    private static void evaluate(Model<Label> model, Dataset<Label> data, PrintStream out) {
        long start = System.currentTimeMillis();
        LabelEvaluation evaluation = new LabelFactory().getEvaluator().evaluate(model, data);
        logger.info("Finished evaluating model " + Util.formatDuration(start, System.currentTimeMillis()));
        if (model.generatesProbabilities()) {
            logger.info("Average AUC = " + evaluation.averageAUCROC(false));
            logger.info("Average weighted AUC = " + evaluation.averageAUCROC(true));
        }
        out.println(evaluation);
        out.println(evaluation.getConfusionMatrix());
    }

    /** Before training, because afterwards it is a pity. */
    private static void checkDestination(Path path) {
        if (path != null && (Files.isDirectory(path) || !Files.isDirectory(folder(path)))) {
            throw new ArgumentException(
                    "model-output-path",
                    path + (Files.isDirectory(path) ? " is a folder" : " lies in a folder that does not exist")
                            + ", expected a file in a folder that exists. Correct the path or make the folder.");
        }
    }

    private static Path folder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }

    /** The file appears whole or not at all. */
    private static void save(Model<Label> model, Path path, boolean protobuf) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            if (protobuf) {
                model.serializeToFile(part);
            } else {
                try (ObjectOutputStream stream = new ObjectOutputStream(Files.newOutputStream(part))) {
                    stream.writeObject(model);
                }
            }
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        logger.info((protobuf ? "Serialized model as a protobuf to file: " : "Serialized model to file: ") + path);
    }
}
