/*
 * Copyright 2026 the tribuo-cnn authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.tribuocnn.cnn.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How people are shown numbers: the same in every locale, and a dash for a number there is none of. */
final class Numbers {
    private static final String NONE = "–";

    private Numbers() {}

    /** A share as "98.93 %". */
    static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** A loss in nats, "0.0321". */
    static String loss(double nats) {
        return Double.isNaN(nats) ? NONE : String.format(Locale.ROOT, "%.4f", nats);
    }

    /** A count, "10,000". */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count with its noun, "1 image", "10,000 images". */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Images a second to three significant digits, "58,300": it varies by more than the rest would say. */
    static String speed(double imagesPerSecond) {
        if (!Double.isFinite(imagesPerSecond)) {
            return NONE;
        }
        return count(new BigDecimal(imagesPerSecond).round(new MathContext(3)).longValue());
    }

    /** A learning rate to four significant digits, "0.001". */
    static String rate(double rate) {
        return Double.isFinite(rate)
                ? new BigDecimal(rate)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                : NONE;
    }

    /** A time that was measured: "5.2 s" below a minute, else as {@link #wholeSeconds}. */
    static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        return seconds < 59.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : wholeSeconds(Math.round(seconds));
    }

    /** "4 s", "2 min 5 s", "1 h 2 min". */
    static String wholeSeconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min " + seconds % 60 + " s" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
