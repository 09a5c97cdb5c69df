package io.gitops4j.render.substitution;

import io.gitops4j.core.Code;
import io.gitops4j.render.substitution.Part.Expansion;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * What each {@link Operator} makes of a value, as fluxcd/pkg {@code envsubst/funcs.go} does. Lengths and positions count bytes
 * of UTF-8 there, and so here; what would cut a character in two is refused.
 */
final class StringOperations {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");

    private StringOperations() {}

    /**
     * The result of {@code expansion} for a value and its evaluated arguments.
     *
     * @throws ExpansionException where the part of a value is no text, or costs exceed {@code effort}
     */
    static String apply(Expansion expansion, String value, List<String> arguments, Effort effort) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        effort.spend(1L + value.length(), expansion.start());
        return switch (expansion.operator()) {
            case VALUE, LOWER_UPPER, UPPER_LOWER -> value;
            case LENGTH -> Long.toString(Utf8.length(value));
            case LOWER_FIRST -> firstLetter(value, Character::toLowerCase);
            case LOWER -> letters(value, Character::toLowerCase);
            case UPPER_FIRST -> firstLetter(value, Character::toUpperCase);
            case UPPER -> letters(value, Character::toUpperCase);
            case SUBSTRING -> substring(expansion, value, arguments);
            case TRIM_SHORTEST_PREFIX -> trim(expansion, value, first, false, effort);
            case TRIM_LONGEST_PREFIX -> trim(expansion, value, first, true, effort);
            case TRIM_SHORTEST_SUFFIX -> mirrored(trim(expansion, mirrored(value), mirrored(first), false, effort));
            case TRIM_LONGEST_SUFFIX -> mirrored(trim(expansion, mirrored(value), mirrored(first), true, effort));
            case REPLACE_FIRST -> replaceFirst(expansion, value, first, second(arguments));
            case REPLACE_ALL -> replaceAll(expansion, value, first, second(arguments));
            case REPLACE_PREFIX ->
                arguments.size() == 2 && value.startsWith(first)
                        ? joined(expansion, second(arguments), value.substring(first.length()))
                        : value;
            case REPLACE_SUFFIX ->
                arguments.size() == 2 && value.endsWith(first)
                        ? joined(expansion, value.substring(0, value.length() - first.length()), second(arguments))
                        : value;
            case EQUALS, COLON_EQUALS, COLON_MINUS, COLON_PLUS, COLON_QUESTION -> value.isEmpty() ? first : value;
        };
    }

    private static String second(List<String> arguments) {
        return arguments.size() < 2 ? "" : arguments.get(1);
    }

    /** Letter by letter, unlike Java's own: "ß" has no single upper-case letter and stays. */
    private static String letters(String value, IntUnaryOperator change) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().map(change).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String firstLetter(String value, IntUnaryOperator change) {
        if (value.isEmpty()) {
            return value;
        }
        int end = value.offsetByCodePoints(0, 1);
        return letters(value.substring(0, end), change) + value.substring(end);
    }

    private static String substring(Expansion expansion, String value, List<String> arguments) {
        OptionalLong given = number(arguments.get(0));
        if (given.isEmpty()) {
            return value;
        }
        long size = Utf8.length(value);
        long from = given.getAsLong() < 0 ? Math.max(0, size + given.getAsLong()) : given.getAsLong();
        long to = size;
        if (arguments.size() > 1) {
            OptionalLong length = number(arguments.get(1));
            if (length.isEmpty()) {
                return value;
            }
            if (length.getAsLong() < 0 && from + length.getAsLong() < size) {
                // upstream fails with a slice out of bounds
                throw invalid(expansion, "has a negative length: it would end before it starts");
            }
            to = length.getAsLong() >= size - from ? size : from + length.getAsLong();
        }
        if (from >= size) {
            return "";
        }
        int start = Utf8.index(value, from);
        int end = Utf8.index(value, to);
        if (start < 0 || end < 0) {
            throw invalid(expansion, "cuts a character in two: positions and lengths count bytes of UTF-8");
        }
        return value.substring(start, end);
    }

    /** A number of 64 bits, as Go's {@code strconv.Atoi} reads it. */
    private static OptionalLong number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    private static String trim(Expansion expansion, String value, String pattern, boolean longest, Effort effort) {
        TrimPattern compiled = TrimPattern.of(pattern);
        effort.spend(compiled.cost(value), expansion.start());
        return value.substring(compiled.prefix(value, longest));
    }

    /** The characters in reverse order; an end is trimmed as the start of the mirrored value, by the mirrored pattern. */
    private static String mirrored(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String replaceFirst(Expansion expansion, String value, String old, String replacement) {
        int at = value.indexOf(old);
        if (at < 0) {
            return value;
        }
        Effort.check((long) value.length() + replacement.length(), expansion.start());
        return value.substring(0, at) + replacement + value.substring(at + old.length());
    }

    private static String replaceAll(Expansion expansion, String value, String old, String replacement) {
        StringBuilder out = new StringBuilder();
        int done = 0;
        for (int at = value.indexOf(old); at >= 0; at = next(value, old, at)) {
            Effort.check((long) out.length() + at - done + replacement.length(), expansion.start());
            out.append(value, done, at).append(replacement);
            done = at + old.length();
        }
        Effort.check((long) out.length() + value.length() - done, expansion.start());
        return out.append(value, done, value.length()).toString();
    }

    /** Where the next occurrence starts; the empty text occurs before every character, and at the end. */
    private static int next(String value, String old, int at) {
        if (!old.isEmpty()) {
            return value.indexOf(old, at + old.length());
        }
        return at < value.length() ? at + Character.charCount(value.codePointAt(at)) : -1;
    }

    private static String joined(Expansion expansion, String a, String b) {
        Effort.check((long) a.length() + b.length(), expansion.start());
        return a + b;
    }

    private static ExpansionException invalid(Expansion expansion, String what) {
        return new ExpansionException(
                Code.INVALID_TEXT,
                expansion.start(),
                "the expansion of \"" + expansion.name() + "\" " + what,
                "an expansion in the value " + what);
    }
}
