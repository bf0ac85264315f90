/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static io.github.tribuocnn.cnn.nn.Network.firstImage;

import io.github.tribuocnn.cnn.nn.Network.EarlyUpdate;
import io.github.tribuocnn.cnn.nn.Network.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a pass over a batch falls into stages: a new one begins wherever a layer needs what all parts have done. */
final class BatchStages {

    private BatchStages() {}

    /** The stages of {@link Network#learningForward}. */
    static List<Stage> forward(Layer[] layers, Workspace workspace, Stage before, Stage after) {
        List<Stage> stages = new ArrayList<>();
        Stage first = before;
        int begin = 0;
        for (int i = 0; i < layers.length; i++) {
            Layer layer = layers[i];
            if (layer.needsWholeBatch()) {
                stages.add(forwardByImages(workspace, first, Arrays.copyOfRange(layers, begin, i), part -> {
                    int images = workspace.images();
                    layer.collect(workspace, part, firstImage(images, part), firstImage(images, part + 1));
                }));
                stages.add(part -> layer.settle(workspace, part));
                first = part -> {};
                begin = i;
            }
        }
        stages.add(forwardByImages(workspace, first, Arrays.copyOfRange(layers, begin, layers.length), after));
        return stages;
    }

    private static Stage forwardByImages(Workspace workspace, Stage before, Layer[] run, Stage after) {
        return part -> {
            int from = firstImage(workspace.images(), part);
            int to = firstImage(workspace.images(), part + 1);
            before.run(part);
            if (from < to) {
                for (Layer layer : run) {
                    layer.forward(workspace, from, to);
                }
            }
            after.run(part);
        };
    }

    /** The stages of {@link Network#backward(Workspace, EarlyUpdate)}. */
    static List<Stage> backward(Layer[] layers, Workspace workspace, EarlyUpdate early) {
        List<Stage> stages = new ArrayList<>();
        List<ImageWork> byImages = new ArrayList<>();
        for (int i = layers.length - 1; i >= 0; i--) {
            Layer layer = layers[i];
            byImages.add(layer::backward);
            if (layer.worksAcrossImages()) {
                stages.add(backwardByImages(workspace, byImages));
                byImages.clear();
                stages.add(part -> {
                    layer.backwardAcross(workspace, part);
                    early.update(layer.firstFinal(part), layer.firstFinal(part + 1));
                });
                if (layer.finishesBackward()) {
                    byImages.add((memory, part, from, to) -> layer.finishBackward(memory, from, to));
                }
            }
        }
        if (!byImages.isEmpty()) {
            stages.add(backwardByImages(workspace, byImages));
        }
        stages.add(part -> {
            for (Layer layer : layers) {
                layer.gather(workspace, part);
            }
        });
        return stages;
    }

    /** Work on some images of a part. */
    @FunctionalInterface
    private interface ImageWork {
        void run(Workspace workspace, int part, int from, int to);
    }

    private static Stage backwardByImages(Workspace workspace, List<ImageWork> run) {
        ImageWork[] copy = run.toArray(ImageWork[]::new);
        return part -> {
            int from = firstImage(workspace.images(), part);
            int to = firstImage(workspace.images(), part + 1);
            for (ImageWork work : copy) {
                work.run(workspace, part, from, to);
            }
        };
    }
}
