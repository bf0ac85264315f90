/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.provenance.impl.TimestampedTrainerProvenance;
import org.tribuo.transform.TransformTrainer;

/**
 * Trains a model again from its own provenance, and proves the outcome equal bit for bit.
 *
 * <pre>{@code
 * Model<Label> model = Model.deserializeFromFile(file).castModel(Label.class);
 * ReproductionReport report = Reproduction.of(model).run();
 * System.out.println(report); // both hashes, or the first weight that differs
 * }</pre>
 *
 * <p>The trainer is made from its recorded configuration, at the recorded call; the data are read again from where they
 * came from, through the datasets, views and splits that provenance describes, and compared with the recorded
 * fingerprint before training. Models of a {@link CNNTrainer} are covered, alone, behind a {@code TransformTrainer}, and
 * as members of an ensemble. What provenance does not hold can be given: moved files, the data, the model that training
 * went on from. Anything else is refused with the reason.
 *
 * <p>Provenance names classes to load. Reproduce only models you trust.
 */
public final class Reproduction {
    private static final Logger logger = Logger.getLogger(Reproduction.class.getName());

    private final ModelProvenance provenance;
    private final OriginalWeights originals;
    private final RecordedFiles files;
    private final @Nullable Dataset<Label> dataset;
    private final @Nullable CNNModel parent;

    private Reproduction(
            ModelProvenance provenance,
            OriginalWeights originals,
            RecordedFiles files,
            @Nullable Dataset<Label> dataset,
            @Nullable CNNModel parent) {
        this.provenance = provenance;
        this.originals = originals;
        this.files = files;
        this.dataset = dataset;
        this.parent = parent;
    }

    /**
     * The reproduction of a model.
     *
     * @param model a model of a {@link CNNTrainer}, or one that holds such models
     * @return a reproduction, ready to run
     * @throws NotReproducibleException if there is no such network in the model
     */
    public static Reproduction of(Model<Label> model) {
        List<CNNModel> networks = Networks.of(model);
        if (networks.isEmpty()) {
            throw new NotReproducibleException("There is no network of a CNNTrainer in this "
                    + model.getClass().getName() + "; only such networks can be compared.");
        }
        return of(model.getProvenance(), Networks.originals(networks));
    }

    /**
     * The reproduction of a model of which only provenance is at hand. Its weights are compared by their recorded
     * SHA-256.
     *
     * @param provenance the provenance of the model
     * @return a reproduction, ready to run
     * @throws NotReproducibleException if the provenance does not hold that SHA-256
     */
    public static Reproduction of(ModelProvenance provenance) {
        return of(provenance, OriginalWeights.recordedIn(provenance));
    }

    /**
     * The reproduction of a model whose weights are kept in some other form.
     *
     * @param provenance the provenance of the model
     * @param originals what is known of its weights
     * @return a reproduction, ready to run
     */
    public static Reproduction of(ModelProvenance provenance, OriginalWeights originals) {
        return new Reproduction(provenance, originals, RecordedFiles.WHERE_THEY_WERE, null, null);
    }

    /**
     * Says that a file is not where it was.
     *
     * @param recorded where it was, as provenance and refusals name it
     * @param now where it is
     * @return a reproduction that reads it there
     */
    public Reproduction file(Path recorded, Path now) {
        return new Reproduction(provenance, originals, files.with(recorded, now), dataset, parent);
    }

    /**
     * Gives the data, where provenance does not hold how to read them again. They must be what was trained on: for a
     * single network that is checked before training.
     *
     * @param data the dataset that was given to the trainer
     * @return a reproduction that trains on it
     */
    public Reproduction dataset(Dataset<Label> data) {
        return new Reproduction(provenance, originals, files, data, parent);
    }

    /**
     * Gives the model that training went on from; see {@link CNNTrainer#incrementalTrain}.
     *
     * @param model a model with the recorded weights
     * @return a reproduction that goes on from it
     */
    public Reproduction parent(CNNModel model) {
        return new Reproduction(provenance, originals, files, dataset, model);
    }

