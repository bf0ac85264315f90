/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants the forked JVM to be started with.
 *
 * @param heap its largest heap, or null
 * @param argLine more arguments in one line, or null
 * @param others arguments that other settings need
 */
record JvmArguments(@Nullable String heap, @Nullable String argLine, List<String> others) {
    private static final Pattern LATE = Pattern.compile("@\\{([^}]+)}");
    private static final Pattern SIZE = Pattern.compile("[0-9]+[kKmMgG]?");

    /**
     * The arguments one by one, {@code argLine} last, so that it wins.
     *
     * @param properties the value of a property as it is now, or null
     * @throws MojoExecutionException if one cannot be understood
     */
    List<String> list(Function<String, @Nullable String> properties) throws MojoExecutionException {
        List<String> all = new ArrayList<>(others);
        if (heap != null) {
            if (!SIZE.matcher(heap).matches()) {
                throw new MojoExecutionException("mnist-cnn.heap is " + heap + ", expected a size such as 512m or 2g");
            }
            all.add("-Xmx" + heap);
        }
        all.addAll(WorkerProcess.arguments(argLine == null ? null : replaced(argLine, properties)));
        return all;
    }

    /** As surefire has it: a property that is not known leaves nothing behind. */
    private static String replaced(String line, Function<String, @Nullable String> properties) {
        return LATE.matcher(line).replaceAll(name -> {
            String value = properties.apply(name.group(1));
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
    }
}
