package io.gitops4j.core.text;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;

/**
 * Writes a tree as YAML in block style, as kubectl prints it: two blanks a level, a list's dashes under its key. Uses
 * no more of YAML than plain and double-quoted scalars, literal blocks, and {@code []} and {@code {}}.
 */
final class YamlText {
    /** Past this many characters a key is written after {@code ?}; readers look only 1024 ahead for its colon. */
    private static final int LONG_KEY = 1_000;

    private final StringBuilder out;
    private final Mask mask;
    private final boolean masks;

    YamlText(StringBuilder out, Mask mask) {
        this.out = out;
        this.mask = mask;
        this.masks = mask != NoMask.NONE;
    }

    void document(Node root) {
        if (isBlock(root, Path.root())) {
            block(root, Path.root(), 0);
        } else {
            scalar(root, Path.root(), -1);
        }
    }

    private boolean isBlock(Node node, Path path) {
        return Marks.hasBlock(node) && !(masks && mask.hides(path));
    }

    /** Writes a container, its first line where the cursor is, the others indented. */
    private void block(Node node, Path path, int indent) {
        if (node instanceof Node.Obj obj) {
            for (int i = 0; i < obj.size(); i++) {
                indent(i == 0 ? 0 : indent);
                member(obj.key(i), obj.value(i), masks ? path.key(obj.key(i)) : path, indent);
            }
        } else if (node instanceof Node.Arr arr) {
            for (int i = 0; i < arr.size(); i++) {
                indent(i == 0 ? 0 : indent);
                out.append("- ");
                Path below = masks ? path.index(i) : path;
                if (isBlock(arr.get(i), below)) {
                    block(arr.get(i), below, indent + 2);
                } else {
                    scalar(arr.get(i), below, indent);
                }
            }
        }
    }

    private void member(String key, Node value, Path path, int indent) {
        int start = out.length();
        text(key);
        if (out.length() - start > LONG_KEY) {
            out.insert(start, "? ").append('\n');
            indent(indent);
        }
        out.append(':');
        if (!isBlock(value, path)) {
            out.append(' ');
            scalar(value, path, indent);
            return;
        }
        int below = value instanceof Node.Arr ? indent : indent + 2;
        out.append('\n');
        indent(below);
        block(value, path, below);
    }

    /** Writes what is no block of its own, and ends the line. */
    private void scalar(Node node, Path path, int indent) {
        if (masks && mask.hides(path)) {
            Quoting.quote(Printer.HIDDEN, out);
        } else if (node instanceof Node.Str text && indent >= 0 && Quoting.literal(text.value())) {
            literal(text.value(), indent + 2);
            return;
        } else if (node instanceof Node.Str text) {
            text(text.value());
        } else if (node instanceof Node.Num number) {
            out.append(Numerals.yaml(number));
        } else if (node instanceof Node.Bool truth) {
            out.append(truth.value());
        } else {
            out.append(node instanceof Node.Obj ? "{}" : node instanceof Node.Arr ? "[]" : "null");
        }
        out.append('\n');
    }

    private void text(String text) {
        if (Quoting.plain(text)) {
            out.append(text);
        } else {
            Quoting.quote(text, out);
        }
    }

    private void literal(String text, int indent) {
        int end = text.length();
        boolean closed = text.charAt(end - 1) == '\n';
        boolean open = closed && text.charAt(end - 2) == '\n';
        out.append(open ? "|+\n" : closed ? "|\n" : "|-\n");
        int at = 0;
        while (at < end) {
            int next = text.indexOf('\n', at);
            int lineEnd = next < 0 ? end : next;
            if (lineEnd > at) {
                indent(indent);
                out.append(text, at, lineEnd);
            }
            out.append('\n');
            at = lineEnd + 1;
        }
    }

    private void indent(int blanks) {
        for (int i = 0; i < blanks; i++) {
            out.append(' ');
        }
    }
}
