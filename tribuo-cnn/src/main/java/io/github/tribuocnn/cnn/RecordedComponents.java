/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import java.util.List;
import org.tribuo.Trainer;
import org.tribuo.provenance.SkeletalTrainerProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** Makes configured objects again from their provenance. */
final class RecordedComponents {
    private RecordedComponents() {}

    /**
     * A trainer as it was before the recorded call of train, and the trainers inside it too.
     *
     * @throws NotReproducibleException if it can't be made
     */
    static Trainer<?> trainer(TrainerProvenance provenance) {
        try (ConfigurationManager manager = configuration(provenance, RecordedFiles.WHERE_THEY_WERE)) {
            ProvenanceUtil.ProvenanceOrdering ordering = ProvenanceUtil.orderProvenances(provenance);
            for (int i = 0; i < ordering.traversalOrder.size(); i++) {
                ConfiguredObjectProvenance component = ordering.traversalOrder.get(i);
                if (component instanceof TrainerProvenance trainer) {
                    // Made once for a name, so this is the very trainer that the outer ones hold.
                    ((Trainer<?>) manager.lookup(ProvenanceUtil.computeName(component, i)))
                            .setInvocationCount(invocationCount(trainer));
                }
            }
            return (Trainer<?>) manager.lookup(ProvenanceUtil.computeName(provenance, 0));
        } catch (RuntimeException e) {
            throw cannotMake("trainer", provenance, e, "");
        }
    }

    private static int invocationCount(TrainerProvenance trainer) {
        Provenance count = trainer.getInstanceValues().get(SkeletalTrainerProvenance.TRAIN_INVOCATION_COUNT);
        if (count instanceof IntProvenance number) {
            return number.getValue();
        }
        throw new NotReproducibleException("The provenance of the trainer " + trainer.getClassName()
                + " does not say which of its calls this was.");
    }

    /**
     * Any other configured object.
     *
     * @throws NotReproducibleException if it can't be made
     */
    static Object object(ConfiguredObjectProvenance provenance, RecordedFiles files) {
        files.requirePresent(provenance);
        try (ConfigurationManager manager = configuration(provenance, files)) {
            return manager.lookup(ProvenanceUtil.computeName(provenance, 0));
        } catch (RuntimeException e) {
            throw cannotMake("data source", provenance, e, RecordedData.OR_GIVE_IT);
        }
    }

    private static ConfigurationManager configuration(ConfiguredObjectProvenance provenance, RecordedFiles files) {
        List<ConfigurationData> components = ProvenanceUtil.extractConfiguration(provenance).stream()
                .map(files::relocate)
                .toList();
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(components);
        return manager;
    }

    private static NotReproducibleException cannotMake(
            String what, ConfiguredObjectProvenance provenance, RuntimeException failure, String remedy) {
        if (failure instanceof NotReproducibleException refusal) {
            return refusal;
        }
        return new NotReproducibleException(
                "The " + what + " " + provenance.getClassName() + " can't be made again from provenance: "
                        + failure.getMessage() + "." + remedy,
                failure);
    }
}
