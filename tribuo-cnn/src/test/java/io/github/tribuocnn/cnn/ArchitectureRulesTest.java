/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The structure of the library, as CONTRIBUTING.md draws it. A new package starts with a new line in {@link #ARROWS}. */
@AnalyzeClasses(packages = ArchitectureRulesTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureRulesTest {
    static final String BASE = "io.github.tribuocnn.cnn";

    private static final String GENERATED = BASE + ".protos";

    /** Package, relative to {@link #BASE}, to the packages of ours it may use; the empty name is the base itself. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("", Set.of("train", "arch", "augment", "protos", "data", "nn", "kernel", "optim", "text")),
            Map.entry("arch", Set.of("text")),
            Map.entry("augment", Set.of("arch", "random", "text")),
            Map.entry("data", Set.of("random")),
            Map.entry("kernel", Set.of()),
            Map.entry("nn", Set.of("kernel", "arch", "random")),
            Map.entry("optim", Set.of("kernel", "text")),
            Map.entry("protos", Set.of()),
            Map.entry("random", Set.of()),
            Map.entry("report", Set.of("arch", "train")),
            Map.entry("train", Set.of("nn", "optim", "augment", "arch", "kernel", "random")),
            Map.entry("text", Set.of()));

    @ArchTest
    static final ArchRule packagesUseOnlyWhatTheirArrowsAllow =
            classes().should(followTheArrows()).because("the arrows are the design: see CONTRIBUTING.md");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.github.tribuocnn.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheKernelUsesTheVectorModule = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".kernel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because("everything else must run in a JVM without the vector module");

    @ArchTest
    static final ArchRule theNetworkDoesNotKnowTribuo = noClasses()
            .that()
            .resideInAnyPackage(subpackages("arch", "augment", "kernel", "nn", "optim", "random", "text", "train"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tribuo..")
            .because("Tribuo's types stay at the edge: in the base package and in data")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theKernelKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(BASE + ".kernel")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".kernel", "java..", "com.sun.management", "jdk.incubator.vector..", "org.jspecify..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theLibraryLogsAndNeverPrints = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(TrainTest.class.getName())
            .should(ACCESS_STANDARD_STREAMS)
            .because("printing is for commands, and TrainTest is the only one");

    @ArchTest
    static final ArchRule failuresHaveANarrowType = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre = noClasses()
            .that()
            .resideOutsideOfPackage(GENERATED)
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Impl|Manager)")
            .because("such names hide a missing concept");

    @ArchTest
    static void everyPackageIsDescribedAndNullMarked(JavaClasses library) {
        Set<String> bare = library.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.getName().equals(GENERATED))
                .filter(javaPackage -> !isNullMarked(javaPackage))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), bare, "packages without a @NullMarked package-info.java");
    }

    /** Why, VectorKernels.FLOAT_VECTOR says. */
    @ArchTest
    static void vectorsAreCastToTheirClassBeforeTheyAreStored(JavaClasses library) {
        Set<String> careless = library.stream()
                .flatMap(javaClass -> javaClass.getCodeUnits().stream())
                .filter(codeUnit -> calls(codeUnit, "intoArray") > calls(codeUnit, "cast"))
                .map(JavaCodeUnit::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), careless, "methods that store vectors as they are");
    }

    private static long calls(JavaCodeUnit codeUnit, String method) {
        return codeUnit.getMethodCallsFromSelf().stream()
                .filter(call -> call.getName().equals(method))
                .count();
    }

    private static boolean isNullMarked(JavaPackage javaPackage) {
        return javaPackage.isAnnotatedWith(NullMarked.class);
    }

    private static String[] subpackages(String... names) {
        return Stream.of(names).map(name -> BASE + "." + name).toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> followTheArrows() {
        return new ArchCondition<>("use only the packages their own package may use") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Set<String> allowed = ARROWS.get(relativeName(user));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(
                            user, "package " + user.getPackageName() + " has no arrows: say what it may use"));
                    return;
                }
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    if (isOurs(dependency.getTargetClass()) && !isAllowed(dependency, allowed)) {
                        events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isAllowed(Dependency dependency, Set<String> allowed) {
        String target = relativeName(dependency.getTargetClass());
        return target.equals(relativeName(dependency.getOriginClass())) || allowed.contains(target);
    }

    private static boolean isOurs(JavaClass javaClass) {
        return (javaClass.getBaseComponentType().getPackageName() + ".").startsWith(BASE + ".");
    }

    private static String relativeName(JavaClass javaClass) {
        String name = javaClass.getBaseComponentType().getPackageName();
        return name.equals(BASE) ? "" : name.substring(BASE.length() + 1);
    }
}
