/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmArgumentsTest {

    @Test
    void theArgLineComesLastSoThatItWins() throws Exception {
        assertEquals(
                List.of("-Dother=1", "-Xmx2g", "-Xmx3g", "-ea"),
                new JvmArguments("2g", "-Xmx3g -ea", List.of("-Dother=1")).list(name -> null));
    }

    @Test
    void latePropertiesAreReplacedAndUnknownOnesLeaveNothing() throws Exception {
        Map<String, String> properties = Map.of("agent", "-javaagent:a$b.jar");
        assertEquals(
                List.of("-javaagent:a$b.jar", "-ea"),
                new JvmArguments(null, "@{agent} @{nobody} -ea", List.of()).list(properties::get));
    }

    @Test
    void aHeapThatIsNoSizeIsRefused() {
        assertEquals(
                "mnist-cnn.heap is 2 GB, expected a size such as 512m or 2g",
                Refusal.messageOf(() -> new JvmArguments("2 GB", null, List.of()).list(name -> null)));
    }
}
