/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.samples.benchmarks.competitor;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Runs a train call of several epochs, one epoch at a time. The call has a thread of its own and runs what it is given between
 * epochs, from a place where the library lets its user look on; there it waits, without spinning.
 *
 * @param <M> what the train call returns
 */
public final class PausedTraining<M> {

    /**
     * A train call.
     *
     * @param <M> what it returns
     */
    @FunctionalInterface
    public interface TrainCall<M> {

        /**
         * Trains.
         *
         * @param betweenEpochs to be run by the training thread after each epoch but the last
         * @return a model
         * @throws Exception if it can't train
         */
        M train(Runnable betweenEpochs) throws Exception;
    }

    private final Semaphore go = new Semaphore(0);
    private final Semaphore rest = new Semaphore(0);
    private final FutureTask<M> training;
    private boolean started;

    /**
     * Prepares a train call.
     *
     * @param call trains
     */
    public PausedTraining(TrainCall<M> call) {
        this.training = new FutureTask<>(() -> call.train(this::pause));
    }

    private void pause() {
        rest.release();
        go.acquireUninterruptibly();
    }

    /**
     * Lets one epoch run, and waits until it is over.
     *
     * @throws Exception what the train call threw
     */
    public void epoch() throws Exception {
        if (training.isDone()) {
            throw new IllegalStateException("The train call has run all its epochs");
        }
        if (started) {
            go.release();
        } else {
            started = true;
            Thread thread = new Thread(this::train, "training");
            thread.setDaemon(true);
            thread.start();
        }
        rest.acquire();
        if (training.isDone()) {
            M unused = model();
        }
    }

    private void train() {
        training.run();
        rest.release();
    }

    /**
     * What the train call returned, after the last epoch.
     *
     * @throws Exception what the train call threw
     */
    public M model() throws Exception {
        if (!training.isDone()) {
            throw new IllegalStateException("The train call has epochs left to run");
        }
        try {
            return training.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
