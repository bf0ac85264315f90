/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import io.github.tribuocnn.cnn.protos.ImageShapeProto;
import java.util.function.Consumer;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/** A saved model that somebody has changed, and what is said when it is read. */
final class Forgery {

    /** What the changes begin with: three classes of bars, saved with the optimiser's state. */
    static final CNNModel MODEL = Bars.trainer()
            .validationFraction(0.1)
            .saveOptimiserState(true)
            .epochs(3)
            .build()
            .train(Bars.dataset(90, 1));

    private Forgery() {}

    static ImageShapeProto.Builder shape(int height, int width, int channels) {
        return ImageShapeProto.newBuilder().setHeight(height).setWidth(width).setChannels(channels);
    }

    static CNNModelProto.Builder withWeights(CNNModelProto.Builder proto, float[] weights) {
        byte[] bytes = FloatBytes.of(weights);
        return proto.setWeights(ByteString.copyFrom(bytes))
                .setWeightsSha256(ByteString.copyFrom(FloatBytes.sha256(bytes)));
    }

    static CNNModelProto proto() throws InvalidProtocolBufferException {
        return MODEL.serialize().getSerializedData().unpack(CNNModelProto.class);
    }

    static void assertRefused(String reason, Consumer<CNNModelProto.Builder> forgery) {
        assertEquals("Invalid protobuf, " + reason, reason(forgery));
    }

    static void assertRefused(String reason, Any message) {
        assertEquals("Invalid protobuf, " + reason, reason(message));
    }

    static String reason(Consumer<CNNModelProto.Builder> forgery) {
        try {
            CNNModelProto.Builder proto = proto().toBuilder();
            forgery.accept(proto);
            return reason(Any.pack(proto.build()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads it the way Tribuo does, by reflection, and looks under what that wraps around our own exception. */
    static String reason(Any message) {
        ModelProto file =
                MODEL.serialize().toBuilder().setSerializedData(message).build();
        Throwable thrown = assertThrows(IllegalStateException.class, () -> Model.deserialize(file));
        while (thrown.getCause() != null && !String.valueOf(thrown.getMessage()).startsWith("Invalid protobuf")) {
            thrown = thrown.getCause();
        }
        return String.valueOf(thrown.getMessage());
    }
}
