/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.train.EpochMetrics;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.tribuo.ONNXExportable;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXNode;
import org.tribuo.util.onnx.ONNXPlaceholder;
import org.tribuo.util.onnx.ONNXRef;

/**
 * A trained convolutional network.
 *
 * <p>Predictions are probabilities (a softmax over the labels) and are deterministic: an example has the same bits
 * alone, in any batch and from any thread. The model is immutable but for its name, and thread safe.
 *
 * <p>It is saved by {@link #serializeToFile} and read by {@link Model#deserializeFromFile}. A model with a hashed
 * feature domain needs its salt set before it predicts, as every Tribuo model; one without is ready at once.
 */
public final class CNNModel extends Model<Label> implements ONNXExportable {
    private static final long serialVersionUID = 1L;

    /** Version of the protobuf this class writes, and the newest it reads. */
    public static final int CURRENT_VERSION = 0;

    private final transient TrainedNetwork network;
    private final transient Predictor predictor;

    CNNModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> labels,
            TrainedNetwork network) {
        super(name, provenance, features, labels, true);
        this.network = network;
        this.predictor = new Predictor(network, labels);
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
        return FloatBytes.sha256Hex(network.weights());
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
        network.probabilities(images, count, probabilities);
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
        return predictor.predict(List.of(example)).get(0);
    }

    @Override
    protected List<Prediction<Label>> innerPredict(Iterable<Example<Label>> examples) {
        return predictor.predictAll(examples);
    }

    /**
     * What a layer makes of an example: a description of the image in fewer numbers, for other models to learn from.
     *
     * @param layer the name of a layer, as {@link Architecture#layerName} gives it: {@code dense1} is the first dense
     *     layer
     * @param example an example with at least one feature of the model's domain
     * @return the layer's output behind its activation function, and of the last layer before softmax; an image in row,
     *     column, channel order
     * @throws IllegalArgumentException if there is no such layer, or the example can't be predicted either
     */
    public float[] embedding(String layer, Example<Label> example) {
        return embeddings(layer, List.of(example)).get(0);
    }

    /**
     * What a layer makes of each of many examples, such as a dataset; see {@link #embedding(String, Example)}.
     *
     * @param layer the name of a layer
     * @param examples examples with at least one feature of the model's domain each
     * @return an array for each example, in their order
     * @throws IllegalArgumentException if there is no such layer, or an example can't be predicted either
     */
    public List<float[]> embeddings(String layer, Iterable<Example<Label>> examples) {
        int index = network.layer(layer);
        int length = architecture().outputShape(index).size();
        List<float[]> embeddings = new ArrayList<>();
        for (List<Example<Label>> block : predictor.blocks(examples)) {
            float[] together = new float[block.size() * length];
            network.activations(index, ImageBatch.of(block, network).pixels(), block.size(), together);
            for (int i = 0; i < block.size(); i++) {
                embeddings.add(Arrays.copyOfRange(together, i * length, (i + 1) * length));
            }
        }
        return embeddings;
    }

    /**
     * What a layer makes of images that are no Tribuo examples; see {@link #embedding(String, Example)}.
     *
     * @param layer the name of a layer
     * @param images {@code count} images of height x width x channels values from 0 to 1, in row, column, channel order
     * @param count the number of images
     * @param embeddings receives {@code count} outputs of the layer
     * @throws IllegalArgumentException if there is no such layer, or an array is too short
     */
    public void embeddings(String layer, float[] images, int count, float[] embeddings) {
        int index = network.layer(layer);
        requireRoom("images", images, count, network.pixels().size());
        requireRoom(
                "embeddings",
                embeddings,
                count,
                architecture().outputShape(index).size());
        network.activations(index, images, count, embeddings);
    }

    /**
     * The features that matter most to each label at the mean of the training images: those with the largest product,
     * positive or negative, of their mean value and the gradient of the label's score there. A network is not linear, so
     * {@link #getExcuse}, which looks at one image, says more.
     *
     * @param n how many features for each label; all if negative
     * @return a list for each label, the largest product first
     */
    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return saliency().ofTheMeanImage(n);
    }

    /**
     * Says which features speak for and against each label: gradient of the label's score, before softmax, times value.
     *
     * @param example an example with at least one feature of the model's domain
     * @return for each label the example's features that are pixels of the model, that which speaks most for it first
     * @throws IllegalArgumentException if the example can't be predicted either
     */
    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.of(new Excuse<>(example, predict(example), saliency().of(example)));
    }

    private Saliency saliency() {
        return new Saliency(network, featureIDMap, outputIDInfo);
    }

    /**
     * Whether the model keeps what its optimiser remembered, so that {@link CNNTrainer#incrementalTrain} goes on as if
     * training had not been interrupted.
     *
     * @return true if it was trained with {@code saveOptimiserState}
     */
    public boolean hasOptimiserState() {
        return network.optimiserState() != null;
    }

    @Nullable
    OptimiserState optimiserState() {
        return network.optimiserState();
    }

    /** The feature name of each value of the image; empty where the training data never had one. */
    String[] pixelNames() {
        return network.pixels().names();
    }

    /**
     * This model as ONNX in Tribuo's form: input {@code input} float [batch, features] with the columns of
     * {@link #getFeatureIDMap}, raw feature values; output {@code output} float [batch, labels] with the columns of
     * {@link #getOutputIDInfo}. Operator set 13; Tribuo's {@code ONNXExternalModel} reads it. Other runtimes rather take
     * images: the export module writes those.
     *
     * @param domain a reverse-DNS name for the model
     * @param modelVersion a version number for the model
     * @return the model, with its provenance in the metadata
     */
    @Override
    public OnnxMl.ModelProto exportONNXModel(String domain, long modelVersion) {
        ONNXContext onnx = new ONNXContext();
        onnx.setName("CNNModel");
        ONNXPlaceholder input = onnx.floatInput(featureIDMap.size());
        ONNXPlaceholder output = onnx.floatOutput(outputIDInfo.size());
        ONNXPlaceholder assigned = writeONNXGraph(input).assignTo(output);
        return ONNXExportable.buildModel(assigned.onnxContext(), domain, modelVersion, this);
    }

    @Override
    public ONNXNode writeONNXGraph(ONNXRef<?> input) {
        return FlatGraph.write(network, featureIDMap.size(), input);
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
