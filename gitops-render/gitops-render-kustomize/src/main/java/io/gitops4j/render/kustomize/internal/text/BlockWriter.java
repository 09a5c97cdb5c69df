package io.gitops4j.render.kustomize.internal.text;

import io.gitops4j.core.tree.Node;

/**
 * Writes a tree in block style, as go-yaml v2's {@code emitterc.go} does: two blanks a level, a list at the column of the
 * key it belongs to, a key too long or of several lines after {@code ?}.
 */
public final class BlockWriter {
    private static final int STEP = 2;
    /** The most bytes of a key that stands without {@code ?}. */
    private static final int SIMPLE_KEY = 128;

    private final YamlLines lines;
    private final ScalarWriter scalars;

    public BlockWriter(StringBuilder out) {
        this.lines = new YamlLines(out);
        this.scalars = new ScalarWriter(lines);
    }

    public void document(Node root) {
        node(root, -STEP, false);
        lines.indent(0);
    }

    /** Writes a node inside a container at column {@code indent}. */
    private void node(Node node, int indent, boolean memberOfMap) {
        if (node instanceof Node.Obj map) {
            map(map, indent + STEP);
        } else if (node instanceof Node.Arr list) {
            // only right after a key and its colon: not in a line that has nothing but indicators so far
            boolean atKey = memberOfMap && !lines.indention();
            list(list, atKey ? indent : indent + STEP);
        } else {
            scalars.value(node, Math.max(indent, 0) + STEP);
        }
    }

    private void map(Node.Obj map, int indent) {
        if (map.size() == 0) {
            lines.indicator("{}", true);
            return;
        }
        for (int position : NaturalOrder.of(map)) {
            lines.indent(indent);
            key(map.key(position), indent);
            node(map.value(position), indent, true);
        }
    }

    private void key(String key, int indent) {
        ScalarTraits traits = new ScalarTraits(JsonPassage.text(key));
        if (!traits.multiline && traits.fits(SIMPLE_KEY)) {
            scalars.simpleKey(traits, indent + STEP);
            lines.indicator(":", false);
            return;
        }
        lines.blockIndicator('?');
        scalars.text(traits, indent + STEP);
        lines.indent(indent);
        lines.blockIndicator(':');
    }

    private void list(Node.Arr list, int indent) {
        if (list.size() == 0) {
            lines.indicator("[]", true);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            lines.indent(indent);
            lines.blockIndicator('-');
            node(list.get(i), indent, false);
        }
    }
}
