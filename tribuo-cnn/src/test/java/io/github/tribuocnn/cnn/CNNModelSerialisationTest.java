/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static io.github.tribuocnn.cnn.Forgery.assertRefused;
import static io.github.tribuocnn.cnn.Forgery.proto;
import static io.github.tribuocnn.cnn.Forgery.reason;
import static io.github.tribuocnn.cnn.Forgery.shape;
import static io.github.tribuocnn.cnn.Forgery.withWeights;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.kernel.KernelProvider;
import io.github.tribuocnn.cnn.optim.OptimiserState;
import io.github.tribuocnn.cnn.protos.CNNModelProto;
import io.github.tribuocnn.cnn.protos.OptimiserSlotProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.test.Helpers;
import org.tribuo.test.MockOutput;

class CNNModelSerialisationTest {
    private final CNNModel model = Forgery.MODEL;

    private final List<Example<Label>> examples = Bars.examples(30, 2);

    @Test
    void tribuosOwnHelpersPass() {
        Helpers.testModelProtoSerialization(model, Label.class, examples);
        Helpers.testModelSerialization(model, Label.class);
        Helpers.testProvenanceMarshalling(model.getProvenance());
    }

    @Test
    void withAFixedClockEqualTrainingsGiveEqualBytes() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
        Dataset<Label> dataset = Bars.dataset(90, 1);
        CNNModel first = Bars.trainer().clock(clock).build().train(dataset);
        CNNModel second = Bars.trainer().clock(clock).build().train(dataset);
        assertEquals(
                "2026-11-22T00:00Z", first.getProvenance().getTrainingTime().toString());
        assertArrayEquals(first.serialize().toByteArray(), second.serialize().toByteArray());
    }

    @Test
    void aModelReadFromItsFileIsTheSame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bars.tribuo");
        model.serializeToFile(file);

        CNNModel read = (CNNModel) Model.deserializeFromFile(file).castModel(Label.class);

        assertEquals(model.getName(), read.getName());
        assertEquals(model.getProvenance(), read.getProvenance());
        assertEquals(model.architecture(), read.architecture());
        assertEquals(model.labels(), read.labels());
        assertEquals(model.history(), read.history());
        assertEquals(model.weightsSha256(), read.weightsSha256());
        assertArrayEquals(model.pixelFeatureIds(), read.pixelFeatureIds());
        for (Example<Label> example : examples) {
            CNNModelTest.assertSameScores(model.predict(example), read.predict(example));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv 6 3x3 stride 2 same relu, conv 8 2x2 groups 2, depthwise 2x2 same, maxpool 2 stride 1,"
                        + " avgpool 2x1 same, globalavgpool, dense 3",
                "conv 6 3x3 he_normal l2 0.001, batchnorm, activation leaky_relu 0.1, residual(conv 4 3x3 same gelu,"
                        + " batchnorm momentum 0.5, dropout 0.2 spatial, conv 6 1x1 | depthwise 3x3 same silu), maxpool 2,"
                        + " flatten, dropout 0.3, dense 5 elu 0.5, batchnorm, dense 3"
            })
    void aModelWithLayersOfEveryKindIsReadAsItWas(String text) throws IOException {
        CNNModel general = Bars.trainer()
                .architecture(Architecture.parse(text, new ImageShape(8, 8, 1)))
                .epochs(1)
                .build()
                .train(Bars.dataset(30, 1));

        Helpers.testModelProtoSerialization(general, Label.class, examples);

        CNNModel read = (CNNModel) Model.deserialize(general.serialize());

        assertEquals(general.architecture(), read.architecture());
        assertEquals(general.getProvenance(), read.getProvenance());
        assertEquals(general.weightsSha256(), read.weightsSha256());
    }

    @Test
    void anEvaluationIsTheSameBeforeAndAfter() {
        LabelEvaluation before = new LabelEvaluator().evaluate(model, Bars.dataset(90, 3));
        CNNModel read = (CNNModel) Model.deserialize(model.serialize());

        LabelEvaluation after = new LabelEvaluator().evaluate(read, Bars.dataset(90, 3));

        assertEquals(before.toString(), after.toString());
    }

    @Test
    void weightsAreSavedAsLittleEndianFloats() throws InvalidProtocolBufferException {
        CNNModelProto proto = proto();

        int first = Float.floatToRawIntBits(model.weights()[0]);
        assertEquals((byte) first, proto.getWeights().byteAt(0));
        assertEquals((byte) (first >>> 24), proto.getWeights().byteAt(3));
        assertEquals("conv 6 3x3 relu, maxpool 2, flatten, dense 3", proto.getArchitecture());
        assertEquals(64, proto.getPixelFeatureIdsCount());
    }

    @Test
    void pixelsThatNeverOccurredStayEmpty() throws IOException {
        List<Example<Label>> cropped = Bars.examples(60, 1);
        cropped.forEach(example -> example.removeFeatures(List.of(new org.tribuo.Feature("63", 1.0))));

        CNNModel trained = Bars.trainer().epochs(1).build().train(Bars.dataset(cropped));
        CNNModel read = (CNNModel) Model.deserialize(trained.serialize());

        assertEquals(-1, read.pixelFeatureIds()[63]);
        assertEquals(62, read.pixelFeatureIds()[62]);
        CNNModelTest.assertSameScores(trained.predict(examples.get(0)), read.predict(examples.get(0)));
    }

    @Test
    void aFutureVersionIsRefused() throws InvalidProtocolBufferException {
        Any message = model.serialize().getSerializedData();

        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> CNNModel.deserializeFromProto(1, CNNModel.class.getName(), message));

        assertEquals(
                "Unknown version 1, this class supports at most version 0;"
                        + " read the model with the release of tribuo-cnn that wrote it, or a newer one.",
                refusal.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> CNNModel.deserializeFromProto(-1, CNNModel.class.getName(), message));
    }

    @Test
    void anotherMessageIsRefused() {
        assertRefused("expected a CNNModelProto, found nothing", Any.getDefaultInstance());
        assertRefused(
                "expected a CNNModelProto, found 'type.googleapis.com/tribuo.core.ModelProto'",
                Any.pack(model.serialize()));
        assertRefused("expected a ModelDataProto, found nothing", CNNModelProto.Builder::clearMetadata);
    }

    @Test
    void sizesThatContradictEachOtherAreRefused() {
        assertRefused("the input is 0x8x1, expected at least 1x1x1", proto -> proto.setInput(shape(0, 8, 1)));
        assertRefused(
                "the input is 8x7x1, but there are feature ids for 64 pixels", proto -> proto.setInput(shape(8, 7, 1)));
        assertRefused(
                "the input is 2147483647x2147483647x2147483647, but there are feature ids for 64 pixels",
                proto -> proto.setInput(shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)));
        assertRefused(
                "the architecture has 225 parameters, 900 bytes, but there are 899 bytes of weights",
                proto -> proto.setWeights(proto.getWeights().substring(1)));
        assertRefused(
                "the architecture has 65000000 parameters, 260000000 bytes, but there are 900 bytes of weights",
                proto -> proto.setArchitecture("flatten, dense 1000000"));
    }

    @Test
    void anImpossibleArchitectureIsRefused() {
        String reason = reason(proto -> proto.setArchitecture("conv 6 9x9, flatten, dense 3"));

        assertTrue(
                reason.startsWith("Invalid protobuf, the architecture \"conv 6 9x9, flatten, dense 3\" is impossible:"
                        + " Layer 1 (conv 6 9x9), input 8x8x1: "),
                reason);
    }

    @Test
    void damagedWeightsAreRefused() {
        String reason = reason(proto -> {
            byte[] weights = proto.getWeights().toByteArray();
            weights[40] ^= 1;
            proto.setWeights(ByteString.copyFrom(weights));
        });

        assertTrue(reason.startsWith("Invalid protobuf, the weights were damaged: their SHA-256 is "), reason);
        assertTrue(reason.endsWith(", but it was " + model.weightsSha256() + " when they were saved"), reason);
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() {
        assertRefused("weight 7 of 225 is NaN", proto -> {
            float[] weights = model.weights();
            weights[7] = Float.NaN;
            withWeights(proto, weights);
        });
    }

    @Test
    void anImpossiblePixelMaximumIsRefused() {
        assertRefused("the pixel maximum is 0.0, expected a positive number", CNNModelProto.Builder::clearPixelMaximum);
        assertRefused(
                "the pixel maximum is NaN, expected a positive number", proto -> proto.setPixelMaximum(Float.NaN));
    }

    @Test
    void featureIdsThatAreNoFeaturesAreRefused() {
        assertRefused("pixel 5 has the feature id 64, expected -1 to 63", proto -> proto.setPixelFeatureIds(5, 64));
        assertRefused("pixel 5 has the feature id -2, expected -1 to 63", proto -> proto.setPixelFeatureIds(5, -2));
        assertRefused("pixels 3 and 5 both have the feature id 3", proto -> proto.setPixelFeatureIds(5, 3));
        assertRefused("feature id 5 of 64 has no pixel", proto -> proto.setPixelFeatureIds(5, -1));
    }

    @Test
    void domainsOfAnotherModelAreRefused() {
        assertRefused(
                "the architecture has 2 outputs, but the output domain has 3",
                proto -> withWeights(proto, new float[130]).setArchitecture("flatten, dense 2"));
        assertRefused(
                "the output domain is not a label domain, found org.tribuo.test.MockOutput at id 0",
                proto -> proto.setMetadata(Any.pack(withMockOutputs())));
    }

    @Test
    void theOptimiserStateIsReadAsItWas() throws InvalidProtocolBufferException {
        OptimiserState before = Objects.requireNonNull(model.optimiserState());

        OptimiserState after =
                Objects.requireNonNull(((CNNModel) Model.deserialize(model.serialize())).optimiserState());

        assertEquals("adam", after.rule());
        assertEquals(before.numbers(), after.numbers());
        assertEquals(Set.of("first-moment", "second-moment"), after.slots().keySet());
        before.slots()
                .forEach((name, values) ->
                        assertArrayEquals(values, after.slots().get(name)));
        assertEquals(
                3 * 900, proto().getWeights().size() + 2 * slot(0).getValues().size());
    }

    @Test
    void anOptimiserStateOfAFutureVersionIsRefused() {
        assertRefused(
                "the optimiser state has version 1, this class supports at most version 0; read the model with the"
                        + " release of tribuo-cnn that wrote it, or a newer one",
                proto -> proto.getOptimiserStateBuilder().setVersion(1));
    }

    @Test
    void anOptimiserStateThatContradictsTheNetworkIsRefused() {
        assertRefused(
                "the optimiser state has 899 bytes of first-moment, but the architecture has 225 parameters, 900 bytes",
                proto -> proto.getOptimiserStateBuilder()
                        .getSlotsBuilder(0)
                        .setValues(proto.getOptimiserState()
                                .getSlots(0)
                                .getValues()
                                .substring(1)));
        assertRefused(
                "the optimiser state has the values first-moment twice",
                proto -> proto.getOptimiserStateBuilder().getSlotsBuilder(1).setName("first-moment"));
        assertRefused(
                "the optimiser state has the number beta-one-power twice",
                proto -> proto.getOptimiserStateBuilder().getNumbersBuilder(1).setName("beta-one-power"));
        assertRefused(
                "the optimiser state has the number beta-one-power = NaN",
                proto -> proto.getOptimiserStateBuilder().getNumbersBuilder(0).setValue(Double.NaN));
    }

    @Test
    void aModelThatCouldNotBeReadIsNotWritten() throws InvalidProtocolBufferException {
        String text = "conv 1 1x1, ".repeat(400) + "flatten, dense 3";
        Architecture architecture = Architecture.parse(text, new ImageShape(400, 400, 1));
        int[] pixels = new int[160_000];
        Arrays.setAll(pixels, pixel -> pixel < 64 ? pixel : -1);
        TrainedNetwork network = new TrainedNetwork(
                architecture,
                new float[architecture.parameterCount()],
                PixelMap.restore(pixels, model.getFeatureIDMap()),
                255f,
                null,
                KernelProvider.select("scalar"));
        CNNModel large =
                new CNNModel("large", model.getProvenance(), model.getFeatureIDMap(), model.getOutputIDInfo(), network);

        assertEquals(
                "The layers cover 64000000 positions, more than the 43794432 that are read back from a file; use fewer"
                        + " layers or smaller images.",
                assertThrows(IllegalStateException.class, large::serialize).getMessage());
    }

    @Test
    void aFileCutAnywhereIsRefusedInOneSentence() {
        byte[] whole = model.serialize().toByteArray();
        for (int length = 0; length < whole.length; length += length < 300 ? 1 : 11) {
            byte[] cut = Arrays.copyOf(whole, length);
            Exception refusal = assertThrows(
                    Exception.class,
                    () -> Model.deserializeFromStream(new ByteArrayInputStream(cut)),
                    "cut at " + length + " of " + whole.length);
            // The parser's, mostly; where the cut falls between two fields, Tribuo's or our own below Tribuo's.
            String message = root(refusal);
            assertTrue(
                    message.startsWith("While parsing a protocol message, the input ended unexpectedly")
                            || message.equals("Failed to find class ")
                            || message.equals("Invalid protobuf, expected a CNNModelProto, found nothing"),
                    String.format(Locale.ROOT, "cut at %d: %s", length, refusal));
        }
    }

    private static String root(Throwable refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null && !(cause.getCause() instanceof ClassNotFoundException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static OptimiserSlotProto slot(int index) throws InvalidProtocolBufferException {
        return proto().getOptimiserState().getSlots(index);
    }

    private ModelDataProto withMockOutputs() {
        MockOutput[] outputs = {new MockOutput("a"), new MockOutput("b"), new MockOutput("c")};
        var info = new org.tribuo.test.MockOutputFactory().generateInfo();
        for (MockOutput output : outputs) {
            info.observe(output);
        }
        return new ModelDataCarrier<>(
                        "mock",
                        model.getProvenance(),
                        model.getFeatureIDMap(),
                        info.generateImmutableOutputInfo(),
                        true,
                        model.getProvenance().getTribuoVersion())
                .serialize();
    }
}
