/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Images and what the trained network answers to them, beside a model as the backend tests and the model zoo of ONNX keep
 * them: {@code input_0.pb} and {@code output_0.pb}, {@code output_1.pb}, ... for each output in turn, each a TensorProto.
 */
final class GoldenData {
    /** The folder beside {@link OnnxPackage#MODEL}; beside another file its name stands before it. */
    static final String FOLDER = "test_data_set_0";

    private GoldenData() {}

    /** Where the data of a model stand. */
    static Path folderOf(Path model) {
        String name = String.valueOf(model.getFileName());
        return model.resolveSibling(
                name.equals(OnnxPackage.MODEL) ? FOLDER : name.replaceFirst("\\.onnx$", "") + "_" + FOLDER);
    }

    /**
     * Writes the data of a model.
     *
     * @param images {@code count} images, 0..1, channels of a pixel together
     * @return the files
     */
    static List<Path> write(Path file, ModelProto model, ProbabilityModel trained, float[] images, int count)
            throws IOException {
        PlainClassifier plain = new PlainClassifier(model, file.toString());
        PlainTensor input = plain.input(images, 0, count);
        Path folder = folderOf(file);
        Path inputFile = folder.resolve("input_0.pb");
        int inputType = plain.contract().pixels() == PixelInput.FLOAT ? DataType.FLOAT_VALUE : DataType.UINT8_VALUE;
        AtomicFile.write(inputFile, tensor(OnnxExporter.INPUT, inputType, input).toByteArray());
        List<ValueInfoProto> outputs = model.getGraph().getOutputList();
        Path[] files = new Path[1 + outputs.size()];
        files[0] = inputFile;
        for (int i = 0; i < outputs.size(); i++) {
            String name = outputs.get(i).getName();
            PlainTensor answer = name.equals(OnnxExporter.OUTPUT)
                    ? probabilities(trained, plain.labels(), images, count)
                    : plain.run(input, name);
            int type = outputs.get(i).getType().getTensorType().getElemType();
            files[1 + i] = folder.resolve("output_" + i + ".pb");
            AtomicFile.write(files[1 + i], tensor(name, type, answer).toByteArray());
        }
        return List.of(files);
    }

    /** The network's own answers, in the columns of the file. */
    private static PlainTensor probabilities(
            ProbabilityModel trained, List<String> columns, float[] images, int count) {
        float[] answers = new float[count * columns.size()];
        trained.probabilities(images, count, answers);
        PlainTensor result = PlainTensor.of(count, columns.size());
        for (int i = 0; i < answers.length; i++) {
            int row = i / columns.size() * columns.size();
            result.data()[i] = answers[row + trained.labels().indexOf(columns.get(i - row))];
        }
        return result;
    }

    private static TensorProto tensor(String name, int type, PlainTensor values) {
        int each = type == DataType.INT64_VALUE ? Long.BYTES : type == DataType.FLOAT_VALUE ? Float.BYTES : 1;
        ByteBuffer bytes = ByteBuffer.allocate(values.data().length * each).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values.data()) {
            switch (type) {
                case DataType.FLOAT_VALUE -> bytes.putFloat(value);
                case DataType.INT64_VALUE -> bytes.putLong((long) value);
                default -> bytes.put((byte) (int) value);
            }
        }
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes.flip()));
        Arrays.stream(values.dims()).forEach(tensor::addDims);
        return tensor.build();
    }

    /** The images and the rows of scores that belong to them. */
    record Expected(float[] images, float[] scores, int count) {}

    /**
     * Reads the data of a model back, the images in the form of a call.
     *
     * @throws IOException if there are none
     * @throws OnnxException if they are not those of the model
     */
    static Expected read(Path model, ImageContract contract) throws IOException {
        Path folder = folderOf(model);
        if (!Files.isDirectory(folder)) {
            throw new IOException("there are no golden data for " + model + " at " + folder
                    + ", so nothing can be run to compare; copy the folder with the model, or verify with the trained"
                    + " model and images");
        }
        TensorProto input = parse(folder.resolve("input_0.pb"));
        int size = contract.shape().size();
        int count = input.getDimsCount() == 4 ? Math.toIntExact(Math.min(input.getDims(0), Integer.MAX_VALUE)) : 0;
        int type = contract.pixels() == PixelInput.FLOAT ? DataType.FLOAT_VALUE : DataType.UINT8_VALUE;
        if (count < 1
                || input.getDataType() != type
                || !OnnxStructure.hasItsBytes(input)
                || PlainTensor.of(input).data().length != count * size) {
            throw mismatch(folder, input);
        }
        float[] planes = PlainTensor.of(input).data();
        float[] images = new float[planes.length];
        int[] order = WeightLayout.channelFirstOrder(contract.shape());
        for (int i = 0; i < planes.length; i++) {
            images[i / size * size + order[i % size]] =
                    type == DataType.FLOAT_VALUE ? planes[i] : planes[i] / contract.pixelMaximum();
        }
        return new Expected(images, scores(folder, contract, count), count);
    }

    private static float[] scores(Path folder, ImageContract contract, int count) throws IOException {
        int columns = contract.labels().size();
        for (int i = 0; Files.exists(folder.resolve("output_" + i + ".pb")); i++) {
            TensorProto output = parse(folder.resolve("output_" + i + ".pb"));
            if (output.getName().equals(contract.output())) {
                if (output.getDataType() != DataType.FLOAT_VALUE
                        || !output.getDimsList().equals(List.of((long) count, (long) columns))
                        || !OnnxStructure.hasItsBytes(output)) {
                    throw mismatch(folder, output);
                }
                float[] scores = PlainTensor.of(output).data();
                if (contract.givesLogits()) {
                    Softmax.inPlace(scores, scores.length, columns);
                }
                return scores;
            }
        }
        throw new OnnxException(folder + " holds no output '" + contract.output()
                + "'; copy the folder that was written with the model");
    }

    private static OnnxException mismatch(Path folder, TensorProto found) {
        return new OnnxException(folder + " holds '" + found.getName() + "' as " + TensorType.of(found)
                + ", which is not what the model takes or gives; copy the folder that was written with the model");
    }

    private static TensorProto parse(Path file) throws IOException {
        try {
            return TensorProto.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException(
                    file + " is no tensor, or a truncated one; copy the folder that was written with the" + " model",
                    e);
        }
    }
}
