/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * What decides how fast kernels run in a JVM.
 *
 * @param vectorModule Whether the Vector API is there.
 * @param optimisingCompiler Whether C2 compiles hot methods; without it every vector is an object.
 * @param fusedMultiplyAdd Whether {@link Math#fma} is an instruction; if not, it is exact arithmetic on decimals.
 * @param vectorBits The widest vectors the JVM uses on this processor; less than 128 if it has none.
 */
record RunningJvm(boolean vectorModule, boolean optimisingCompiler, boolean fusedMultiplyAdd, int vectorBits) {

    static final String MODULE = "jdk.incubator.vector";

    /** A reason to use plain loops, and how to start java so that it is gone. */
    private record Obstacle(String reason, String cure) {}

    /** This JVM. */
    static RunningJvm here() {
        boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
        return new RunningJvm(
                module,
                hasOptimisingCompiler(),
                !"false".equals(option("UseFMA", "true")),
                module ? Vectors.widestBits() : 0);
    }

    /** Why this JVM should not run the vector kernels, with the cure; empty if it should. */
    String obstacle() {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!vectorModule) {
            obstacles.add(new Obstacle("the module " + MODULE + " is not there", "with --add-modules " + MODULE));
        }
        if (!optimisingCompiler) {
            obstacles.add(new Obstacle(
                    "this JVM runs without its optimising compiler C2",
                    "without -Xint, -XX:TieredStopAtLevel below 4 and -XX:CompilationMode=quick-only"));
        }
        if (!fusedMultiplyAdd) {
            obstacles.add(new Obstacle(
                    "this JVM has no fused multiply-add instruction and multiplies in software",
                    "on a processor that has one (x86 with AVX2, 64-bit ARM), without -XX:-UseFMA and -XX:UseAVX=0"));
        }
        if (vectorModule && vectorBits < 128) {
            obstacles.add(new Obstacle(
                    "this JVM has no vectors of 128 bits or more",
                    "on a processor for which it has (x86, 64-bit ARM)"));
        }
        return obstacles.isEmpty()
                ? ""
                : String.join(" and ", obstacles.stream().map(Obstacle::reason).toList())
                        + "; for several times the speed start java "
                        + String.join(
                                ", and ", obstacles.stream().map(Obstacle::cure).toList());
    }

    private static boolean hasOptimisingCompiler() {
        String info = System.getProperty("java.vm.info", "");
        // a JVM that does not know the option is not HotSpot, and the Vector API is fast in HotSpot's C2 alone
        int lastLevel = Integer.parseInt(option("TieredStopAtLevel", "0"));
        return !info.contains("interpreted") && !info.contains("emulated-client") && lastLevel >= 4;
    }

    /** The value of an option of HotSpot, or a substitute where there is none of that name. */
    private static String option(String name, String substitute) {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotSpot == null) {
            return substitute;
        }
        try {
            return hotSpot.getVMOption(name).getValue();
        } catch (IllegalArgumentException noSuchOption) {
            return substitute;
        }
    }

    /** Keeps the vector classes from being linked where the module is missing. */
    private static final class Vectors {
        static int widestBits() {
            return FloatVector.SPECIES_PREFERRED.vectorBitSize();
        }
    }
}