    /**
     * Trains again and compares.
     *
     * @return the proof, or the first difference of each network
     * @throws NotReproducibleException if provenance does not hold what it takes, or the data are not those of the model
     */
    public ReproductionReport run() {
        Trainer<Label> trainer = trainer();
        Dataset<Label> data = dataset != null ? dataset : recordedData(trainer);
        logger.info(() -> "Training again with " + trainer + " on " + data.size() + " examples");
        Model<Label> again = train(trainer, data);
        List<CNNModel> networks = Networks.of(again);
        return new ReproductionReport(originals.compare(networks), again);
    }

    private Trainer<Label> trainer() {
        if (provenance.getTrainerProvenance() instanceof TimestampedTrainerProvenance) {
            throw new NotReproducibleException("No trainer made this " + provenance.getClassName()
                    + ": it was put together from models that existed already. Reproduce each of those.");
        }
        if (provenance.getTrainerProvenance() instanceof EmptyTrainerProvenance) {
            throw new NotReproducibleException("The provenance says nothing of the trainer: it was stripped from the"
                    + " model. Reproduce the model as it was before that.");
        }
        @SuppressWarnings("unchecked") // a model of labels was trained by a trainer of labels
        Trainer<Label> trainer = (Trainer<Label>) RecordedComponents.trainer(provenance.getTrainerProvenance());
        return trainer;
    }

    private Dataset<Label> recordedData(Trainer<Label> trainer) {
        DatasetProvenance recorded = provenance.getDatasetProvenance();
        if (trainer instanceof TransformTrainer<?>
                && recorded.getSourceProvenance() instanceof DatasetProvenance untransformed) {
            // The trainer recorded the copy it transformed, not what it was given.
            recorded = untransformed;
        }
        return new RecordedData(files).dataset(recorded);
    }

    private Model<Label> train(Trainer<Label> trainer, Dataset<Label> data) {
        if (trainer instanceof CNNTrainer network) {
            WarmStart start = start();
            requireRecorded(
                    network.encode(data, start == null ? null : start.parent()).fingerprint());
            return network.trainAgain(data, start);
        }
        return trainer.train(data);
    }

    /** What training went on from; null if it began with fresh weights. */
    private @Nullable WarmStart start() {
        String weights = recordedHash(TrainingRecord.PARENT_WEIGHTS_SHA256);
        String optimiser = recordedHash(TrainingRecord.PARENT_OPTIMISER_SHA256);
        if (weights == null) {
            return null;
        }
        if (parent == null) {
            throw new NotReproducibleException("Training went on from another model, of which provenance holds only the"
                    + " SHA-256 of its weights, " + weights + ". Give that model: Reproduction.of(model).parent(it).");
        }
        if (!parent.weightsSha256().equals(weights)) {
            throw new NotReproducibleException("Training went on from weights with the SHA-256 " + weights
                    + ", those of the model given have " + parent.weightsSha256() + ". Give the right model.");
        }
        if (optimiser == null) {
            return new WarmStart(parent, null);
        }
        if (parent.optimiserState() == null
                || !OptimiserStateCodec.sha256Hex(parent.optimiserState()).equals(optimiser)) {
            throw new NotReproducibleException("Training went on from an optimiser state with the SHA-256 " + optimiser
                    + ", which the model given does not have. Give the model as it was saved then.");
        }
        return new WarmStart(parent, parent.optimiserState());
    }

    private void requireRecorded(DataFingerprint found) {
        String content = recordedHash(TrainingRecord.TRAINING_DATA_SHA256);
        String weights = recordedHash(TrainingRecord.EXAMPLE_WEIGHTS_SHA256);
        if (content != null && !content.equals(found.content())) {
            throw new NotReproducibleException(
                    "The data are not those the model was trained on: the SHA-256 of the images"
                            + " and labels, in their order, is " + found.content() + ", recorded is " + content
                            + ". Look for files that have changed, and for examples changed, added or left out after reading; or"
                            + " give the data themselves: Reproduction.of(model).dataset(data).");
        }
        if (content != null && !Objects.equals(weights, found.exampleWeights())) {
            throw new NotReproducibleException("The examples had "
                    + (weights == null ? "the weight 1" : "weights of their own, which provenance does not hold")
                    + ", those found do not. Give the data with their weights: Reproduction.of(model).dataset(data).");
        }
    }

    private @Nullable String recordedHash(String key) {
        return TrainingRecord.hash(provenance, key);
    }
}
