package io.gitops4j.core.plan.internal;

import io.gitops4j.core.tree.Path;

/** Reads paths as {@link Path#toString} prints them. */
final class PathText {
    private final String text;
    private int at;

    private PathText(String text) {
        this.text = text;
    }

    /**
     * The path that prints as {@code text}.
     *
     * @throws IllegalArgumentException where none does
     */
    static Path parse(String text) {
        Path path = new PathText(text).parse();
        if (!path.toString().equals(text)) {
            throw new IllegalArgumentException("no path");
        }
        return path;
    }

    private Path parse() {
        Path path = Path.root();
        while (at < text.length()) {
            if (text.startsWith("[\"", at)) {
                path = path.key(quoted());
            } else if (text.charAt(at) == '[') {
                path = path.index(Integer.parseInt(until(']')));
            } else {
                at += text.charAt(at) == '.' ? 1 : 0;
                path = path.key(plain());
            }
        }
        return path;
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        return text.substring(begin, at);
    }

    private String until(char end) {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw new IllegalArgumentException("no path");
        }
        String inside = text.substring(at + 1, close);
        at = close + 1;
        return inside;
    }

    private String quoted() {
        StringBuilder key = new StringBuilder();
        at += 2;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 1 : 0;
            if (at < text.length()) {
                key.append(text.charAt(at));
                at++;
            }
        }
        // past the quote and the bracket
        at += 2;
        return key.toString();
    }
}
