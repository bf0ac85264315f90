/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Classifies images with an exported file in ONNX Runtime.
 *
 * <p>One native session serves any number of threads at once. Close it when done: the memory behind it is not the JVM's.
 */
public final class OnnxClassifier implements ProbabilityModel, AutoCloseable {
    private final ModelProto model;
    private final List<String> labels;
    private final ImageShape shape;
    private final OrtSession session;
    /** Runs hold the read side, closing the write side: a session closed under a run takes the JVM down with it. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    private OnnxClassifier(byte[] bytes, String source, int threads) {
        model = OnnxFile.parse(bytes, source);
        shape = inputShape(model, source);
        labels = OnnxMetadata.labelsOf(model);
        requireOutput(model, labels.size(), source);
        session = OrtRuntime.open(bytes, threads, source);
    }

    /**
     * Opens an exported file with one thread, which is enough for networks of this size.
     *
     * @throws IOException if the file cannot be read
     * @throws OnnxException if it is no image classifier in the form {@link OnnxExporter} writes, or ONNX Runtime cannot
     *     run here
     */
    public static OnnxClassifier open(Path file) throws IOException {
        return open(file, 1);
    }

    /**
     * Opens an exported file.
     *
     * @param threads how many threads ONNX Runtime spreads one call over, at least 1; calls from several threads run side
     *     by side whatever this says
     * @throws IOException if the file cannot be read
     * @throws OnnxException if it is no image classifier in the form {@link OnnxExporter} writes, or ONNX Runtime cannot
     *     run here
     */
    public static OnnxClassifier open(Path file, int threads) throws IOException {
        return of(OnnxFile.readBytes(file), file.toString(), threads);
    }

    static OnnxClassifier of(byte[] bytes, String source, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        return new OnnxClassifier(bytes, source, threads);
    }

    /** Returns the labels of the columns, as the file's metadata name them. */
    @Override
    public List<String> labels() {
        return labels;
    }

    /** Returns the size of the images. */
    public ImageShape imageShape() {
        return shape;
    }

    /** Returns the file's metadata; the keys are those of {@link OnnxMetadata}. */
    public Map<String, String> metadata() {
        return OnnxMetadata.of(model);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    @Override
    public void probabilities(float[] images, int count, float[] probabilities) {
        requireRoom("images", images.length, count, shape.size());
        requireRoom("probabilities", probabilities.length, count, labels.size());
        FloatBuffer pixels = channelsFirst(images, count);
        long[] dimensions = {count, shape.channels(), shape.height(), shape.width()};
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this classifier is closed; open the file again");
            }
            run(pixels, dimensions, probabilities);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void run(FloatBuffer pixels, long[] dimensions, float[] probabilities) {
        try (OnnxTensor input = OnnxTensor.createTensor(OrtRuntime.environment(), pixels, dimensions);
                OrtSession.Result result =
                        session.run(Map.of(OnnxExporter.INPUT, input), Set.of(OnnxExporter.OUTPUT))) {
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities, 0, (int) dimensions[0] * labels.size());
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime failed on " + dimensions[0] + " images: " + e.getMessage(), e);
        }
    }

    /** Waits for calls that are running, then frees the native session; closing again does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime failed to close its session: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private FloatBuffer channelsFirst(float[] images, int count) {
        if (shape.channels() == 1) {
            return FloatBuffer.wrap(images, 0, count * shape.size());
        }
        int[] order = WeightLayout.channelFirstOrder(shape);
        FloatBuffer pixels = FloatBuffer.allocate(count * order.length);
        for (int image = 0; image < count; image++) {
            for (int from : order) {
                pixels.put(images[image * order.length + from]);
            }
        }
        return pixels.flip();
    }

    private static void requireRoom(String name, int length, int count, int each) {
        if (count < 0 || length < (long) count * each) {
            throw new IllegalArgumentException(name + " holds " + length + " values, expected at least " + count + " x "
                    + each + " for a count of " + count);
        }
    }

    private static ImageShape inputShape(ModelProto model, String source) {
        List<ValueInfoProto> inputs = model.getGraph().getInputList();
        if (inputs.size() == 1 && inputs.get(0).getName().equals(OnnxExporter.INPUT)) {
            TensorType type = TensorType.of(inputs.get(0).getType());
            if (type.isFloat() && type.rank() == 4 && type.isKnown(1) && type.isKnown(2) && type.isKnown(3)) {
                return new ImageShape(type.length(2), type.length(3), type.length(1));
            }
        }
        throw new OnnxException(source + " takes " + TensorType.describe(inputs) + ", expected one input "
                + OnnxExporter.INPUT + ": float32 [N,C,H,W]; export the model with tribuo-cnn in its default form");
    }

    private static void requireOutput(ModelProto model, int labels, String source) {
        List<ValueInfoProto> outputs = model.getGraph().getOutputList();
        for (ValueInfoProto output : outputs) {
            TensorType type = TensorType.of(output.getType());
            if (output.getName().equals(OnnxExporter.OUTPUT)
                    && type.isFloat()
                    && type.rank() == 2
                    && type.isKnown(1)
                    && type.length(1) == labels) {
                return;
            }
        }
        throw new OnnxException(source + " gives " + TensorType.describe(outputs) + ", expected " + OnnxExporter.OUTPUT
                + ": float32 [N," + labels + "], a column for each of its " + labels
                + " labels; export the model with tribuo-cnn in its default form");
    }
}
