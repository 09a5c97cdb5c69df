package io.gitops4j.core.text;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates and times of YAML 1.1 that go-yaml knows: {@code allowedTimestampFormats} in {@code resolve.go}, as Go's
 * {@code time.Parse} takes them.
 */
final class Timestamps {
    /** Blanks between date and time may be many; a time after T has an offset, one after a blank has none. */
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:[Tt](\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d+))?(?:Z|([-+])([01]\\d|2[0-3]):([0-5]\\d))"
            + "| +(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,](\\d+))?)?");

    private static final int NANOSECOND_DIGITS = 9;

    private Timestamps() {}

    static boolean isTimestamp(String text) {
        return parse(text) != null;
    }

    /** The moment as RFC 3339 with no more digits of a second than needed; null where {@code text} is no timestamp. */
    static @Nullable String rfc3339(String text) {
        Matcher m = parse(text);
        if (m == null) {
            return null;
        }
        int time = timeGroup(m);
        StringBuilder out = new StringBuilder(group(m, 1));
        two(out.append('-'), group(m, 2));
        two(out.append('-'), group(m, 3));
        two(out.append('T'), group(m, time));
        two(out.append(':'), group(m, time + 1));
        two(out.append(':'), group(m, time + 2));
        fraction(out, group(m, time + 3));
        String offset = group(m, 9) + ":" + group(m, 10);
        boolean utc = group(m, 8).isEmpty() || offset.equals("00:00");
        return utc
                ? out.append('Z').toString()
                : out.append(group(m, 8)).append(offset).toString();
    }

    /** The group of the hour: that of a time with an offset, or of one without. */
    private static int timeGroup(Matcher m) {
        return m.start(4) >= 0 ? 4 : 11;
    }

    private static String group(Matcher m, int group) {
        String found = m.group(group);
        return found == null ? "" : found;
    }

    private static @Nullable Matcher parse(String text) {
        if (text.length() < "2006-1-2".length() || text.charAt(4) != '-') {
            return null;
        }
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return null;
        }
        int time = timeGroup(m);
        try {
            LocalDateTime.of(
                    number(m, 1),
                    number(m, 2),
                    number(m, 3),
                    number(m, time),
                    number(m, time + 1),
                    number(m, time + 2));
            return m;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        String digits = group(matcher, group);
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static void two(StringBuilder out, String digits) {
        out.append("00", 0, 2 - digits.length()).append(digits);
    }

    private static void fraction(StringBuilder out, String digits) {
        int end = Math.min(digits.length(), NANOSECOND_DIGITS);
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        if (end > 0) {
            out.append('.').append(digits, 0, end);
        }
    }
}
