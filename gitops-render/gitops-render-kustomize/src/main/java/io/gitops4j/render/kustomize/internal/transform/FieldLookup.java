package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldChange;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to one field, which is made where it is missing ({@code kyaml/yaml/fns.go} LookupCreate): keys, numbers of items,
 * {@code -} for the last item, and {@code [key=value]} for the item that has it. Immutable.
 */
final class FieldLookup {
    private final List<String> steps;

    private FieldLookup(List<String> steps) {
        this.steps = steps;
    }

    /** The field at {@code path}, whose steps are separated by {@code /}, {@code \/} being a slash. */
    static FieldLookup of(String path) {
        return new FieldLookup(FieldSpec.steps(path, '/').stream()
                .map(String::strip)
                .filter(step -> !step.isEmpty())
                .toList());
    }

    /**
     * {@code body} with the field changed; itself where there is a null on the way, or no item of that number.
     *
     * @throws FieldProblem where a step is of another kind than what it meets
     */
    Node change(Node body, FieldChange change) {
        return walk(body, 0, Path.root(), change);
    }

    private Node walk(Node node, int at, Path path, FieldChange change) {
        if (at == steps.size()) {
            return change.apply(node, path);
        }
        if (node.kind() == Node.Kind.NULL) {
            return node;
        }
        String step = steps.get(at);
        if (!isItem(step)) {
            if (!(node instanceof Node.Obj map)) {
                throw FieldProblem.wrongKind(path, "MappingNode", node);
            }
            Node value = map.get(step);
            Node after = walk(value == null ? made(at + 1) : value, at + 1, path.key(step), change);
            return after == value ? map : map.with(step, after);
        }
        if (!(node instanceof Node.Arr list)) {
            throw FieldProblem.wrongKind(path, "SequenceNode", node);
        }
        return item(list, step, at, path, change);
    }

    /** Scalars are made as empty strings, since a null stops the walk. */
    private Node made(int at) {
        if (at == steps.size()) {
            return Node.of("");
        }
        return isItem(steps.get(at)) ? Node.array() : Node.object();
    }

    private Node item(Node.Arr list, String step, int at, Path path, FieldChange change) {
        List<Node> items = new ArrayList<>(list.items());
        int index = step.startsWith("[") ? match(items, step, path) : number(step, items.size());
        if (index >= items.size()) {
            return list;
        }
        items.set(index, walk(items.get(index), at + 1, path.index(index), change));
        return Node.array(items);
    }

    /** The index of the item that a step describes; it is appended where there is none. */
    private static int match(List<Node> items, String step, Path path) {
        String inner = step.substring(1, step.length() - 1);
        int equal = inner.indexOf('=');
        if (equal < 0) {
            throw new FieldProblem(path, "list path element must contain fieldName=fieldValue for element to match");
        }
        String key = inner.substring(0, equal);
        Node value = Node.of(inner.substring(equal + 1));
        for (int i = 0; i < items.size(); i++) {
            Node found = key.isEmpty() ? items.get(i) : items.get(i) instanceof Node.Obj map ? map.get(key) : null;
            if (value.equals(found)) {
                return i;
            }
        }
        items.add(key.isEmpty() ? value : Node.object().with(key, value));
        return items.size() - 1;
    }

    private static int number(String step, int size) {
        return step.equals("-") ? Math.max(0, size - 1) : Integer.parseInt(step);
    }

    private static boolean isItem(String step) {
        return step.equals("-")
                || step.startsWith("[") && step.endsWith("]")
                || step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
