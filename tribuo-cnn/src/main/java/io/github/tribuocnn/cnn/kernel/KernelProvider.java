/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * Chooses the kernels this JVM runs best, and says once why. The choice changes how long training takes and no bit of
 * its result.
 */
public final class KernelProvider {

    private static final Logger logger = Logger.getLogger(KernelProvider.class.getName());
    private static final Set<String> said = ConcurrentHashMap.newKeySet();

    private KernelProvider() {}

    /** The kernels to use and the reason in words. */
    private record Choice(Kernels kernels, String reason) {}

    /**
     * Chooses kernels. The system property {@code tribuocnn.vectorBits} asks for vectors of 128, 256 or 512 bits, where
     * the processor has wider ones.
     * @param kernel {@code auto} for the fastest this JVM can run, {@code vector} to insist on the Vector API, or
     *     {@code scalar} for plain loops.
     * @return The kernels.
     * @throws IllegalArgumentException If the word is none of the three, or the property none of its values.
     * @throws IllegalStateException If {@code vector} is asked for and this JVM cannot run it.
     */
    public static Kernels select(String kernel) {
        VectorWidth.check(System.getProperty(VectorWidth.PROPERTY));
        Choice choice = switch (kernel) {
            case "auto" -> automatic(RunningJvm.here());
            case "vector" -> insisted(RunningJvm.here());
            case "scalar" ->
                new Choice(new LoopKernels(), "as asked; set kernel to auto for the fastest this JVM can run");
            default ->
                throw new IllegalArgumentException("kernel is \"" + kernel + "\", expected auto, vector or scalar");
        };
        String sentence = String.format(Locale.ROOT, "Kernels: %s, %s", choice.kernels.name(), choice.reason);
        if (said.add(sentence)) {
            logger.info(sentence);
        }
        return choice.kernels;
    }

    private static Choice automatic(RunningJvm jvm) {
        String obstacle = jvm.obstacle();
        return obstacle.isEmpty() ? vector(jvm) : new Choice(new LoopKernels(), obstacle);
    }

    private static Choice insisted(RunningJvm jvm) {
        if (!jvm.vectorModule()) {
            throw new IllegalStateException("kernel is \"vector\", but the module " + RunningJvm.MODULE
                    + " is not there. Start java with --add-modules " + RunningJvm.MODULE + ", or set kernel to auto");
        }
        String obstacle = jvm.obstacle();
        return obstacle.isEmpty() ? vector(jvm) : new Choice(Vector.kernels(), "as asked, although " + obstacle);
    }

    private static Choice vector(RunningJvm jvm) {
        VectorWidth width = VectorWidth.of(jvm.vectorBits(), System.getProperty(VectorWidth.PROPERTY));
        return new Choice(Vector.kernels(), width.reason());
    }

    /** Keeps the vector classes from being linked where the module is missing. */
    private static final class Vector {
        static Kernels kernels() {
            return new VectorKernels();
        }
    }
}
