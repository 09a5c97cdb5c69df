package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;

/** Writes a tree as JSON: keys in the tree's order, which is that of RFC 8785. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final Mask mask;
    private final boolean masks;
    private final boolean pretty;

    private JsonText(Mask mask, boolean pretty) {
        this.mask = mask;
        this.masks = mask != NoMask.NONE;
        this.pretty = pretty;
    }

    /** Without blanks: with no mask, the canonical form of RFC 8785. */
    static String compact(Node node, Mask mask) {
        return new JsonText(mask, false).print(node);
    }

    /** Indented by two. */
    static String pretty(Node node, Mask mask) {
        return new JsonText(mask, true).print(node);
    }

    private String print(Node node) {
        node(node, Path.root(), 0);
        return out.toString();
    }

    private void node(Node node, Path path, int level) {
        if (masks && mask.hides(path)) {
            string(Printer.HIDDEN);
        } else if (node instanceof Node.Obj obj) {
            object(obj, path, level);
        } else if (node instanceof Node.Arr arr) {
            array(arr, path, level);
        } else if (node instanceof Node.Str text) {
            string(text.value());
        } else if (node instanceof Node.Num number) {
            out.append(Numerals.json(number));
        } else {
            out.append(node instanceof Node.Bool truth ? String.valueOf(truth.value()) : "null");
        }
    }

    private void object(Node.Obj obj, Path path, int level) {
        out.append('{');
        for (int i = 0; i < obj.size(); i++) {
            out.append(i == 0 ? "" : ",");
            line(level + 1);
            string(obj.key(i));
            out.append(pretty ? ": " : ":");
            node(obj.value(i), masks ? path.key(obj.key(i)) : path, level + 1);
        }
        if (obj.size() > 0) {
            line(level);
        }
        out.append('}');
    }

    private void array(Node.Arr arr, Path path, int level) {
        out.append('[');
        for (int i = 0; i < arr.size(); i++) {
            out.append(i == 0 ? "" : ",");
            line(level + 1);
            node(arr.get(i), masks ? path.index(i) : path, level + 1);
        }
        if (arr.size() > 0) {
            line(level);
        }
        out.append(']');
    }

    private void line(int level) {
        if (pretty) {
            out.append('\n').append("  ".repeat(level));
        }
    }

    private void string(String text) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, done, i);
            done = i + 1;
            escape(c);
        }
        out.append(text, done, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
