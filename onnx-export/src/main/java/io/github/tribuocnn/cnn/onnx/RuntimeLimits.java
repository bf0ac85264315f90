/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/** What a version of ONNX Runtime is known to refuse, found before it does: its own messages name no remedy. */
final class RuntimeLimits {
    /** Measured: version 1.minor, and the newest operator set and file format it reads. */
    private static final int[][] MEASURED = {{12, 17, 8}, {15, 19, 9}, {20, 21, 10}, {29, 26, 13}};

    private static final int OLDEST_OPSET = 7;

    private RuntimeLimits() {}

    /**
     * Insists on a file that the runtime reads.
     *
     * @param version of ONNX Runtime, e.g. {@code 1.29.0}
     * @throws OnnxException if the file is for another runtime, or keeps weights in other files
     */
    static void require(ModelProto model, String version, String source) {
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
                requireVersions(model.getIrVersion(), set.getVersion(), version, source);
            }
        }
        for (TensorProto weight : model.getGraph().getInitializerList()) {
            if (weight.getDataLocation() == TensorProto.DataLocation.EXTERNAL || weight.getExternalDataCount() > 0) {
                throw new OnnxException(source + " keeps the weight '" + weight.getName()
                        + "' in another file, which is not read; export the model with tribuo-cnn, or save it with its"
                        + " weights inside");
            }
        }
    }

    private static void requireVersions(long irVersion, long opset, String version, String source) {
        int[] limits = limitsOf(version);
        if (opset < OLDEST_OPSET || opset > limits[1] || irVersion > limits[2]) {
            throw new OnnxException(source + " is of operator set " + opset + " and IR version " + irVersion
                    + ", ONNX Runtime " + version + " reads operator sets " + OLDEST_OPSET + " to " + limits[1]
                    + " and IR versions up to " + limits[2] + "; export the model with opset " + OnnxExporter.OPSET
                    + ", or take another version of ONNX Runtime");
        }
    }

    /** Of the next version that was measured, so that nothing is refused that might be read. */
    private static int[] limitsOf(String version) {
        String[] parts = version.split("\\.", -1);
        int minor = parts.length > 1 && parts[1].matches("[0-9]{1,6}") ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
        for (int[] limits : MEASURED) {
            if (minor <= limits[0]) {
                return limits;
            }
        }
        return new int[] {minor, Integer.MAX_VALUE, Integer.MAX_VALUE};
    }
}
