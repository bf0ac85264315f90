/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.nn;

import static io.github.tribuocnn.cnn.nn.Network.firstImage;

import io.github.tribuocnn.cnn.kernel.CacheLines;
import io.github.tribuocnn.cnn.nn.Network.EarlyUpdate;
import io.github.tribuocnn.cnn.nn.Network.ImageWork;
import io.github.tribuocnn.cnn.nn.Network.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * How a pass over a batch falls into stages: a new one begins wherever a layer needs what all parts have done. Within a
 * stage the images of a part go through all its work a few at a time, so that what they leave is still in the cache when
 * the next work, or in the same stage the backward pass, comes to it.
 */
final class BatchStages {

    private final Layer[] layers;
    private final Workspace workspace;
    private final List<Stage> stages = new ArrayList<>();

    /** Since the last stage: the work on images, and the layers that add up over them. */
    private final List<ImageWork> works = new ArrayList<>();

    private final List<Layer> adding = new ArrayList<>();

    private BatchStages(Layer[] layers, Workspace workspace) {
        this.layers = layers;
        this.workspace = workspace;
    }

    /** The stages of {@link Network#learning}. */
    static List<Stage> learning(
            Layer[] layers, Workspace workspace, ImageWork read, ImageWork score, EarlyUpdate early) {
        BatchStages pass = new BatchStages(layers, workspace);
        pass.works.add(read);
        pass.forward();
        pass.works.add(score);
        pass.backward(early);
        return pass.stages;
    }

    /** The stages of {@link Network#backward(Workspace, EarlyUpdate)}. */
    static List<Stage> backward(Layer[] layers, Workspace workspace, EarlyUpdate early) {
        BatchStages pass = new BatchStages(layers, workspace);
        pass.backward(early);
        return pass.stages;
    }

    /** The stage of {@link Network#derive}. */
    static Stage deriving(Layer[] layers, Workspace workspace) {
        return part -> derive(layers, workspace, part, part + 1);
    }

    private static void derive(Layer[] layers, Workspace workspace, int from, int to) {
        for (Layer layer : layers) {
            layer.derive(workspace, from, to);
        }
    }

    private void forward() {
        for (int i = 0; i < layers.length; i++) {
            Layer layer = layers[i];
            if (layer.needsWholeBatch()) {
                adding.add(layer);
                works.add(layer::collect);
                closeStage();
                stages.add(part -> layer.settle(workspace, part));
            }
            if (workspace.isDivided(i)) {
                claim(workspace.passage().source(i));
                closeStage();
                stages.add(part -> layer.forwardAcross(workspace, part));
            }
            works.add((memory, part, from, to) -> layer.forward(memory, from, to));
        }
    }

    /**
     * What a divided layer reads, other threads have read. Before a few images pass, their thread takes back the places of
     * what they leave there, which nobody else touches in this stage.
     */
    private void claim(int layer) {
        if (layer >= 0 && workspace.passage().slots() != 1) {
            int stride = layers[layer].outStride();
            works.add(
                    0,
                    (view, part, from, to) -> CacheLines.claim(
                            view.memory(), view.out(layer) + from * stride, view.out(layer) + to * stride));
        }
    }

    private void backward(EarlyUpdate early) {
        List<Stage> last = new ArrayList<>();
        for (int i = layers.length - 1; i >= 0; i--) {
            Layer layer = layers[i];
            adding.add(layer);
            works.add(layer::backward);
            // nothing waits for the inputs' gradient of a divided layer that reads the images
            if (layer.finishesBackward() || (workspace.isDivided(i) && i > 0)) {
                closeStage();
                stages.add(across(layer, early));
            } else if (layer.worksAcrossImages()) {
                last.add(across(layer, early));
            }
            if (layer.finishesBackward()) {
                works.add((memory, part, from, to) -> layer.finishBackward(memory, from, to));
            }
        }
        closeStage();
        for (Layer layer : layers) {
            if (!layer.worksAcrossImages()) {
                last.add(gathering(layer, early));
            }
        }
        stages.add(inTurn(last));
    }

    private Stage across(Layer layer, EarlyUpdate early) {
        return part -> {
            layer.backwardAcross(workspace, part);
            early.update(layer.firstFinal(part), layer.lastFinal(part));
        };
    }

    private Stage gathering(Layer layer, EarlyUpdate early) {
        return part -> {
            if (workspace.isLearning()) {
                // all threads have read them, going forward or to turn them
                CacheLines.claim(workspace.parameters, layer.firstFinal(part), layer.lastFinal(part));
            }
            layer.gather(workspace, part);
            early.update(layer.firstFinal(part), layer.lastFinal(part));
        };
    }

    /** What stages do that do not depend on each other, as one. */
    private static Stage inTurn(List<Stage> stages) {
        Stage[] all = stages.toArray(Stage[]::new);
        return part -> {
            for (Stage stage : all) {
                stage.run(part);
            }
        };
    }

    /** Makes a stage of the work on images that has come together. */
    private void closeStage() {
        Layer[] beginning = adding.toArray(Layer[]::new);
        ImageWork[] inOrder = works.toArray(ImageWork[]::new);
        adding.clear();
        works.clear();
        PartTree tree = new PartTree((part, other) -> {
            for (Layer layer : beginning) {
                layer.join(workspace, part, other);
            }
        });
        stages.add(part -> {
            for (Layer layer : beginning) {
                layer.begin(workspace, part);
            }
            int end = firstImage(workspace.images(), part + 1);
            for (int from = firstImage(workspace.images(), part); from < end; from += Workspace.AT_ONCE) {
                Workspace view = workspace.passing(from);
                turn(view);
                int to = Math.min(end, from + Workspace.AT_ONCE);
                for (ImageWork work : inOrder) {
                    work.run(view, part, from, to);
                }
            }
            tree.end(part);
        });
    }

    /** A thread turns parameters for itself, as late as it needs them: what others wrote would have to travel. */
    private void turn(Workspace view) {
        if (view.isToTurn()) {
            fetchParameters();
            derive(layers, view, 0, Network.PARTS);
        }
    }

    /** Those that the thread will read and that others have updated. */
    private void fetchParameters() {
        for (int i = 0; i < layers.length; i++) {
            if (!workspace.isDivided(i)) {
                CacheLines.fetch(workspace.parameters, layers[i].firstFinal(0), layers[i].lastFinal(Network.PARTS - 1));
            }
        }
    }
}
