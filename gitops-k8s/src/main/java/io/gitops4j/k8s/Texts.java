package io.gitops4j.k8s;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API server's words without the values that they quote. A field error reads {@code <kind>: <value>: <detail>}
 * (apimachinery {@code field.Error.ErrorBody}), the value as Go prints it.
 */
final class Texts {
    private static final int LONGEST = 600;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`");
    private static final String[] WITH_VALUE = {
        "Invalid value: ", "Duplicate value: ", "Unsupported value: ", "Not found: ", "Too long: ", "Too many: "
    };

    private Texts() {}

    /** A message as one line of a bearable length. */
    static String line(String message) {
        String line = CONTROL.matcher(message).replaceAll(" ").trim();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A message without anything in quotes: for objects whose every value is a secret. */
    static String unquoted(String message) {
        return line(QUOTED.matcher(message).replaceAll("***"));
    }

    /** A message without what it quotes of {@code values}. */
    static String without(String message, Set<String> values) {
        return line(QUOTED.matcher(message)
                .replaceAll(quote ->
                        Matcher.quoteReplacement(values.contains(inner(quote.group())) ? "***" : quote.group())));
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** The message of one field error, without the field's value. */
    static String fieldError(String message) {
        for (String kind : WITH_VALUE) {
            if (message.startsWith(kind)) {
                String detail = detail(message.substring(kind.length()));
                String word = kind.substring(0, kind.length() - 2);
                return line(detail.isEmpty() ? word.toLowerCase(Locale.ROOT) : detail);
            }
        }
        return line(message);
    }

    /** What stands behind the value that {@code text} starts with; empty where its end is not to be told. */
    private static String detail(String text) {
        int end = valueEnd(text);
        if (end < 0 || end >= text.length()) {
            return "";
        }
        return text.startsWith(": ", end) ? text.substring(end + 2) : "";
    }

    private static int valueEnd(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '`') {
                i = quoteEnd(text, i);
                if (i < 0) {
                    return -1;
                }
            } else if (c == '{' || c == '[' || c == '(') {
                depth++;
            } else if (c == '}' || c == ']' || c == ')') {
                depth--;
            } else if (depth == 0 && text.startsWith(": ", i)) {
                return i;
            }
        }
        return depth == 0 ? text.length() : -1;
    }

    private static int quoteEnd(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return -1;
    }

    /** What a typed patch object has against one field: the kind of error, without the value that was there. */
    static String typedError(String text) {
        int got = text.indexOf(", got ");
        return line(got < 0 ? text : text.substring(0, got));
    }
}
