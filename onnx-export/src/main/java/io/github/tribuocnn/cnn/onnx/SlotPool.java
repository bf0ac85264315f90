/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.onnx;

import ai.onnxruntime.OrtException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** Slots at rest, by their size. It keeps a bounded number: what does not fit is freed when its call ends. */
final class SlotPool implements AutoCloseable {
    private static final int SIZES = 8;
    private static final int SLOTS_OF_A_SIZE = 16;

    private final ImageContract contract;
    private final Map<Integer, Queue<InferenceSlot>> resting = new ConcurrentHashMap<>();

    SlotPool(ImageContract contract) {
        this.contract = contract;
    }

    InferenceSlot take(int count) throws OrtException {
        Queue<InferenceSlot> slots = resting.get(count);
        InferenceSlot slot = slots == null ? null : slots.poll();
        return slot == null ? new InferenceSlot(contract, count) : slot;
    }

    void giveBack(InferenceSlot slot) {
        Queue<InferenceSlot> slots = resting.get(slot.count());
        if (slots == null && resting.size() < SIZES) {
            slots = resting.computeIfAbsent(slot.count(), count -> new ArrayBlockingQueue<>(SLOTS_OF_A_SIZE));
        }
        if (slots == null || !slots.offer(slot)) {
            slot.close();
        }
    }

    /** Frees what rests; no call may be running. */
    @Override
    public void close() {
        resting.values().forEach(slots -> slots.forEach(InferenceSlot::close));
        resting.clear();
    }
}
