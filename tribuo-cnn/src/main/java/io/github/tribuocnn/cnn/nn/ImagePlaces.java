/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

/**
 * Where in a workspace's arrays each layer has its images. Where images only pass through, the place of image 0 moves, so
 * that the images at hand always come to lie at the same places.
 */
final class ImagePlaces {

    private final WorkspacePlan plan;

    /** Whose passing images these are, counted from 0. */
    private final int slot;

    final int[] ins;
    final int[] inGradients;
    final int[] outs;
    final int[] outGradients;
    final int[] winners;
    final int[] scratches;
    int input;

    ImagePlaces(WorkspacePlan plan, int slot) {
        this.plan = plan;
        this.slot = slot;
        int layers = plan.passage.layers();
        this.ins = new int[layers];
        this.inGradients = new int[layers];
        this.outs = new int[layers];
        this.outGradients = new int[layers];
        this.winners = new int[layers];
        this.scratches = new int[layers];
        moveTo(0);
    }

    /** Where the loss has its working space for an image. Passing images have the same one after the other. */
    int exponentials(int image) {
        return (plan.passage.slots() > 0 ? slot : image) * plan.exponentialsStride;
    }

    /** Where the copy of a layer's turned parameters is that belongs to these images. */
    int turned(int layer) {
        return plan.turned[layer]
                + (plan.hasOwnTurned(layer) ? slot * (int) WorkspacePlan.apart(plan.turnedSizes[layer]) : 0);
    }

    /** Puts passing images from {@code first} on at the slot's own places. Places before an array's begin wrap around. */
    void moveTo(int first) {
        Passage passage = plan.passage;
        input = place(passage.inputPasses(), plan.input, plan.inputStride, first);
        for (int i = 0; i < outs.length; i++) {
            int stride = plan.outStrides[i];
            outs[i] = place(passage.outputPasses(i), plan.outs[i], stride, first);
            outGradients[i] = place(passage.gradientPasses(i), plan.outGradients[i], stride, first);
            winners[i] = place(passage.winnersPass(), plan.winners[i], plan.winnerStrides[i], first);
            scratches[i] = place(passage.scratchPasses(i), plan.scratches[i], plan.scratchStrides[i], first);
            int source = passage.source(i);
            ins[i] = source < 0 ? input : outs[source];
            inGradients[i] = source < 0 ? plan.inputGradients : outGradients[source];
        }
    }

    private int place(boolean passes, int place, int stride, int first) {
        return passes ? place + slot * (int) WorkspacePlan.slotSize(stride) - first * stride : place;
    }
}
