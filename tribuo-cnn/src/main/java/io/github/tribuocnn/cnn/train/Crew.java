/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.train;

import io.github.tribuocnn.cnn.nn.Network;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the parts of one stage after another, with a barrier of well under a microsecond between stages. The
 * calling thread is one of them. Each thread begins with parts of its own, the same in every stage, because what it
 * wrote in the stage before is still in its cache; when they are done it waits for about one part's time, then helps the
 * others with theirs. Results do not depend on which thread runs a part.
 *
 * <p>The parts of a thread are claimed by counting up a ticket that also holds the number of the stage, so that a thread
 * that comes late can never claim a part of a stage it has not seen. Idle threads spin for a moment, then park.
 *
 * <p>A cache line that two threads write takes as long to travel between them as a thousand multiply-adds. So what
 * threads tell each other lies on lines of its own, and a thread reports the parts it has finished all at once.
 */
final class Crew implements AutoCloseable {

    private static final int SPINS = 20_000;

    /** What threads share lies as far apart as this, so that nothing is on the line of another or the one beside it. */
    private static final int APART = 128 / Long.BYTES;

    /**
     * Where among what is shared the number of the stage at work is. It is written when its tickets are out, and so makes
     * them and the stage visible.
     */
    private static final int NUMBER = APART;

    /** Where the number of parts is that no thread has reported yet. */
    private static final int UNREPORTED = 2 * APART;

    /**
     * The two numbers above, then a ticket for each thread: the stage's number in the upper half, the next of its parts in
     * the lower half.
     */
    private final AtomicLongArray shared;

    private final int threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Worker[] workers;
    private final int spins;
    private Network.Stage stage = part -> {};

    private volatile boolean closed;

    /**
     * Starts the threads.
     * @param threads The threads to run with, the caller's included, at least 1.
     */
    Crew(int threads) {
        // more threads than parts would never find work; more than cores must not spin in each other's way
        this.threads = Math.min(threads, Network.PARTS);
        spins = this.threads <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        shared = new AtomicLongArray(ticket(this.threads) + APART);
        workers = IntStream.range(1, this.threads).mapToObj(Worker::new).toArray(Worker[]::new);
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
        stage = next;
        shared.setRelease(UNREPORTED, Network.PARTS);
        int newest = number() + 1;
        for (int thread = 0; thread < threads; thread++) {
            shared.setRelease(ticket(thread), (long) newest << Integer.SIZE | firstPart(thread));
        }
        shared.set(NUMBER, newest);
        for (Worker worker : workers) {
            worker.wake();
        }
        work(0, newest);
        for (int spin = 0; shared.get(UNREPORTED) > 0; spin++) {
            pause(spin);
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new IllegalStateException("A training thread failed: " + thrown, thrown);
        }
    }

    private int number() {
        return (int) shared.get(NUMBER);
    }

    /**
     * Runs parts of a stage until none is left to claim: first the thread's own, then those of the threads after it. It
     * reports its own before it looks at those of others: these may be waiting for just that.
     */
    private void work(int thread, int stageNumber) {
        long start = System.nanoTime();
        int own = workFor(thread, stageNumber);
        report(own);
        if (own > 0 && spins > 0) {
            long now = System.nanoTime();
            waitForOthers(thread, stageNumber, now + (now - start) / own);
        }
        int helped = 0;
        for (int i = 1; i < threads; i++) {
            helped += workFor((thread + i) % threads, stageNumber);
        }
        report(helped);
    }

    /**
     * Waits until the stage is over, at most until a time. What a part works on lies in the cache of its own thread and would
     * have to travel, and back in the next step: that pays only where the thread is far behind, or not at work at all.
     */
    private void waitForOthers(int thread, int stageNumber, long until) {
        while (!isOver(thread, stageNumber) && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    /** Each thread looks where it will wait next anyway: the line of the other number would travel for nothing. */
    private boolean isOver(int thread, int stageNumber) {
        return thread == 0 ? shared.get(UNREPORTED) == 0 : number() != stageNumber;
    }

    /** Gives the number of parts that it ran. The stage cannot change before they are reported. */
    private int workFor(int thread, int stageNumber) {
        int ticket = ticket(thread);
        int end = firstPart(thread + 1);
        int finished = 0;
        long claim = shared.get(ticket);
        while ((int) (claim >>> Integer.SIZE) == stageNumber && (int) claim < end) {
            if (shared.compareAndSet(ticket, claim, claim + 1)) {
                try {
                    stage.run((int) claim);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                }
                finished++;
            }
            claim = shared.get(ticket);
        }
        return finished;
    }

    private void report(int finished) {
        if (finished > 0) {
            shared.addAndGet(UNREPORTED, -finished);
        }
    }

    private static int ticket(int thread) {
        return UNREPORTED + (thread + 1) * APART;
    }

    private int firstPart(int thread) {
        return Network.PARTS * thread / threads;
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

        private final int place;
        private volatile boolean parked;

        Worker(int place) {
            super("tribuo-cnn-" + place);
            this.place = place;
            setDaemon(true);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            int seen = 0;
            int spin = 0;
            while (!closed) {
                int newest = number();
                if (newest != seen) {
                    seen = newest;
                    work(place, newest);
                    spin = 0;
                } else if (spin < spins) {
                    spin++;
                    Thread.onSpinWait();
                } else {
                    parkUntilWork(seen);
                    spin = 0;
                }
            }
        }

        /**
         * Says that it parks before it looks for work once more, so that a stage that starts between is not missed. Once
         * woken it goes back to spinning, whatever it finds: the stage it was woken for is often over by then, and it
         * would sleep through all the others too.
         */
        private void parkUntilWork(int seen) {
            parked = true;
            if (!closed && number() == seen) {
                LockSupport.park(Crew.this);
            }
            parked = false;
        }
    }
}
