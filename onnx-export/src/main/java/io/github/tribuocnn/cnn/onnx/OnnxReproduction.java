/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.oracle.labs.mlrg.olcut.provenance.io.ProvenanceSerializationException;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.NetworkComparison;
import io.github.tribuocnn.cnn.NotReproducibleException;
import io.github.tribuocnn.cnn.OriginalWeights;
import io.github.tribuocnn.cnn.Reproduction;
import io.github.tribuocnn.cnn.WeightDifference;
import io.github.tribuocnn.cnn.arch.ParameterTensor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tribuo.ONNXExportable;
import org.tribuo.provenance.ModelProvenance;

/**
 * Trains a model again of which only an ONNX file is at hand, and proves the weights in the file equal bit for bit.
 *
 * <p>The provenance in the file's metadata says how; the model trained again is exported in the form of the file, image
 * or Tribuo's, and the weights of the two are compared.
 */
public final class OnnxReproduction {
    /** What Tribuo's exporter appends to a name that occurs more than once. */
    private static final Pattern NUMBERED = Pattern.compile("_[0-9]+$");

    private final ModelProto file;
    private final OriginalWeights recorded;

    private OnnxReproduction(ModelProto file, OriginalWeights recorded) {
        this.file = file;
        this.recorded = recorded;
    }

    /**
     * The reproduction of an exported model.
     *
     * @param file a file that {@link OnnxExporter} or a model's own {@code saveONNXModel} wrote
     * @return a reproduction, ready to run
     * @throws IOException if the file cannot be read
     * @throws OnnxException if the file is no ONNX model, or a truncated one
     * @throws NotReproducibleException if it carries no provenance of a network
     */
    public static Reproduction of(Path file) throws IOException {
        ModelProto model = OnnxFile.read(file);
        ModelProvenance provenance = provenance(model, file);
        return Reproduction.of(
                provenance, new OnnxReproduction(model, OriginalWeights.recordedIn(provenance))::compare);
    }

    private static ModelProvenance provenance(ModelProto model, Path file) {
        String text = OnnxMetadata.of(model).get(OnnxMetadata.PROVENANCE);
        if (text == null) {
            throw new NotReproducibleException(file + " carries no provenance (no " + OnnxMetadata.PROVENANCE
                    + " in its metadata), so there is nothing to say how it was trained. Export it with its provenance,"
                    + " or reproduce the Tribuo model.");
        }
        try {
            if (ONNXExportable.SERIALIZER.deserializeAndUnmarshal(text) instanceof ModelProvenance provenance) {
                return provenance;
            }
            throw new NotReproducibleException(
                    "The provenance in " + file + " is not that of a model. Export the model again.");
        } catch (ProvenanceSerializationException | IllegalStateException | IllegalArgumentException e) {
            throw new NotReproducibleException(
                    "The provenance in " + file + " can't be read: " + e.getMessage() + ". Export the model again.", e);
        }
    }

    /** By hash what provenance recorded, and weight by weight what the file holds. */
    private List<NetworkComparison> compare(List<CNNModel> reproduced) {
        List<NetworkComparison> hashes = recorded.compare(reproduced);
        List<TensorProto> weights = weightsOf(file, reproduced.get(0));
        List<NetworkComparison> comparisons = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < reproduced.size(); i++) {
            List<TensorProto> again = weightsOf(exportAlike(reproduced.get(i)), reproduced.get(i));
            if (next + again.size() > weights.size()) {
                throw new NotReproducibleException("The file holds " + weights.size()
                        + " weight tensors, fewer than the model trained again. Export the model again.");
            }
            NetworkComparison hash = hashes.get(i);
            comparisons.add(new NetworkComparison(
                    hash.name(),
                    hash.originalSha256(),
                    hash.reproducedSha256(),
                    firstDifference(weights.subList(next, next + again.size()), again)));
            next += again.size();
        }
        return comparisons;
    }

    private ModelProto exportAlike(CNNModel model) {
        String input = file.getGraph().getInputCount() == 0
                ? ""
                : file.getGraph().getInput(0).getName();
        return input.equals(OnnxExporter.INPUT)
                ? new OnnxExporter().export(model, ExportDetails.NONE)
                : model.exportONNXModel("", 0);
    }

    private static List<TensorProto> weightsOf(ModelProto exported, CNNModel model) {
        Set<String> names = model.architecture().tensors().stream()
                .map(ParameterTensor::name)
                .collect(Collectors.toSet());
        return exported.getGraph().getInitializerList().stream()
                .filter(tensor -> names.contains(tensor.getName()) || names.contains(plainName(tensor)))
                .toList();
    }

    private static String plainName(TensorProto tensor) {
        return NUMBERED.matcher(tensor.getName()).replaceFirst("");
    }

    private static @Nullable WeightDifference firstDifference(List<TensorProto> originals, List<TensorProto> again) {
        for (int i = 0; i < again.size(); i++) {
            FloatBuffer before = floats(originals.get(i), again.get(i));
            FloatBuffer after = floats(again.get(i), again.get(i));
            for (int at = 0; at < after.limit(); at++) {
                if (Float.floatToRawIntBits(before.get(at)) != Float.floatToRawIntBits(after.get(at))) {
                    return new WeightDifference(originals.get(i).getName(), at, before.get(at), after.get(at));
                }
            }
        }
        return null;
    }

    private static FloatBuffer floats(TensorProto tensor, TensorProto expected) {
        ByteString bytes = tensor.getRawData();
        if (tensor.getDataType() != TensorProto.DataType.FLOAT.getNumber()
                || !tensor.getDimsList().equals(expected.getDimsList())
                || bytes.size() != expected.getRawData().size()) {
            throw new NotReproducibleException("The weights '" + tensor.getName() + "' in the file are "
                    + TensorType.of(tensor) + ", trained again they are " + TensorType.of(expected)
                    + "; only files with the weights as they were trained can be compared.");
        }
        return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
}
