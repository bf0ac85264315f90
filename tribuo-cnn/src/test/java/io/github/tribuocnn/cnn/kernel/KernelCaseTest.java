/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases that are benchmarked. */
class KernelCaseTest {

    @Test
    void everyKernelIsBenchmarked() {
        Stream<Method> needed = Stream.of(Kernels.class, UpdateKernels.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isAbstract(method.getModifiers()));
        Stream<Method> given = Stream.of(DepthwiseKernels.class, PoolingKernels.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(Method::isDefault);
        Set<String> kernels = Stream.concat(needed, given)
                .map(Method::getName)
                .filter(name -> !name.equals("name"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> called = new TreeSet<>();
        Object recorder = Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class, UpdateKernels.class},
                (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return method.getReturnType() == double.class ? (Object) 1.0 : proxy;
                });

        for (KernelCase one : KernelCase.values()) {
            one.prepare().run((Kernels) recorder);
        }

        assertEquals(kernels, called);
    }

    @ParameterizedTest
    @EnumSource
    void providersGiveTheSameBitsAndWriteSomething(KernelCase one) {
        KernelCase.Work expected = one.prepare();
        KernelCase.Work found = one.prepare();
        float[] before = expected.result().clone();
        expected.run(new ScalarKernels());

        found.run(KernelProvider.select("auto"));

        assertEquals(Arrays.toString(expected.result()), Arrays.toString(found.result()));
        assertEquals(false, Arrays.equals(before, expected.result()), "nothing was written");
        assertArrayEquals(one.prepare().result(), before, "cases start from the same numbers each time");
    }
}
