/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.tribuocnn.cnn.arch.Conv2D;
import io.github.tribuocnn.cnn.data.ImageFolderSource;
import io.github.tribuocnn.cnn.optim.Adam;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.test.Helpers;

/**
 * What holds for all classes that configuration files can name, those to come included: provenance records them whole,
 * and makes them again. Some kinds of field it records wrongly, and says so only when a model is read back.
 */
class EveryConfigurableTest {

    /** Maps whose order says nothing. */
    private static final Set<String> ORDERLESS = Set.of("classWeights");

    static Stream<Class<?>> configurables() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ArchitectureRulesTest.BASE)
                        .stream()
                        .<Class<?>>map(type -> type.reflect())
                        .filter(Configurable.class::isAssignableFrom)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()));
    }

    @Test
    void trainersLayersOptimisersNamingsAndSourcesAreAmongThem() {
        Set<Class<?>> found = configurables().collect(Collectors.toSet());

        assertTrue(
                found.containsAll(Set.of(
                        CNNTrainer.class, Conv2D.class, Adam.class, PatternPixelNaming.class, ImageFolderSource.class)),
                found::toString);
    }

    @ParameterizedTest
    @MethodSource("configurables")
    void itSaysWhereItComesFrom(Class<?> type) {
        assertTrue(Provenancable.class.isAssignableFrom(type), type + " records itself with a warning every time");
    }

    @ParameterizedTest
    @MethodSource("configurables")
    void itsFieldsAreOfKindsThatProvenanceRecords(Class<?> type) {
        for (Field field : fields(type)) {
            Class<?> kind = field.getType();
            assertFalse(Number.class.isAssignableFrom(kind), field + ": null in a boxed number breaks provenance");
            assertFalse(
                    Map.class.isAssignableFrom(kind) && !ORDERLESS.contains(field.getName()),
                    field + ": a map loses its order");
            if (field.getGenericType() instanceof ParameterizedType collection) {
                for (Type element : collection.getActualTypeArguments()) {
                    assertFalse(element instanceof ParameterizedType, field + ": nested collections are not recorded");
                }
            }
            if (kind.isEnum()) {
                for (Object constant : kind.getEnumConstants()) {
                    assertEquals(kind, constant.getClass(), field + ": constants with bodies can't be read back");
                    assertEquals(((Enum<?>) constant).name(), constant.toString(), field + ": is recorded by its text");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configurables")
    void itsFieldsAreDescribedAndSettable(Class<?> type) {
        for (Field field : fields(type)) {
            Config config = field.getAnnotation(Config.class);
            assertTrue(config.description().length() >= 10, field + " has no description");
            assertFalse(config.redact(), field + " would be missing when a model is trained again");
            assertEquals(0, field.getModifiers() & (Modifier.FINAL | Modifier.STATIC), field + " can't be set");
        }
    }

    /** Those with settings that have no default have tests of their own. */
    static Stream<Class<?>> configurablesWithDefaults() {
        return configurables().filter(type -> fields(type).stream().noneMatch(EveryConfigurableTest::isMandatory));
    }

    @ParameterizedTest
    @MethodSource("configurablesWithDefaults")
    @SuppressWarnings({"rawtypes", "unchecked"}) // itSaysWhereItComesFrom
    void itsDefaultsSurviveConfigurationAndProvenance(Class<?> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Configurable defaults = (Configurable) constructor.newInstance();
        defaults.postConfig();

        Helpers.testConfigurableRoundtrip((Configurable & Provenancable) defaults);
        Helpers.testProvenanceMarshalling((ConfiguredObjectProvenance) ((Provenancable) defaults).getProvenance());
    }

    private static boolean isMandatory(Field field) {
        return field.getAnnotation(Config.class).mandatory();
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Stream.of(at.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Config.class))
                    .forEach(fields::add);
        }
        return fields;
    }
}
