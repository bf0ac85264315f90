/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.kernel.Kernels;
import io.github.tribuocnn.cnn.nn.Classifier;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A trained convolutional network.
 *
 * <p>Predictions are probabilities (a softmax over the labels) and are deterministic: an example has the same bits
 * alone, in any batch and from any thread. The model is immutable but for its name, and thread safe.
 *
 * <p>It is saved by {@link #serializeToFile} and read by {@link Model#deserializeFromFile}. A model with a hashed
 * feature domain needs its salt set before it predicts, as every Tribuo model; one without is ready at once.
 */
public final class CNNModel extends Model<Label> {
    private static final long serialVersionUID = 1L;

    /** Version of the protobuf this class writes, and the newest it reads. */
    public static final int CURRENT_VERSION = 0;

    /** Images per unit of parallel work: enough for the kernels to be busy, few enough to share out a small batch. */
    private static final int BLOCK = 64;

    private final transient Network network;

    CNNModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> labels,
            Network network) {
        super(name, provenance, features, labels, true);
        this.network = network;
    }

    /** What turns raw feature values into probabilities; shared by copies, never changed. */
    record Network(
            Architecture architecture, float[] weights, PixelMap pixels, float pixelMaximum, Classifier classifier) {
        static Network of(
                Architecture architecture, float[] weights, PixelMap pixels, float pixelMaximum, Kernels kernels) {
            return new Network(
                    architecture, weights, pixels, pixelMaximum, new Classifier(architecture, weights, kernels));
        }
    }

    /**
     * The layers of the network and the size of its images.
     *
     * @return the architecture
     */
    public Architecture architecture() {
        return network.architecture();
    }

    /**
     * All parameters in the order of {@link Architecture#tensors()}.
     *
     * @return a copy
     */
    public float[] weights() {
        return network.weights().clone();
    }

    /**
     * A fingerprint of the weights: two models with the same one predict the same.
     *
     * @return the SHA-256 of the weights as little-endian float32, 64 lower-case hexadecimal digits
     */
    public String weightsSha256() {
        return WeightBytes.sha256Hex(network.weights());
    }

    /**
     * The label of each output column, which is the label of each Tribuo output id.
     *
     * @return an unmodifiable list
     */
    public List<String> labels() {
        return IntStream.range(0, outputIDInfo.size())
                .mapToObj(id -> outputIDInfo.getOutput(id).getLabel())
                .toList();
    }

    /**
     * The raw feature value that stands for 1: the network sees {@code (float) value / pixelMaximum}.
     *
     * @return a positive number, 255 for byte images
     */
    public float pixelMaximum() {
        return network.pixelMaximum();
    }

    /**
     * The feature id of each value of the image, in row, column, channel order.
     *
     * @return a copy; -1 stands where the training data never had a feature
     */
    public int[] pixelFeatureIds() {
        return network.pixels().featureOfPixel();
    }

    /**
     * The course of the training, as recorded in the provenance.
     *
     * @return one element an epoch, with NaN for what was not recorded: validation metrics of a run without validation,
     *     and always the times; empty if the provenance was stripped
     */
    public List<EpochMetrics> history() {
        return TrainingRecord.history(provenance);
    }

    /**
     * Classifies images that are no Tribuo examples.
     *
     * @param images {@code count} images of height x width x channels values from 0 to 1, in row, column, channel order
     * @param count the number of images
     * @param probabilities receives {@code count} rows of {@code labels().size()} probabilities, in the order of
     *     {@link #labels()}
     * @throws IllegalArgumentException if an array is too short
     */
    public void probabilities(float[] images, int count, float[] probabilities) {
        requireRoom("images", images, count, network.pixels().size());
        requireRoom("probabilities", probabilities, count, outputIDInfo.size());
        network.classifier().probabilities(images, count, probabilities);
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
        return classify(List.of(example)).get(0);
    }

    @Override
    protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
        List<List<Example<Label>>> blocks = new ArrayList<>();
        for (Example<Label> example : examples) {
            if (blocks.isEmpty() || blocks.get(blocks.size() - 1).size() == BLOCK) {
                blocks.add(new ArrayList<>(BLOCK));
            }
            blocks.get(blocks.size() - 1).add(example);
        }
        List<Classified> classified =
                blocks.parallelStream().map(this::classifyOrFail).toList();
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (Classified block : classified) {
            if (block.failure() != null) {
                throw block.failure();
            }
            predictions.addAll(block.predictions());
        }
        return predictions;
    }

    /**
     * A convolutional network has no weight for a feature, so there are none to name.
     *
     * @param n ignored
     * @return an empty map
     */
    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Collections.emptyMap();
    }

    /**
     * Not supported.
     *
     * @param example ignored
     * @return empty
     */
    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }

    // Declared here although inherited: Tribuo's StripProvenance looks for it on the concrete class.
    @Override
    protected CNNModel copy(String newName, ModelProvenance newProvenance) {
        return new CNNModel(newName, newProvenance, featureIDMap, outputIDInfo, network);
    }

    @Override
    public ModelProto serialize() {
        return ModelProto.newBuilder()
                .setVersion(CURRENT_VERSION)
                .setClassName(CNNModel.class.getName())
                .setSerializedData(
                        Any.pack(CNNModelCodec.write(this, createDataCarrier().serialize())))
                .build();
    }

    /**
     * Reads a model; Tribuo calls it by reflection.
     *
     * @param version the version of the protobuf
     * @param className the class that wrote it
     * @param message a {@code CNNModelProto}
     * @return the model
     * @throws IllegalArgumentException if the version is newer than this class
     * @throws IllegalStateException if the message is no such model or contradicts itself
     * @throws InvalidProtocolBufferException if the bytes are no protobuf
     */
    public static CNNModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version < 0 || version > CURRENT_VERSION) {
            throw new IllegalArgumentException("Unknown version " + version
                    + ", this class supports at most version " + CURRENT_VERSION
                    + "; read the model with the release of tribuo-cnn that wrote it, or a newer one.");
        }
        return CNNModelCodec.read(message);
    }

    private List<Prediction<Label>> classify(List<Example<Label>> examples) {
        int size = network.pixels().size();
        float[] images = new float[examples.size() * size];
        int[] used = new int[examples.size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = network.pixels().layOut(examples.get(i), images, i * size);
            if (used[i] == 0) {
                throw new IllegalArgumentException("No features found in Example " + examples.get(i));
            }
        }
        for (int i = 0; i < images.length; i++) {
            images[i] /= network.pixelMaximum();
        }
        float[] probabilities = new float[examples.size() * outputIDInfo.size()];
        network.classifier().probabilities(images, examples.size(), probabilities);
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            predictions.add(prediction(examples.get(i), used[i], probabilities, i * outputIDInfo.size()));
        }
        return predictions;
    }

    private Prediction<Label> prediction(Example<Label> example, int used, float[] probabilities, int offset) {
        Map<String, Label> scores = new LinkedHashMap<>();
        Label best = null;
        for (int id = 0; id < outputIDInfo.size(); id++) {
            Label label = new Label(outputIDInfo.getOutput(id).getLabel(), probabilities[offset + id]);
            scores.put(label.getLabel(), label);
            if (best == null || label.getScore() > best.getScore()) {
                best = label;
            }
        }
        return new Prediction<>(best, scores, used, example, true);
    }

    /** The predictions of a block, or why there are none. */
    private record Classified(
            List<Prediction<Label>> predictions, @Nullable RuntimeException failure) {}

    /**
     * A failure is carried out of the parallel stream by hand: which of two bad examples is reported must not depend on
     * timing, and the fork-join pool would wrap the message.
     */
    private Classified classifyOrFail(List<Example<Label>> examples) {
        try {
            return new Classified(classify(examples), null);
        } catch (RuntimeException e) {
            return new Classified(List.of(), e);
        }
    }

    private static void requireRoom(String name, float[] array, int count, int each) {
        if (count < 0 || array.length < (long) count * each) {
            throw new IllegalArgumentException("The array of " + name + " holds " + array.length + " values, but "
                    + count + " images need " + each + " each.");
        }
    }

    /** Java serialisation stores the protobuf, so both ways of saving obey the same checks. */
    private Object writeReplace() {
        return new Saved(serialize().toByteArray());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A CNNModel is read through its protobuf");
    }

    private static final class Saved implements Serializable {
        private static final long serialVersionUID = 1L;

        private final byte[] proto;

        Saved(byte[] proto) {
            this.proto = proto;
        }

        private Object readResolve() throws InvalidObjectException {
            try {
                return Model.deserialize(ModelProto.parseFrom(proto));
            } catch (InvalidProtocolBufferException e) {
                InvalidObjectException invalid = new InvalidObjectException("The stored model is no protobuf");
                invalid.initCause(e);
                throw invalid;
            }
        }
    }
}
