package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path to a field as variables and replacements write it: steps with dots between them, {@code \.} being a dot in a step and
 * {@code [a.b]} a step with dots ({@code kyaml/utils/pathsplitter.go}). A step is a key, an index, {@code -} for the last item
 * of a list, or {@code [name=web]} for the item that has the field ({@code kyaml/yaml/fns.go}, {@code PathGetter}). Immutable.
 */
final class FieldPath {
    /** An item of a list by a field that it has, or by its value where the field is empty. */
    record Member(String field, String value) {
        /** The member that a step such as {@code [name=web]} means; null where the step is none. */
        static @Nullable Member of(String step) {
            if (!step.startsWith("[") || !step.endsWith("]")) {
                return null;
            }
            String inner = step.substring(1, Math.max(1, step.length() - 1));
            int equals = inner.indexOf('=');
            if (equals < 0) {
                throw FieldMismatch.path(
                        "list path element must contain fieldName=fieldValue for element to match, as in [name=web]; '"
                                + step + "' does not");
            }
            return new Member(inner.substring(0, equals), inner.substring(equals + 1));
        }

        private boolean isOf(Node item) {
            if (field.isEmpty()) {
                return ScalarText.of(item).equals(value);
            }
            Node named = item instanceof Node.Obj obj ? obj.get(field) : null;
            return named != null && ScalarText.of(named).equals(value);
        }
    }

    /** A value and where it is. */
    record Found(Path path, Node value) {}

    private final String text;
    private final List<String> steps;

    private FieldPath(String text, List<String> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /** The path that a replacement writes. */
    static FieldPath of(String text) {
        return new FieldPath(text, split(text));
    }

    /** The path that a variable writes, in which {@code containers[0]} is the first item of a list too. */
    static FieldPath withIndexes(String text) {
        List<String> steps = new ArrayList<>();
        for (String step : split(text)) {
            int open = step.lastIndexOf('[');
            boolean indexed = open >= 0
                    && step.endsWith("]")
                    && open + 2 < step.length()
                    && step.substring(open + 1, step.length() - 1).chars().allMatch(c -> c >= '0' && c <= '9');
            if (!indexed) {
                steps.add(step);
                continue;
            }
            if (open > 0) {
                steps.add(step.substring(0, open));
            }
            steps.add(step.substring(open + 1, step.length() - 1));
        }
        return new FieldPath(text, steps);
    }

    private static List<String> split(String text) {
        List<String> parts = FieldSpec.steps(text, '.');
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!part.startsWith("[") || part.endsWith("]")) {
                steps.add(part);
                continue;
            }
            StringBuilder bracketed = new StringBuilder(part);
            while (i < parts.size() - 1) {
                bracketed.append('.').append(parts.get(++i));
                if (parts.get(i).endsWith("]")) {
                    break;
                }
            }
            String step = bracketed.toString();
            steps.add(step.contains("=") ? step : withoutBrackets(step));
        }
        return steps;
    }

    private static String withoutBrackets(String step) {
        int start = 0;
        int end = step.length();
        while (start < end && "[]".indexOf(step.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "[]".indexOf(step.charAt(end - 1)) >= 0) {
            end--;
        }
        return step.substring(start, end);
    }

    /** The steps; unmodifiable. */
    List<String> steps() {
        return steps;
    }

    /** The index that a step is; -1 where it is none. */
    static int index(String step) {
        int start = !step.isEmpty() && step.charAt(0) == '+' ? 1 : 0;
        if (step.length() == start
                || step.length() > 10
                || !step.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long index = Long.parseLong(step.substring(start));
        return index > Integer.MAX_VALUE ? -1 : (int) index;
    }

    /**
     * What the path leads to, or null.
     *
     * @throws FieldMismatch where it goes through what is no object or no list
     */
    @Nullable
    Found in(Node root) {
        return lookup(root, steps);
    }

    /** What {@code steps} lead to; blanks around a step, and steps of blanks, count for nothing. */
    static @Nullable Found lookup(Node root, List<String> steps) {
        Path at = Path.root();
        Node node = root;
        for (String written : steps) {
            String step = written.strip();
            if (step.isEmpty()) {
                continue;
            }
            Node next;
            int index = position(step, node);
            if (index == KEY) {
                next = key(step, node);
                at = at.key(step);
            } else {
                next = index >= 0 && node instanceof Node.Arr list && index < list.size() ? list.get(index) : null;
                at = index < 0 ? at : at.index(index);
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        return new Found(at, node);
    }

    private static final int KEY = -2;
    private static final int NOWHERE = -1;

    /** Which item of the list {@code node} the step means; {@link #KEY} where it means none but a key. */
    private static int position(String step, Node node) {
        int index = index(step);
        if (index < 0 && step.length() > 1 && step.charAt(0) == '-' && index(step.substring(1)) > 0) {
            throw FieldMismatch.path("array index " + step + " cannot be negative");
        }
        if (step.equals("*")) {
            throw FieldMismatch.path(
                    "wildcard is not supported in PathGetter: the path of a source must lead to one value");
        }
        Member member = index < 0 && !step.equals("-") ? Member.of(step) : null;
        if (index < 0 && !step.equals("-") && member == null) {
            return KEY;
        }
        if (node.kind() == Node.Kind.NULL) {
            return NOWHERE;
        }
        if (!(node instanceof Node.Arr list)) {
            throw wrongKind("SequenceNode", node);
        }
        if (member == null) {
            return index >= 0 ? index : list.size() - 1;
        }
        for (int i = 0; i < list.size(); i++) {
            if (member.isOf(list.get(i))) {
                return i;
            }
        }
        return NOWHERE;
    }

    private static @Nullable Node key(String step, Node node) {
        if (node.kind() == Node.Kind.NULL) {
            return null;
        }
        if (!(node instanceof Node.Obj obj)) {
            throw wrongKind("MappingNode", node);
        }
        return obj.get(step);
    }

    /** The mismatch of a node of another kind than expected; it shows no value. */
    static FieldMismatch wrongKind(String expected, Node node) {
        String kind =
                node instanceof Node.Obj ? "MappingNode" : node instanceof Node.Arr ? "SequenceNode" : "ScalarNode";
        return FieldMismatch.path("wrong node kind: expected " + expected + " but got " + kind);
    }

    /** The path as written. */
    @Override
    public String toString() {
        return text;
    }
}
