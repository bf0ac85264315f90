/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven.worker;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.FileProvenance;
import io.github.tribuocnn.cnn.CNNModel;
import io.github.tribuocnn.cnn.NotReproducibleException;
import io.github.tribuocnn.cnn.Reproduction;
import io.github.tribuocnn.cnn.ReproductionReport;
import io.github.tribuocnn.cnn.data.IdxSplits;
import io.github.tribuocnn.cnn.data.InvalidDataException;
import io.github.tribuocnn.cnn.data.MnistUnavailableException;
import io.github.tribuocnn.cnn.onnx.OnnxException;
import io.github.tribuocnn.cnn.onnx.OnnxReproduction;
import io.github.tribuocnn.maven.worker.WorkerEvent.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The proof that a network comes out of its provenance again.
 *
 * @param request which network, and where the data may be if they are no longer where they were
 * @param events told what came of it
 */
record ReproductionRun(ModelRequest request, Events events) {

    void run() throws WorkException, IOException {
        try {
            ReproductionReport report = reproduction().run();
            if (!report.isProved()) {
                throw new VerdictException(report.toString());
            }
            events.say(Level.INFO, "%s", report);
        } catch (NotReproducibleException | OnnxException | InvalidDataException | MnistUnavailableException e) {
            throw new WorkException(String.valueOf(e.getMessage()), e);
        }
    }

    private Reproduction reproduction() throws WorkException, IOException {
        Path file = request.model();
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            SavedModel.requireFile(file);
            events.say(Level.INFO, "training again as the provenance in %s says", file);
            return OnnxReproduction.of(file);
        }
        CNNModel model = new SavedModel(file).read();
        events.say(
                Level.INFO,
                "training again as the provenance in %s says: %d epochs, %s",
                file,
                model.history().size(),
                model.architecture().text());
        Reproduction reproduction = Reproduction.of(model);
        Set<Path> gone = new TreeSet<>();
        collectFiles(model.getProvenance(), gone);
        gone.removeIf(Files::exists);
        return gone.isEmpty() ? reproduction : withFilesFound(reproduction, gone);
    }

    /** Models are carried from machine to machine; the files of MNIST are the same everywhere but for their folder. */
    private Reproduction withFilesFound(Reproduction reproduction, Set<Path> gone) throws IOException {
        IdxSplits here = new DataSets(request.data(), events).mnist().find();
        Reproduction found = reproduction;
        for (Path path : List.of(
                here.train().images(),
                here.train().labels(),
                here.test().images(),
                here.test().labels())) {
            for (Path recorded : gone) {
                if (plainName(recorded).equals(plainName(path))) {
                    events.say(Level.INFO, "%s is now %s", recorded, path);
                    found = found.file(recorded, path);
                }
            }
        }
        return found;
    }

    private static String plainName(Path file) {
        return file.getFileName().toString().replace(".gz", "").replace(".idx", "-idx");
    }

    private static void collectFiles(Provenance provenance, Set<Path> files) {
        if (provenance instanceof FileProvenance file) {
            files.add(file.getValue().toPath());
        } else if (provenance instanceof ObjectProvenance object) {
            object.forEach(field -> collectFiles(field.getB(), files));
        } else if (provenance instanceof ListProvenance<?> list) {
            list.getList().forEach(item -> collectFiles(item, files));
        }
    }
}
