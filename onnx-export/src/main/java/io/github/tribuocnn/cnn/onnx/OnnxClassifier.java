/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.tribuocnn.cnn.arch.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Classifies images with an exported file, of whatever {@link ExportForm}, in ONNX Runtime.
 *
 * <p>One native session serves any number of threads at once. Close it when done: the memory behind it is not the JVM's.
 *
 * <p>Where ONNX Runtime has no native library, plain Java computes the same, many times slower; a warning says so, and
 * {@link #runtime} tells.
 */
public final class OnnxClassifier implements ProbabilityModel, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(OnnxClassifier.class.getName());

    /** More images are handed on in pieces: they gain nothing together and would hold native memory. */
    private static final int MAX_BATCH = 256;

    private final ImageContract contract;
    private final Map<String, String> metadata;
    private final PixelPacking packing;
    private final SlotPool slots;

    /** Where ONNX Runtime computes; null where it cannot run, and {@link #plain} computes. */
    private final @Nullable OrtSession session;

    private final @Nullable PlainClassifier plain;

    /** Runs hold the read side, closing the write side: a session closed under a run takes the JVM down with it. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private boolean closed;

    private OnnxClassifier(
            ModelProto model, String source, @Nullable OrtSession session, @Nullable PlainClassifier plain) {
        contract = ImageContract.of(model, source);
        metadata = OnnxMetadata.of(model);
        packing = new PixelPacking(contract);
        slots = new SlotPool(contract);
        this.session = session;
        this.plain = plain;
    }

    /**
     * Opens an exported file with {@link ServingOptions#DEFAULT}.
     *
     * @throws IOException if the file cannot be read
     * @throws OnnxException if it is no image classifier in a form {@link OnnxExporter} writes, or ONNX Runtime refuses it
     */
    public static OnnxClassifier open(Path file) throws IOException {
        return open(file, ServingOptions.DEFAULT);
    }

    /**
     * Opens an exported file.
     *
     * @throws IOException if the file cannot be read
     * @throws OnnxException if it is no image classifier in a form {@link OnnxExporter} writes, or ONNX Runtime refuses it
     */
    public static OnnxClassifier open(Path file, ServingOptions options) throws IOException {
        byte[] bytes = OnnxFile.readBytes(file);
        try {
            return of(bytes, file.toString(), options);
        } catch (OrtUnavailableException e) {
            LOGGER.warning(e.getMessage() + "; " + file + " is computed in plain Java instead, many times slower");
            return inPlainJava(bytes, file.toString());
        }
    }

    /**
     * A file in ONNX Runtime and nowhere else.
     *
     * @throws OrtUnavailableException if it cannot run on this platform
     */
    static OnnxClassifier of(byte[] bytes, String source, ServingOptions options) {
        ModelProto model = OnnxFile.parse(bytes, source);
        ImageContract.of(model, source);
        RuntimeLimits.require(model, OrtRuntime.version(), source);
        return new OnnxClassifier(model, source, OrtRuntime.open(bytes, options, source), null);
    }

    private static OnnxClassifier inPlainJava(byte[] bytes, String source) {
        ModelProto model = OnnxFile.parse(bytes, source);
        return new OnnxClassifier(model, source, null, new PlainClassifier(model, source));
    }

    /** Returns what computes: {@code ONNX Runtime 1.29.0}, say, or {@code tribuo-cnn in plain Java}. */
    public String runtime() {
        return plain == null ? OrtRuntime.NAME + " " + OrtRuntime.version() : PlainClassifier.NAME;
    }

    /** Returns the labels of the columns, as the file's metadata name them. */
    @Override
    public List<String> labels() {
        return contract.labels();
    }

    /** Returns the size of the images. */
    public ImageShape imageShape() {
        return contract.shape();
    }

    ImageContract contract() {
        return contract;
    }

    /** Returns the file's metadata; the keys are those of {@link OnnxMetadata}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Classifies one image.
     *
     * @param image height * width * channels values in 0..1, row by row with the channels of a pixel together
     * @throws IllegalArgumentException if the array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    public Classification classify(float[] image) {
        float[] probabilities = new float[labels().size()];
        probabilities(image, 1, probabilities);
        return Classification.of(labels(), probabilities, 0);
    }

    /**
     * Classifies one image of stored bytes.
     *
     * @param image height * width * channels bytes as a picture holds them, row by row with the channels of a pixel
     *     together
     * @throws IllegalArgumentException if the array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    public Classification classify(byte[] image) {
        float[] probabilities = new float[labels().size()];
        probabilities(image, 1, probabilities);
        return Classification.of(labels(), probabilities, 0);
    }

    /**
     * Classifies images.
     *
     * @param images {@code count} images one after the other, laid out like one in {@link #classify(float[])}
     * @param count how many to read
     * @return an answer for each image
     * @throws IllegalArgumentException if the array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    public List<Classification> classify(float[] images, int count) {
        ImageBatches.requireRoom(
                "images", images.length, count, contract.shape().size());
        float[] probabilities = new float[count * labels().size()];
        probabilities(images, count, probabilities);
        List<Classification> answers = new ArrayList<>(count);
        for (int row = 0; row < probabilities.length; row += labels().size()) {
            answers.add(Classification.of(labels(), probabilities, row));
        }
        return answers;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    @Override
    public void probabilities(float[] images, int count, float[] probabilities) {
        ImageBatches.requireRoom(
                "images", images.length, count, contract.shape().size());
        if (plain != null) {
            runPlainly(plain, images, count, probabilities);
            return;
        }
        run(count, probabilities, (first, size, target) -> {
            int offset = first * contract.shape().size();
            if (contract.pixels() == PixelInput.FLOAT) {
                packing.put(images, offset, size, target.asFloatBuffer());
            } else {
                packing.put(images, offset, size, target);
            }
        });
    }

    /**
     * Computes the probability of every label for images of stored bytes.
     *
     * @param images {@code count} images one after the other, each row by row with the channels of a pixel together, the
     *     bytes as a picture holds them
     * @param count how many images to read
     * @param probabilities receives {@code count} rows of {@code labels().size()} probabilities
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if this classifier is closed
     */
    public void probabilities(byte[] images, int count, float[] probabilities) {
        ImageBatches.requireRoom(
                "images", images.length, count, contract.shape().size());
        if (plain != null) {
            float[] scaled = new float[count * contract.shape().size()];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = Byte.toUnsignedInt(images[i]) / contract.pixelMaximum();
            }
            runPlainly(plain, scaled, count, probabilities);
            return;
        }
        run(count, probabilities, (first, size, target) -> {
            int offset = first * contract.shape().size();
            if (contract.pixels() == PixelInput.FLOAT) {
                packing.put(images, offset, size, target.asFloatBuffer());
            } else {
                packing.put(images, offset, size, target);
            }
        });
    }

    /** Puts some of a call's images into a buffer, in the form of the file. */
    @FunctionalInterface
    private interface Filling {
        void fill(int first, int count, ByteBuffer target);
    }

    private void runPlainly(PlainClassifier classifier, float[] images, int count, float[] probabilities) {
        ImageBatches.requireRoom(
                "probabilities", probabilities.length, count, contract.labels().size());
        lock.readLock().lock();
        try {
            requireOpen();
            classifier.probabilities(images, count, probabilities);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this classifier is closed; open the file again");
        }
    }

    private void run(int count, float[] probabilities, Filling filling) {
        ImageBatches.requireRoom(
                "probabilities", probabilities.length, count, contract.labels().size());
        boolean open = contract.batch() == ExportForm.ANY_BATCH;
        lock.readLock().lock();
        try {
            requireOpen();
            int most = open ? MAX_BATCH : contract.batch();
            for (int first = 0; first < count; first += most) {
                int size = Math.min(most, count - first);
                runPiece(open ? size : most, first, size, probabilities, filling);
            }
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime failed on " + count + " images: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
        if (contract.givesLogits()) {
            Softmax.inPlace(
                    probabilities,
                    count * contract.labels().size(),
                    contract.labels().size());
        }
    }

    private void runPiece(int slotSize, int first, int size, float[] probabilities, Filling filling)
            throws OrtException {
        int columns = contract.labels().size();
        InferenceSlot slot = slots.take(slotSize);
        try {
            filling.fill(first, size, slot.pixels().order(ByteOrder.nativeOrder()));
            slot.run(Objects.requireNonNull(session)).get(probabilities, first * columns, size * columns);
        } finally {
            slots.giveBack(slot);
        }
    }

    /** Waits for calls that are running, then frees the native session; closing again does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                slots.close();
                if (session != null) {
                    session.close();
                }
            }
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime failed to close its session: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
