/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules an exported file keeps, checked without any native code: a versioned header, every value defined once and
 * before its use, weights whose size is what their dimensions say, operators with all their attributes, and the shapes
 * that follow from them equal to the shapes that are declared. Runtimes load files that break some of these rules.
 */
public final class OnnxStructure {
    private static final Map<Integer, Integer> ELEMENT_BYTES = Map.of(
            DataType.FLOAT_VALUE, Float.BYTES,
            DataType.FLOAT16_VALUE, Short.BYTES,
            DataType.INT32_VALUE, Integer.BYTES,
            DataType.INT8_VALUE, Byte.BYTES,
            DataType.UINT8_VALUE, Byte.BYTES);

    private final List<String> faults = new ArrayList<>();
    private final Map<String, TensorType> values = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private int opset = OperatorSet.OLDEST;

    private OnnxStructure() {}

    /**
     * Returns what is wrong with a model, a sentence each; empty if nothing is.
     *
     * @param model any model; only the operators {@link OnnxExporter} writes are known
     */
    public static List<String> faults(ModelProto model) {
        OnnxStructure structure = new OnnxStructure();
        structure.checkHeader(model);
        structure.checkGraph(model.getGraph());
        return List.copyOf(structure.faults);
    }

    /**
     * Insists on a model without faults.
     *
     * @param source names the model in the message
     * @throws OnnxException naming every fault
     */
    public static void requireSound(ModelProto model, String source) {
        List<String> faults = faults(model);
        if (!faults.isEmpty()) {
            throw new OnnxException(
                    source + " breaks the rules of ONNX: " + String.join("; ", faults) + "; export the model again");
        }
    }

    private void checkHeader(ModelProto model) {
        List<OperatorSetIdProto> imports = model.getOpsetImportList();
        if (imports.size() == 1
                && imports.get(0).getDomain().isEmpty()
                && OperatorSet.isSupported(imports.get(0).getVersion())) {
            opset = (int) imports.get(0).getVersion();
        } else {
            faults.add("operator sets "
                    + imports.stream()
                            .map(set -> "'" + set.getDomain() + "' " + set.getVersion())
                            .toList() + ", expected the default one alone, version " + OperatorSet.OLDEST + " to "
                    + OperatorSet.NEWEST);
        }
        int irVersion = OperatorSet.irVersion(opset);
        if (model.getIrVersion() != irVersion) {
            faults.add("IR version " + model.getIrVersion() + ", expected " + irVersion + " for operator set " + opset);
        }
    }

    private void checkGraph(GraphProto graph) {
        if (graph.getName().isEmpty()) {
            faults.add("the graph has no name");
        }
        for (ValueInfoProto input : graph.getInputList()) {
            define(input.getName(), TensorType.of(input.getType()), "the graph's input");
        }
        for (TensorProto weight : graph.getInitializerList()) {
            checkWeight(weight);
        }
        Map<String, TensorType> declared = declaredTypes(graph);
        Set<String> nodeNames = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getName().isEmpty() || !nodeNames.add(node.getName())) {
                faults.add("a " + node.getOpType() + " node is named '" + node.getName()
                        + "', expected a name of its own");
            }
            checkNode(node, declared);
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            use(output.getName(), "the graph's output");
        }
        for (String name : declared.keySet()) {
            if (!values.containsKey(name)) {
                faults.add("a type is declared for '" + name + "', which nothing defines");
            }
        }
        for (String name : values.keySet()) {
            if (!used.contains(name)) {
                faults.add("nothing uses '" + name + "'");
            }
        }
    }

    private Map<String, TensorType> declaredTypes(GraphProto graph) {
        Map<String, TensorType> declared = new LinkedHashMap<>();
        if (graph.getOutputCount() == 0) {
            faults.add("the graph has no output");
        }
        for (List<ValueInfoProto> list : List.of(graph.getValueInfoList(), graph.getOutputList())) {
            for (ValueInfoProto value : list) {
                if (declared.put(value.getName(), TensorType.of(value.getType())) != null) {
                    faults.add("the type of '" + value.getName() + "' is declared twice");
                }
            }
        }
        return declared;
    }

    private void checkWeight(TensorProto weight) {
        TensorType type = TensorType.of(weight);
        define(weight.getName(), type, "a weight");
        Integer elementBytes = ELEMENT_BYTES.get(weight.getDataType());
        if (elementBytes == null) {
            faults.add("the weight '" + weight.getName() + "' is " + type
                    + ", expected float, float16, or integers of 8 or 32 bits");
            return;
        }
        long bytes = bytesOf(weight, elementBytes);
        if (bytes != weight.getRawData().size()) {
            faults.add("the weight '" + weight.getName() + "' " + type + " has "
                    + weight.getRawData().size() + " bytes, expected " + bytes);
        }
    }

    /** Whether a tensor holds as many bytes as its dimensions say. */
    static boolean hasItsBytes(TensorProto tensor) {
        Integer elementBytes = ELEMENT_BYTES.get(tensor.getDataType());
        return elementBytes != null
                && bytesOf(tensor, elementBytes) == tensor.getRawData().size();
    }

    private static long bytesOf(TensorProto tensor, int elementBytes) {
        long bytes = elementBytes;
        for (long length : tensor.getDimsList()) {
            // Saturating, so that hostile dimensions cannot wrap round to the right number of bytes.
            bytes = length < 0 ? -1 : saturatedProduct(bytes, length);
        }
        return bytes;
    }

    private static long saturatedProduct(long left, long right) {
        return left < 0 || Math.multiplyHigh(left, right) != 0 || left * right < 0 ? Long.MAX_VALUE : left * right;
    }

    private void checkNode(NodeProto node, Map<String, TensorType> declared) {
        List<TensorType> inputs = new ArrayList<>();
        for (String input : node.getInputList()) {
            TensorType type = use(input, "node '" + node.getName() + "'");
            if (type != null) {
                inputs.add(type);
            }
        }
        if (node.getOutputCount() != 1) {
            faults.add("node '" + node.getName() + "' has " + node.getOutputCount() + " outputs, expected 1");
            return;
        }
        String output = node.getOutput(0);
        TensorType stated = declared.get(output);
        if (stated == null) {
            faults.add("the type of '" + output + "' is not declared");
            return;
        }
        define(output, stated, "node '" + node.getName() + "'");
        if (inputs.size() == node.getInputCount()) {
            checkOperator(node, inputs, stated);
        }
    }

    private void checkOperator(NodeProto node, List<TensorType> inputs, TensorType stated) {
        try {
            TensorType inferred = OperatorRules.outputType(node, inputs, opset);
            if (!inferred.equals(stated)) {
                faults.add("'" + node.getOutput(0) + "' is declared " + stated + ", but " + node.getOpType() + " '"
                        + node.getName() + "' gives " + inferred);
            }
        } catch (OperatorFault fault) {
            faults.add(node.getOpType() + " '" + node.getName() + "' " + fault.getMessage());
        }
    }

    private void define(String name, TensorType type, String by) {
        if (name.isEmpty()) {
            faults.add(by + " has no name");
        } else if (values.putIfAbsent(name, type) != null) {
            faults.add("'" + name + "' is defined again by " + by);
        }
    }

    /** The type of a value a reader asks for, {@code null} (and a fault) if nothing before has defined it. */
    private @Nullable TensorType use(String name, String by) {
        used.add(name);
        TensorType type = values.get(name);
        if (type == null) {
            faults.add(by + " reads '" + name + "', which nothing before it defines");
        }
        return type;
    }
}
