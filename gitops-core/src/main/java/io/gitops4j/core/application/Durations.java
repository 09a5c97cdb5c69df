package io.gitops4j.core.application;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 1h30m}, {@code 90s}, {@code 500ms}, {@code 2d}, or ISO 8601's {@code PT3M}. */
final class Durations {
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final Duration[] UNITS = {
        Duration.ofDays(1), Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMillis(1)
    };
    private static final String[] NAMES = {"d", "h", "m", "s", "ms"};

    private Durations() {}

    /** The duration of {@code text}, or empty where it is none. */
    static Optional<Duration> parse(String text) {
        try {
            if (text.equals("0")) {
                return Optional.of(Duration.ZERO);
            }
            if (text.startsWith("P")) {
                return Optional.of(Duration.parse(text));
            }
            Matcher matcher = SHORT.matcher(text);
            if (text.isEmpty() || !matcher.matches()) {
                return Optional.empty();
            }
            Duration sum = Duration.ZERO;
            for (int i = 0; i < UNITS.length; i++) {
                String count = matcher.group(i + 1);
                sum = count == null ? sum : sum.plus(UNITS[i].multipliedBy(Long.parseLong(count)));
            }
            return Optional.of(sum);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The shortest form that {@link #parse} reads back. */
    static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        StringBuilder out = new StringBuilder();
        Duration rest = duration;
        // whole days are hours here: 24h says what 1d might not on the day that clocks change
        for (int i = 1; i < UNITS.length; i++) {
            long count = rest.dividedBy(UNITS[i]);
            rest = rest.minus(UNITS[i].multipliedBy(count));
            out.append(count == 0 ? "" : count + NAMES[i]);
        }
        return out.toString();
    }
}
