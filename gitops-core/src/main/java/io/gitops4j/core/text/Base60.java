package io.gitops4j.core.text;

/**
 * Numbers of base 60 such as {@code 190:20:30.15}, which YAML 1.1 has and go-yaml quotes but does not read: {@code
 * ^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$} of {@code encode.go}, without the recursion of a regular expression.
 */
final class Base60 {
    private Base60() {}

    static boolean matches(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return false;
        }
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        if (!isDigit(text, start) || run(text, start) != colon) {
            return false;
        }
        int at = colon;
        while (at < text.length() && text.charAt(at) == ':') {
            int digits = isDigit(text, at + 1) ? isDigit(text, at + 2) ? 2 : 1 : 0;
            if (digits == 0 || digits == 2 && text.charAt(at + 1) > '5') {
                return false;
            }
            at += 1 + digits;
        }
        return at == text.length() || text.charAt(at) == '.' && run(text, at + 1) == text.length();
    }

    /** The end of the digits and underscores from {@code from} on. */
    private static int run(String text, int from) {
        int at = from;
        while (isDigit(text, at) || at < text.length() && text.charAt(at) == '_') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
