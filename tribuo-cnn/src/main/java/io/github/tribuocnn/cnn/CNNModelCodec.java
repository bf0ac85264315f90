/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.arch.PlacedLayer;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import io.github.tribuocnn.cnn.protos.ImageShapeProto;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;

/**
 * Writes a model to its protobuf and reads it back.
 *
 * <p>A file may come from anywhere. Everything it claims is checked against what it holds before any memory is
 * allocated for it, so a forged file costs no more than its own length.
 */
final class CNNModelCodec {
    /**
     * Positions that the layers of any model may cover, and how many more for each pixel. A convolution keeps the offsets
     * of its positions in memory, and a short text can describe very many convolutions.
     */
    private static final long POSITIONS = 1 << 25;

    private static final long POSITIONS_PER_PIXEL = 64;

    /** Characters of the architecture: enough for thousands of layers. */
    private static final int ARCHITECTURE_LENGTH = 1 << 17;

    /** How much of it a message repeats. */
    private static final int ARCHITECTURE_QUOTED = 200;

    private CNNModelCodec() {}

    /**
     * Writes a model of the current version.
     *
     * @throws IllegalStateException if it is so large that it could not be read
     */
    static CNNModelProto write(CNNModel model, ModelDataProto metadata) {
        if (model.architecture().text().length() > ARCHITECTURE_LENGTH) {
            throw new IllegalStateException(
                    "The architecture takes " + model.architecture().text().length() + " characters, more than the "
                            + ARCHITECTURE_LENGTH + " a file can hold; use fewer layers.");
        }
        if (positions(model.architecture()) > mostPositions(model.architecture())) {
            throw new IllegalStateException(
                    "The layers cover " + positions(model.architecture()) + " positions, more than the "
                            + mostPositions(model.architecture())
                            + " that are read back from a file; use fewer layers or smaller images.");
        }
        ImageShape input = model.architecture().input();
        byte[] weights = FloatBytes.of(model.weights());
        CNNModelProto.Builder proto = CNNModelProto.newBuilder()
                .setMetadata(Any.pack(metadata))
                .setInput(ImageShapeProto.newBuilder()
                        .setHeight(input.height())
                        .setWidth(input.width())
                        .setChannels(input.channels()))
                .setArchitecture(model.architecture().text())
                .setWeights(ByteString.copyFrom(weights))
                .setWeightsSha256(ByteString.copyFrom(FloatBytes.sha256(weights)))
                .setPixelMaximum(model.pixelMaximum());
        for (int id : model.pixelFeatureIds()) {
            proto.addPixelFeatureIds(id);
        }
        if (model.optimiserState() != null) {
            proto.setOptimiserState(OptimiserStateCodec.write(model.optimiserState()));
        }
        return proto.build();
    }

    /**
     * Reads a model of the current version.
     *
     * @throws IllegalStateException if the message is no such model or contradicts itself; the text says where
     * @throws InvalidProtocolBufferException if the bytes are no protobuf
     */
    static CNNModel read(Any message) throws InvalidProtocolBufferException {
        CNNModelProto proto = unpack(message, CNNModelProto.class);
        Architecture architecture = architecture(proto);
        float[] weights = weights(proto, architecture);
        if (!(proto.getPixelMaximum() > 0f) || Float.isInfinite(proto.getPixelMaximum())) {
            throw invalid("the pixel maximum is " + proto.getPixelMaximum() + ", expected a positive number");
        }
        ModelDataCarrier<?> metadata = ModelDataCarrier.deserialize(unpack(proto.getMetadata(), ModelDataProto.class));
        ImmutableOutputInfo<Label> labels = labels(metadata.outputDomain(), architecture);
        ImmutableFeatureMap features = metadata.featureDomain();
        PixelMap pixels = PixelMap.restore(
                proto.getPixelFeatureIdsList().stream()
                        .mapToInt(Integer::intValue)
                        .toArray(),
                features);
        TrainedNetwork network = new TrainedNetwork(
                architecture,
                weights,
                pixels,
                proto.getPixelMaximum(),
                optimiserState(proto, architecture),
                KernelProvider.select("auto"));
        return new CNNModel(metadata.name(), metadata.provenance(), features, labels, network);
    }

    private static @Nullable OptimiserState optimiserState(CNNModelProto proto, Architecture architecture) {
        return proto.hasOptimiserState()
                ? OptimiserStateCodec.read(proto.getOptimiserState(), architecture.parameterCount())
                : null;
    }

