package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that almost every step of a field set holds: a string without escapes, a short integer, a flat object
 * of those. Anything else it leaves to the parser, which costs a hundred times as much to set up.
 */
final class SimpleJson {
    private static final int DIGITS = 15;

    private final String text;
    private int at;

    SimpleJson(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** The value, or null where it is not that simple or no JSON at all. */
    @Nullable
    Node read() {
        Node value = peek() == '{' ? object() : scalar();
        return value != null && at == text.length() ? value : null;
    }

    /** The next character, or 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private @Nullable Node object() {
        at++;
        ObjBuilder out = Node.objectBuilder();
        do {
            String key = string();
            if (key == null || out.has(key) || !take(':')) {
                return null;
            }
            Node value = scalar();
            if (value == null) {
                return null;
            }
            out.put(key, value);
        } while (take(','));
        return take('}') ? out.build() : null;
    }

    private @Nullable Node scalar() {
        return switch (peek()) {
            case '"' -> text();
            case 't' -> word("true", Node.of(true));
            case 'f' -> word("false", Node.of(false));
            case 'n' -> word("null", Node.nil());
            default -> integer();
        };
    }

    private @Nullable Node text() {
        String value = string();
        if (value == null) {
            return null;
        }
        return Node.of(value);
    }

    private @Nullable Node word(String word, Node value) {
        if (!text.startsWith(word, at)) {
            return null;
        }
        at += word.length();
        return value;
    }

    private @Nullable String string() {
        if (!take('"')) {
            return null;
        }
        int start = at;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c < 0x20 || c == '\\' || Character.isSurrogate(c)) {
                return null;
            }
        }
        return null;
    }

    private @Nullable Node integer() {
        int start = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at++) - '0';
            if (at - start > DIGITS) {
                return null;
            }
        }
        boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
        return at == start || leadingZero ? null : Node.of(value);
    }
}
