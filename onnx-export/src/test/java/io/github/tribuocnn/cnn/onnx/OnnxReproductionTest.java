/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.CNNTrainer;
import io.github.tribuocnn.cnn.NotReproducibleException;
import io.github.tribuocnn.cnn.ReproductionReport;
import io.github.tribuocnn.cnn.WeightDifference;
import io.github.tribuocnn.cnn.arch.Architecture;
import io.github.tribuocnn.cnn.arch.ImageShape;
import io.github.tribuocnn.cnn.data.IdxImageSource;
import io.github.tribuocnn.cnn.data.IdxPair;
import io.github.tribuocnn.cnn.data.ImageDataset;
import io.github.tribuocnn.cnn.data.SyntheticDigitSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.ONNXExportable;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;

/** Networks trained again from what their ONNX file says. */
class OnnxReproductionTest {
    private static ImageDataset digits;
    private static CNNModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        digits = new ImageDataset(new SyntheticDigitSource(4, 60));
        model = trainer().train(digits);
    }

    private static CNNTrainer trainer() {
        return CNNTrainer.builder()
                .architecture(
                        Architecture.parse("conv 2 5x5 relu, maxpool 4, flatten, dense 10", new ImageShape(28, 28, 1)))
                .epochs(2)
                .validationFraction(0.2)
                .build();
    }

    private Path imageFile() throws IOException {
        Path file = folder.resolve("image.onnx");
        OnnxFile.write(new OnnxExporter().export(model, ExportDetails.NONE), file);
        return file;
    }

    private Path flatFile(ONNXExportable exportable) throws IOException {
        Path file = folder.resolve("flat.onnx");
        exportable.saveONNXModel("io.github.tribuocnn", 1, file);
        return file;
    }

    @Test
    void anImageFileIsProvedEqual() throws IOException {
        ReproductionReport report = OnnxReproduction.of(imageFile()).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(
                "the network was reproduced bit for bit: the SHA-256 of its weights is " + model.weightsSha256()
                        + ", trained again " + model.weightsSha256(),
                report.toString());
    }

    @Test
    void aFileInTribuosFormIsProvedEqual() throws IOException {
        ReproductionReport report = OnnxReproduction.of(flatFile(model)).run();

        assertTrue(report.isProved(), report::toString);
    }

    @Test
    void everyMemberOfAnEnsembleIsProvedEqual() throws IOException {
        Path file = flatFile((ONNXExportable) new BaggingTrainer<>(trainer(), new VotingCombiner(), 2).train(digits));

        ReproductionReport report = OnnxReproduction.of(file).run();

        assertEquals(2, report.networks().size());
        assertTrue(report.isProved(), report::toString);
    }

    @Test
    void aWeightChangedInTheFileIsNamed() throws IOException {
        Path image = imageFile();
        Path flat = flatFile(model);
        for (Path file : new Path[] {image, flat}) {
            OnnxFile.write(withABitTurned(OnnxFile.read(file)), file);

            ReproductionReport report = OnnxReproduction.of(file).run();

            assertFalse(report.isProved());
            WeightDifference difference =
                    report.networks().get(0).firstDifference().orElseThrow();
            assertEquals(4, difference.index());
            assertTrue(difference.tensor().startsWith("conv1_weight"), difference.tensor());
            assertEquals(
                    Float.floatToRawIntBits(difference.reproduced()) ^ 1,
                    Float.floatToRawIntBits(difference.original()));
        }
    }

    private static ModelProto withABitTurned(ModelProto file) {
        ModelProto.Builder changed = file.toBuilder();
        for (TensorProto.Builder tensor : changed.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.getName().startsWith("conv1_weight")) {
                byte[] bytes = tensor.getRawData().toByteArray();
                bytes[16] ^= 1;
                tensor.setRawData(ByteString.copyFrom(bytes));
            }
        }
        return changed.build();
    }

    @Test
    void weightsInAnotherFormAreRefused() throws IOException {
        Path file = imageFile();
        ModelProto.Builder changed = OnnxFile.read(file).toBuilder();
        for (TensorProto.Builder tensor : changed.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.getName().equals("conv1_bias")) {
                tensor.setDataType(TensorProto.DataType.FLOAT16.getNumber());
            }
        }
        OnnxFile.write(changed.build(), file);

        assertEquals(
                "The weights 'conv1_bias' in the file are float16[2], trained again they are float[2]; only files with the"
                        + " weights as they were trained can be compared.",
                assertThrows(
                                NotReproducibleException.class,
                                () -> OnnxReproduction.of(file).run())
                        .getMessage());
    }

    @Test
    void aFileWithoutProvenanceIsRefused() throws IOException {
        Path file = imageFile();
        OnnxFile.write(OnnxFile.read(file).toBuilder().clearMetadataProps().build(), file);

        assertEquals(
                file
                        + " carries no provenance (no TRIBUO_PROVENANCE in its metadata), so there is nothing to say how it"
                        + " was trained. Export it with its provenance, or reproduce the Tribuo model.",
                assertThrows(NotReproducibleException.class, () -> OnnxReproduction.of(file))
                        .getMessage());
    }

    @Test
    void provenanceThatIsNoneIsRefused() throws IOException {
        Path file = imageFile();
        ModelProto.Builder changed = OnnxFile.read(file).toBuilder();
        changed.getMetadataPropsBuilderList().forEach(entry -> {
            if (entry.getKey().equals(OnnxMetadata.PROVENANCE)) {
                entry.setValue("not a provenance");
            }
        });
        OnnxFile.write(changed.build(), file);

        String message = String.valueOf(assertThrows(NotReproducibleException.class, () -> OnnxReproduction.of(file))
                .getMessage());

        assertTrue(message.startsWith("The provenance in " + file + " can't be read: "), message);
    }

    /** The model of the README on 10,000 real digits, one epoch. */
    @Test
    void realDigitsAreProvedEqual() throws IOException {
        CNNModel digitReader = CNNTrainer.builder()
                .epochs(1)
                .build()
                .train(new ImageDataset(new IdxImageSource(realDigits(), 10_000, false)));
        Path file = folder.resolve("mnist.onnx");
        OnnxFile.write(new OnnxExporter().export(digitReader, ExportDetails.NONE), file);

        ReproductionReport report = OnnxReproduction.of(file).run();

        assertTrue(report.isProved(), report::toString);
        assertEquals(digitReader.weightsSha256(), report.networks().get(0).reproducedSha256());
    }

    private static IdxPair realDigits() {
        String given = System.getenv("MNIST_DIR");
        assumeTrue(
                given != null && !given.isBlank(),
                "Needs the real MNIST: set MNIST_DIR to the folder with its four IDX files, gzip-compressed or not");
        Path folder = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve(given))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
        String suffix = Files.exists(folder.resolve("train-images-idx3-ubyte")) ? "" : ".gz";
        return IdxPair.of(
                folder.resolve("train-images-idx3-ubyte" + suffix), folder.resolve("train-labels-idx1-ubyte" + suffix));
    }
}
