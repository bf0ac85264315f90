/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
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
    private static final String MODULE = "jdk.incubator.vector";
    private static final Set<String> said = ConcurrentHashMap.newKeySet();

    private KernelProvider() {}

    /** The kernels to use and the reason in words. */
    private record Choice(Kernels kernels, String reason) {}

    /**
     * Chooses kernels.
     * @param kernel {@code auto} for the fastest this JVM can run, {@code vector} to insist on the Vector API, or
     *     {@code scalar} for plain loops.
     * @return The kernels.
     * @throws IllegalArgumentException If the word is none of the three.
     * @throws IllegalStateException If {@code vector} is asked for and this JVM cannot run it.
     */
    public static Kernels select(String kernel) {
        Choice choice = switch (kernel) {
            case "auto" -> automatic();
            case "vector" -> insisted();
            case "scalar" -> new Choice(new LoopKernels(), "as asked");
            default ->
                throw new IllegalArgumentException("kernel is \"" + kernel + "\", expected auto, vector or scalar");
        };
        String sentence = String.format(Locale.ROOT, "Kernels: %s, %s", choice.kernels.name(), choice.reason);
        if (said.add(sentence)) {
            logger.info(sentence);
        }
        return choice.kernels;
    }

    private static Choice automatic() {
        String obstacle = obstacle();
        return obstacle.isEmpty() ? vector() : new Choice(new LoopKernels(), obstacle);
    }

    private static Choice insisted() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new IllegalStateException("kernel is \"vector\", but " + obstacle());
        }
        return vector();
    }

    private static Choice vector() {
        Kernels kernels = Holder.vectorKernels();
        return new Choice(kernels, "the widest vectors of this processor");
    }

    /** Why this JVM should not run the vector kernels, with the cure; empty if it should. */
    private static String obstacle() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return "the module " + MODULE + " is not there; for several times the speed start java with --add-modules "
                    + MODULE;
        }
        if (!hasOptimisingCompiler()) {
            return "this JVM runs without its optimising compiler, which the vector kernels need; start java without"
                    + " -Xint and without -XX:TieredStopAtLevel below 4";
        }
        return "";
    }

    private static boolean hasOptimisingCompiler() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return hotSpot != null
                && !System.getProperty("java.vm.info", "").contains("interpreted")
                && Integer.parseInt(hotSpot.getVMOption("TieredStopAtLevel").getValue()) >= 4;
    }

    /** Keeps the vector classes from being linked where the module is missing. */
    private static final class Holder {
        static Kernels vectorKernels() {
            return new VectorKernels();
        }
    }
}
