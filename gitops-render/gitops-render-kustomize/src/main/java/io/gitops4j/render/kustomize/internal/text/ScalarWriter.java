package io.gitops4j.render.kustomize.internal.text;

import io.gitops4j.core.text.Dialect;
import io.gitops4j.core.tree.Node;

/** Chooses how a scalar is written, as go-yaml v2's {@code encode.go} and {@code yaml_emitter_select_scalar_style} do. */
final class ScalarWriter {
    private final YamlLines lines;
    private final QuotedScalars quoted;

    ScalarWriter(YamlLines lines) {
        this.lines = lines;
        this.quoted = new QuotedScalars(lines);
    }

    /** Writes a value that is no container, its further lines at column {@code indent}. */
    void value(Node node, int indent) {
        if (node instanceof Node.Str string) {
            text(new ScalarTraits(JsonPassage.text(string.value())), indent);
        } else if (node instanceof Node.Num number) {
            plain(JsonPassage.number(number), indent, true);
        } else {
            plain(node instanceof Node.Bool truth ? String.valueOf(truth.value()) : "null", indent, true);
        }
    }

    void text(ScalarTraits traits, int indent) {
        if (traits.text.indexOf('\n') < 0) {
            line(traits, indent, true);
        } else if (traits.block) {
            literal(traits.text, indent);
        } else {
            quoted.doubleQuoted(traits.text, indent, true);
        }
    }

    /** Writes a key that has no line break, on one line. */
    void simpleKey(ScalarTraits traits, int indent) {
        line(traits, indent, false);
    }

    private void line(ScalarTraits traits, int indent, boolean folds) {
        boolean typed = Dialect.KUBECTL.needsQuotes(traits.text);
        if (typed || !traits.plain && !traits.singleQuoted) {
            quoted.doubleQuoted(traits.text, indent, folds);
        } else if (traits.plain) {
            plain(traits.text, indent, folds);
        } else {
            quoted.singleQuoted(traits.text, indent, folds);
        }
    }

    private void plain(String text, int indent, boolean folds) {
        lines.space();
        boolean spaces = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ';
            if (space && folds && !spaces && lines.full() && text.charAt(i + 1) != ' ') {
                lines.indent(indent);
            } else {
                lines.write(c);
            }
            if (!space) {
                lines.textStarts();
            }
            spaces = space;
        }
        lines.words();
    }

    private void literal(String text, int indent) {
        lines.indicator("|" + indentation(text) + chomping(text), true);
        lines.lineBreak();
        lines.blockStarts();
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (ScalarTraits.isBreak(c)) {
                quoted.lineBreak(c);
                atStart = true;
                continue;
            }
            if (atStart) {
                lines.indent(indent);
            }
            lines.write(c);
            lines.textStarts();
            atStart = false;
        }
    }

    /** A text that starts with a blank or a break would hide how far it is indented. */
    private static String indentation(String text) {
        char first = text.charAt(0);
        return first == ' ' || ScalarTraits.isBreak(first) ? "2" : "";
    }

    private static String chomping(String text) {
        int last = text.length() - 1;
        if (!ScalarTraits.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || ScalarTraits.isBreak(text.charAt(last - 1)) ? "+" : "";
    }
}
