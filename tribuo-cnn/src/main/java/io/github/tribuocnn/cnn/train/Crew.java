/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.nn.Network;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the parts of one stage after another, with a barrier of well under a microsecond between stages. The
 * calling thread is one of them. Which thread runs which part is left to chance; the parts do not depend on it.
 *
 * <p>Parts are claimed by counting up a ticket that also holds the number of the stage, so that a thread that comes late
 * can never claim a part of a stage it has not seen. Idle threads spin for a moment, then park.
 */
final class Crew implements AutoCloseable {

    private static final int SPINS = 20_000;

    /** The stage's number in the upper half, the next part to claim in the lower half. */
    private final AtomicLong ticket = new AtomicLong(Network.PARTS);

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Worker[] workers;
    private final int spins;
    private volatile Network.Stage stage = part -> {};
    private volatile boolean closed;

    /**
     * Starts the threads.
     * @param threads The threads to run with, the caller's included, at least 1.
     */
    Crew(int threads) {
        // more threads than parts would never find work; more than cores must not spin in each other's way
        int useful = Math.min(threads, Network.PARTS);
        spins = useful <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        workers = IntStream.range(1, useful).mapToObj(Worker::new).toArray(Worker[]::new);
        for (Worker worker : workers) {
            worker.start();
        }
    }

    /**
     * Runs all parts of a stage and returns when they are done.
     * @param next The stage.
     * @throws RuntimeException What a part threw, if one did.
     */
    void run(Network.Stage next) {
        unfinished.set(Network.PARTS);
        stage = next;
        long number = (ticket.get() >>> 32) + 1;
        ticket.set(number << 32);
        for (Worker worker : workers) {
            worker.wake();
        }
        work(number);
        for (int spin = 0; unfinished.get() > 0; spin++) {
            pause(spin);
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new IllegalStateException("A training thread failed: " + thrown, thrown);
        }
    }

    /** Claims and runs parts of a stage until none is left. */
    private void work(long number) {
        long claim = ticket.get();
        while (claim >>> 32 == number && (int) claim < Network.PARTS) {
            if (ticket.compareAndSet(claim, claim + 1)) {
                // the stage cannot change before this part is finished
                try {
                    stage.run((int) claim);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    unfinished.decrementAndGet();
                }
            }
            claim = ticket.get();
        }
    }

    private void pause(int spin) {
        if (spin < spins) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    private final class Worker extends Thread {

        private volatile boolean parked;

        Worker(int number) {
            super("tribuo-cnn-" + number);
            setDaemon(true);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            int spin = 0;
            while (!closed) {
                long claim = ticket.get();
                if ((int) claim < Network.PARTS) {
                    work(claim >>> 32);
                    spin = 0;
                } else if (spin < spins) {
                    spin++;
                    Thread.onSpinWait();
                } else {
                    parkUntilWork();
                    spin = 0;
                }
            }
        }

        /**
         * Says that it parks before it looks for work once more, so that a stage that starts between is not missed. Once
         * woken it goes back to spinning, whatever it finds: the stage it was woken for is often over by then, and it
         * would sleep through all the others too.
         */
        private void parkUntilWork() {
            parked = true;
            if (!closed && (int) ticket.get() >= Network.PARTS) {
                LockSupport.park(Crew.this);
            }
            parked = false;
        }
    }
}
