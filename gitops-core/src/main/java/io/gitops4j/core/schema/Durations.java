package io.gitops4j.core.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Durations as Go reads them ({@code time.ParseDuration}): {@code 1h30m}, {@code 1.5h}, {@code -250ms}. The least of all,
 * which has no positive counterpart, is left out.
 */
final class Durations {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L, // the micro sign
            "\u03bcs", 1_000L, // the Greek letter
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private final String text;
    private int at;

    private Durations(String text) {
        this.text = text;
    }

    /** The duration in nanoseconds, as {@code 5400000000000ns}; null where {@code text} is none. */
    static @Nullable String canonical(String text) {
        long nanos = new Durations(text).parse();
        return nanos < 0 ? null : (text.startsWith("-") && nanos > 0 ? "-" : "") + nanos + "ns";
    }

    /** The nanoseconds without the sign; negative where the text is no duration. */
    private long parse() {
        at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == at + 1 && text.charAt(at) == '0') {
            return 0;
        }
        long sum = 0;
        do {
            long part = part();
            sum += part;
            if (part < 0 || sum < 0) {
                return -1;
            }
        } while (at < text.length());
        return sum;
    }

    /** The nanoseconds of a number with its unit; negative where there is none. */
    private long part() {
        int start = at;
        long whole = whole();
        boolean hasDigits = at > start;
        double fraction = 0;
        double scale = 1;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            start = at;
            long value = 0;
            for (; isDigit(); at++) {
                // digits past what 64 bits hold say nothing in nanoseconds
                if (value <= Long.MAX_VALUE / 10 - 1) {
                    value = value * 10 + digit();
                    scale *= 10;
                }
            }
            fraction = value;
            hasDigits |= at > start;
        }
        Long unit = unit();
        if (!hasDigits || whole < 0 || unit == null || whole > Long.MAX_VALUE / unit) {
            return -1;
        }
        // as Go computes it, with what it loses
        return whole * unit + (long) (fraction * (unit / scale));
    }

    /** The number that the digits are; negative where it is too large. */
    private long whole() {
        long value = 0;
        for (; isDigit(); at++) {
            value = value < 0 || value > (Long.MAX_VALUE - digit()) / 10 ? -1 : value * 10 + digit();
        }
        return value;
    }

    private @Nullable Long unit() {
        int start = at;
        while (at < text.length() && !isDigit() && text.charAt(at) != '.') {
            at++;
        }
        return NANOS.get(text.substring(start, at));
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int digit() {
        return text.charAt(at) - '0';
    }
}
