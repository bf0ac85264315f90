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
import io.github.tribuocnn.cnn.augment.Augmentation;
import io.github.tribuocnn.cnn.optim.ClipByNorm;
import io.github.tribuocnn.cnn.optim.GradientClipping;
import io.github.tribuocnn.cnn.optim.NoClipping;
import io.github.tribuocnn.cnn.optim.Optimiser;
import io.github.tribuocnn.cnn.optim.Schedule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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

    /** Settings that go together: reference, default, thorough or tiny, see {@link Recipe}. Defaults to reference. */
    @Option(
            longName = "cnn-recipe",
            usage = "Settings that go together: reference, default, thorough or tiny. Gives layers, epochs, batch size,"
                    + " optimiser, schedule and augmentation where they are not given. Defaults to reference.")
    public String cnnRecipe = Recipe.REFERENCE.word();

    /** The layers: a list, because OLCUT takes the value apart at its commas. Defaults to those of the recipe. */
    @Option(
            longName = "cnn-architecture",
            usage = "The layers, separated by commas; the last one needs as many units as there are labels. Defaults to"
                    + " those of the recipe; reference: '" + Architecture.REFERENCE_TEXT + "'.")
    public List<String> cnnArchitecture = List.of();

    /** Rows of the images. Defaults to 28. */
    @Option(longName = "cnn-height", usage = "Rows of the images. Defaults to 28.")
    public int cnnHeight = 28;

    /** Columns of the images. Defaults to 28. */
    @Option(longName = "cnn-width", usage = "Columns of the images. Defaults to 28.")
    public int cnnWidth = 28;

    /** Channels of the images: 1 for grey, 3 for colour. Defaults to 1. */
    @Option(longName = "cnn-channels", usage = "Channels of the images: 1 for grey, 3 for colour. Defaults to 1.")
    public int cnnChannels = 1;

    /** Passes over the training images. Defaults to those of the recipe; reference: 8. */
    @Option(
            longName = "cnn-epochs",
            usage = "Passes over the training images. Defaults to those of the recipe; reference: 8.")
    public @Nullable Integer cnnEpochs;

    /** Images per weight update. Defaults to those of the recipe; reference: 32. */
    @Option(
            longName = "cnn-batch-size",
            usage = "Images per weight update. Defaults to those of the recipe; reference: 32.")
    public @Nullable Integer cnnBatchSize;

    /**
     * The optimiser in its text form, see {@link Optimiser#parse(String)}. Defaults to that of the recipe; reference: adam
     * 0.001.
     */
    @Option(
            longName = "cnn-optimiser",
            usage =
                    "The optimiser, for example 'adam', 'adamw 0.002 weight-decay 0.01', 'sgd 0.1 momentum 0.9 nesterov' or"
                            + " 'rmsprop rho 0.9'. Without a number behind the name, its rate is --cnn-learning-rate. Defaults to"
                            + " that of the recipe; reference: 'adam 0.001'.")
    public @Nullable String cnnOptimiser;

    /** Step size of the optimiser at full rate. Defaults to that of the recipe; reference: 0.001. */
    @Option(
            longName = "cnn-learning-rate",
            usage = "Step size of the optimiser at full rate. Defaults to that of the recipe; reference: 0.001.")
    public @Nullable Double cnnLearningRate;

    /**
     * How the learning rate goes over the run, in its text form, see {@link Schedule#parse}. Defaults to the schedule of the
     * recipe; reference: constant.
     */
    @Option(
            longName = "cnn-schedule",
            usage = "How the learning rate goes over the run: 'constant', 'step factor 0.1 at 50 % 75 %', 'exponential"
                    + " remainder 0.01', 'cosine floor 0' or 'onecycle rise 30 %', each with 'warm-up 15 %' or 'warm-up 500"
                    + " steps' behind it if wanted. Defaults to that of the recipe; reference: constant.")
    public @Nullable String cnnSchedule;

    /**
     * How the training images are varied, in its text form, see {@link Augmentation#parse}: a list, because OLCUT takes the
     * value apart at its commas. Defaults to that of the recipe; reference: none.
     */
    @Option(
            longName = "cnn-augmentation",
            usage =
                    "How the training images are varied, for example 'shift 1.5, rotation 10, scale 8 6, shear 6, elastic"
                            + " 0.7, clean-end 12', or 'none'. Defaults to that of the recipe; reference: none.")
    public List<String> cnnAugmentation = List.of();

    /** The largest norm of a gradient, above 0. Defaults to infinity: no clipping. */
    @Option(
            longName = "cnn-clip-norm",
            usage = "The largest norm of a gradient, above 0; larger ones are scaled down. Defaults to Infinity.")
    public double cnnClipNorm = Double.POSITIVE_INFINITY;

    /** Decay per step of the moving average of the weights, 0 (none) to less than 1. Defaults to 0. */
    @Option(
            longName = "cnn-averaging-decay",
            usage = "Decay per step of a moving average of the weights, which the model gets: 0 (none) to less than 1."
                    + " Defaults to 0.")
    public double cnnAveragingDecay = 0.0;

    /** Part of the target probability spread over all labels, 0 to less than 1. Defaults to 0. */
    @Option(
            longName = "cnn-label-smoothing",
            usage = "Part of the target probability spread over all labels, 0 to less than 1. Defaults to 0.")
    public double cnnLabelSmoothing = 0.0;

    /** How much the images of labels count, as label=weight. Defaults to 1 for all. */
    @Option(
            longName = "cnn-class-weights",
            usage = "How much the images of labels count, as label=weight, separated by commas. Defaults to 1 for all.")
    public List<String> cnnClassWeights = List.of();

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
            Recipe recipe = recipe();
            return recipe.builder()
                    .architecture(architecture(recipe))
                    .epochs(cnnEpochs == null ? recipe.epochs() : cnnEpochs)
                    .batchSize(cnnBatchSize == null ? recipe.batchSize() : cnnBatchSize)
                    .optimiser(optimiser(recipe))
                    .schedule(schedule(recipe))
                    .augmentation(augmentation(recipe))
                    .gradientClipping(clipping())
                    .averagingDecay(cnnAveragingDecay)
                    .labelSmoothing(cnnLabelSmoothing)
                    .classWeights(classWeights())
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

    private Recipe recipe() {
        return parsed("cnn-recipe", cnnRecipe, Recipe::named);
    }

    private Optimiser optimiser(Recipe recipe) {
        double rate = cnnLearningRate == null ? recipe.learningRate() : cnnLearningRate;
        if (cnnOptimiser == null) {
            return recipe.optimiser().withLearningRate(rate);
        }
        Optimiser optimiser = parsed("cnn-optimiser", cnnOptimiser, text -> Optimiser.parse(text, rate));
        if (cnnLearningRate != null && optimiser.learningRate() != rate) {
            throw new ArgumentException(
                    "cnn-learning-rate",
                    "It is " + rate + ", but cnn-optimiser says '" + cnnOptimiser + "'. Remove one of the two rates.");
        }
        return optimiser;
    }

    private Schedule schedule(Recipe recipe) {
        return cnnSchedule == null ? recipe.schedule() : parsed("cnn-schedule", cnnSchedule, Schedule::parse);
    }

    private Augmentation augmentation(Recipe recipe) {
        return cnnAugmentation.isEmpty()
                ? recipe.augmentation()
                : parsed("cnn-augmentation", String.join(",", cnnAugmentation), Augmentation::parse);
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(e, option, e.getMessage());
        }
    }

    private GradientClipping clipping() {
        try {
            return cnnClipNorm == Double.POSITIVE_INFINITY ? new NoClipping() : new ClipByNorm(cnnClipNorm);
        } catch (PropertyException e) {
            throw new ArgumentException(e, "cnn-clip-norm", e.getMsg());
        }
    }

    /** Labels may have an equals sign in them: the last one counts. */
    private Map<String, Double> classWeights() {
        Map<String, Double> weights = new TreeMap<>();
        for (String entry : cnnClassWeights) {
            int sign = entry.lastIndexOf('=');
            try {
                Double before = weights.put(
                        entry.substring(0, Math.max(sign, 0)).strip(), Double.valueOf(entry.substring(sign + 1)));
                if (sign < 0 || before != null) {
                    throw invalidClassWeight(entry, sign < 0 ? "expected label=weight" : "its label comes twice");
                }
            } catch (NumberFormatException e) {
                throw invalidClassWeight(entry, "expected label=weight");
            }
        }
        return weights;
    }

    private static ArgumentException invalidClassWeight(String entry, String reason) {
        return new ArgumentException(
                "cnn-class-weights", "Found \"" + entry + "\", " + reason + ", for example seven=2.5");
    }

    private Architecture architecture(Recipe recipe) {
        String layers = cnnArchitecture.isEmpty() ? recipe.architecture().text() : String.join(",", cnnArchitecture);
        return parsed(
                "cnn-architecture",
                layers,
                text -> Architecture.parse(text, new ImageShape(cnnHeight, cnnWidth, cnnChannels)));
    }

    /** The options are named as the properties they set. */
    private static String optionOf(String property) {
        return "cnn-" + property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
