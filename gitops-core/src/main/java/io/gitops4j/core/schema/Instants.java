package io.gitops4j.core.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as apimachinery reads and keeps them ({@code pkg/apis/meta/v1}): {@code Time} in RFC 3339, whose fraction is cut
 * off, and {@code MicroTime}, which has exactly six digits of it. As in Go, an hour may have one digit, a comma may be the
 * point, and an offset may be of 24 hours.
 */
final class Instants {
    private static final Pattern RFC3339 =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
                    + "(?:[.,]([0-9]+))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))");

    private Instants() {}

    /** The instant in UTC, to the second; null where {@code text} is no instant. */
    static @Nullable String seconds(String text) {
        Matcher parts = RFC3339.matcher(text);
        Instant instant = parts.matches() ? instant(parts) : null;
        return instant == null ? null : instant.toString();
    }

    /** The instant in UTC, with six digits of a second; null where {@code text} is no such instant. */
    static @Nullable String microseconds(String text) {
        Matcher parts = RFC3339.matcher(text);
        if (!parts.matches() || parts.group(7) == null || parts.group(7).length() != 6) {
            return null;
        }
        Instant instant = instant(parts);
        return instant == null ? null : instant.toString().replace("Z", "." + parts.group(7) + "Z");
    }

    private static @Nullable Instant instant(Matcher parts) {
        long offset = 0;
        if (parts.group(8) != null) {
            int hours = number(parts, 9);
            int minutes = number(parts, 10);
            if (hours > 24 || minutes > 60) {
                return null;
            }
            offset = (hours * 60L + minutes) * (parts.group(8).equals("-") ? -60 : 60);
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    number(parts, 6));
            return local.toInstant(ZoneOffset.UTC).minusSeconds(offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