    private static <M extends Message> M unpack(Any message, Class<M> type) throws InvalidProtocolBufferException {
        if (!message.is(type)) {
            throw invalid("expected a " + type.getSimpleName() + ", found "
                    + (message.getTypeUrl().isEmpty() ? "nothing" : "'" + message.getTypeUrl() + "'"));
        }
        return message.unpack(type);
    }

    private static Architecture architecture(CNNModelProto proto) {
        ImageShapeProto input = proto.getInput();
        String shape = input.getHeight() + "x" + input.getWidth() + "x" + input.getChannels();
        if (input.getHeight() < 1 || input.getWidth() < 1 || input.getChannels() < 1) {
            throw invalid("the input is " + shape + ", expected at least 1x1x1");
        }
        // Divided rather than multiplied: the product of three ints may exceed a long.
        long plane = (long) input.getHeight() * input.getWidth();
        int pixels = proto.getPixelFeatureIdsCount();
        if (pixels % plane != 0 || pixels / plane != input.getChannels()) {
            throw invalid("the input is " + shape + ", but there are feature ids for " + pixels + " pixels");
        }
        String text = proto.getArchitecture();
        if (text.length() > ARCHITECTURE_LENGTH) {
            throw invalid(
                    "the architecture has " + text.length() + " characters, expected at most " + ARCHITECTURE_LENGTH);
        }
        try {
            return requireFewPositions(
                    Architecture.parse(text, new ImageShape(input.getHeight(), input.getWidth(), input.getChannels())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            String quoted = text.length() > ARCHITECTURE_QUOTED ? text.substring(0, ARCHITECTURE_QUOTED) + "..." : text;
            throw new IllegalStateException(
                    "Invalid protobuf, the architecture \"" + quoted + "\" is impossible: " + e.getMessage(), e);
        }
    }

    private static Architecture requireFewPositions(Architecture architecture) {
        if (positions(architecture) > mostPositions(architecture)) {
            throw invalid("the " + architecture.leaves().size() + " layers cover " + positions(architecture)
                    + " positions, expected at most " + mostPositions(architecture));
        }
        return architecture;
    }

    private static long positions(Architecture architecture) {
        long positions = 0;
        for (PlacedLayer layer : architecture.leaves()) {
            if (layer.output() instanceof ImageShape image) {
                positions += (long) image.height() * image.width();
            }
        }
        return positions;
    }

    private static long mostPositions(Architecture architecture) {
        return POSITIONS
                + POSITIONS_PER_PIXEL
                        * architecture.input().height()
                        * architecture.input().width();
    }

    private static float[] weights(CNNModelProto proto, Architecture architecture) {
        ByteString bytes = proto.getWeights();
        if (bytes.size() != (long) Float.BYTES * architecture.parameterCount()) {
            throw invalid("the architecture has " + architecture.parameterCount() + " parameters, "
                    + (long) Float.BYTES * architecture.parameterCount() + " bytes, but there are " + bytes.size()
                    + " bytes of weights");
        }
        ByteString hash = ByteString.copyFrom(FloatBytes.sha256(bytes.toByteArray()));
        if (!hash.equals(proto.getWeightsSha256())) {
            throw invalid("the weights were damaged: their SHA-256 is " + hex(hash) + ", but it was "
                    + hex(proto.getWeightsSha256()) + " when they were saved");
        }
        float[] weights = FloatBytes.toFloats(bytes);
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw invalid("weight " + i + " of " + weights.length + " is " + weights[i]);
            }
        }
        return weights;
    }

    private static ImmutableOutputInfo<Label> labels(ImmutableOutputInfo<?> domain, Architecture architecture) {
        if (domain.size() != architecture.outputs()) {
            throw invalid("the architecture has " + architecture.outputs() + " outputs, but the output domain has "
                    + domain.size());
        }
        for (int id = 0; id < domain.size(); id++) {
            Object output = domain.getOutput(id);
            if (!(output instanceof Label)) {
                throw invalid("the output domain is not a label domain, found "
                        + (output == null ? "nothing" : output.getClass().getName()) + " at id " + id);
            }
        }
        @SuppressWarnings("unchecked") // every element was checked
        ImmutableOutputInfo<Label> labels = (ImmutableOutputInfo<Label>) domain;
        return labels;
    }

    private static String hex(ByteString bytes) {
        return bytes.isEmpty() ? "missing" : HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static IllegalStateException invalid(String reason) {
        return new IllegalStateException("Invalid protobuf, " + reason);
    }
}
