/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.maven.plugin.AbstractMojo;

/** The split between what runs in Maven's JVM and what runs in the forked one. */
@AnalyzeClasses(packages = "io.github.tribuocnn.maven", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureRulesTest {
    private static final String WORKER = "io.github.tribuocnn.maven.worker..";

    @ArchTest
    static final ArchRule theWorkerNeedsNoMaven = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "org.eclipse.aether..", "javax.inject..")
            .because("Maven is not on the class path of the forked JVM");

    @ArchTest
    static final ArchRule mavensJvmNeitherTrainsNorLoadsOnnxRuntime = noClasses()
            .that()
            .resideOutsideOfPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.tribuocnn.cnn",
                    "io.github.tribuocnn.cnn.kernel..",
                    "io.github.tribuocnn.cnn.nn..",
                    "io.github.tribuocnn.cnn.onnx..",
                    "io.github.tribuocnn.cnn.train..",
                    "org.tribuo..",
                    "ai.onnxruntime..")
            .because("training and the native library belong to the forked JVM");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.github.tribuocnn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule goalsAreNamedMojo =
            classes().that().areAssignableTo(AbstractMojo.class).should().haveSimpleNameEndingWith("Mojo");
}
