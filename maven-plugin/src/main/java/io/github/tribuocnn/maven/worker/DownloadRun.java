/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import io.github.tribuocnn.cnn.data.InvalidDataException;
import io.github.tribuocnn.cnn.data.MnistUnavailableException;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;

/**
 * Fills the cache.
 *
 * @param request where to, and from where
 * @param events told what came of it
 */
record DownloadRun(DataRequest request, Events events) {

    void run() throws WorkException, IOException {
        try {
            events.say(
                    Level.INFO,
                    "MNIST is in %s, complete and checked",
                    new DataSets(request, events).mnist().find().origin());
        } catch (InvalidDataException | MnistUnavailableException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }
}
