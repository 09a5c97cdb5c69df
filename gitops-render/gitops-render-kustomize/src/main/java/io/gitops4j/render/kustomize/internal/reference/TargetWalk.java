package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.pattern.LinearPattern;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the fields that the path of a target leads to ({@code kyaml/yaml/match.go}, {@code PathMatcher}). Its steps are those of
 * {@link FieldPath} with two differences: {@code *} is every item of a list, and the text in {@code [name=web]} is a regular
 * expression that is found anywhere in the field, so that it means {@code web-2} too. There is no {@code -}. For one use.
 */
final class TargetWalk {
    /** A field that was set. */
    record Set(Path path, Node value) {}

    private static final Path ANNOTATIONS = Path.of("metadata", "annotations");

    private final List<String> steps;
    private final ReplacedValue value;
    private final FieldOptions options;
    private final SetListener listener;
    private final List<Set> fields = new ArrayList<>();
    private int found;

    /** How many texts the walk is in, of which it changes none: those are done before. */
    private int texts;

    /** Is told of each field as soon as it is set. */
    @FunctionalInterface
    interface SetListener {
        void set(Path path, Node value);
    }

    TargetWalk(List<String> steps, ReplacedValue value, FieldOptions options, SetListener listener) {
        this.steps = steps;
        this.value = value;
        this.options = options;
        this.listener = listener;
    }

    /** {@code root} with the fields set. */
    Node in(Node root) {
        return walk(root, 0, Path.root(), false);
    }

    /** Whether the path led anywhere. */
    boolean hasFound() {
        return found > 0;
    }

    /** The fields that were set. */
    List<Set> fields() {
        return fields;
    }

    /**
     * {@code node} with what the steps from {@code step} on lead to set.
     *
     * @param made whether it is a scalar that this walk made
     */
    private Node walk(Node node, int step, Path at, boolean made) {
        if (step == steps.size()) {
            return set(node, at, made);
        }
        String part = steps.get(step);
        int index = FieldPath.index(part);
        if (index >= 0) {
            return item(node, index, step, at);
        }
        FieldPath.Member member = FieldPath.Member.of(part);
        if (member != null) {
            return members(node, member, step, at);
        }
        return part.equals("*") ? every(node, step, at) : field(node, part, step, at);
    }

    private Node set(Node node, Path at, boolean made) {
        found++;
        Node after = made ? overMade(ScalarText.of(node), at) : value.over(node, options);
        if (texts == 0) {
            fields.add(new Set(at, after));
            listener.set(at, after);
        }
        return after;
    }

    private Node overMade(String made, Path at) {
        // upstream writes annotations as strings, whatever they were
        boolean annotation = texts == 0 && at.length() == 3 && ANNOTATIONS.covers(at);
        return annotation ? Node.of(value.textOverMade(made, options)) : value.overMade(made, options);
    }

    private Node field(Node node, String key, int step, Path at) {
        if (node.kind() == Node.Kind.NULL) {
            found += options.create() ? 1 : 0; // upstream makes it below the null, where nobody sees it
            return node;
        }
        if (!(node instanceof Node.Obj obj)) {
            throw FieldPath.wrongKind("MappingNode", node);
        }
        Node child = obj.get(key);
        if (child == null && !options.create()) {
            return node;
        }
        boolean scalar = false;
        if (child == null) {
            Node container = container(step + 1);
            scalar = container == null;
            child = container == null ? Node.of("") : container;
        } else if (child instanceof Node.Str text && step + 1 < steps.size()) {
            within(text, step + 1, at.key(key));
            return node;
        }
        Node after = walk(child, step + 1, at.key(key), scalar);
        return after == obj.get(key) ? obj : obj.with(key, after);
    }

    /** What is made where the step {@code step} is to be taken next: an object, a list, or null for a scalar. */
    private @Nullable Node container(int step) {
        if (step == steps.size()) {
            return value.container();
        }
        String next = steps.get(step);
        if (next.isEmpty()) {
            return value.container();
        }
        boolean list = FieldPath.index(next) >= 0 || next.startsWith("[") && next.endsWith("]");
        return list ? Node.array() : Node.object();
    }

    /** Goes on in a document that a text holds. Upstream sets what it finds there in a copy, which is lost. */
    private void within(Node.Str text, int step, Path at) {
        Node root = EmbeddedText.root(text.value());
        if (root == null) {
            throw FieldPath.wrongKind("MappingNode", text);
        }
        texts++;
        walk(root, step, at, false);
        texts--;
    }

    private static List<Node> itemsOf(Node node) {
        if (node.kind() == Node.Kind.NULL) {
            return List.of();
        }
        if (!(node instanceof Node.Arr list)) {
            throw FieldPath.wrongKind("SequenceNode", node);
        }
        return list.items();
    }

    private Node item(Node node, int index, int step, Path at) {
        List<Node> items = itemsOf(node);
        if (index == items.size() && options.create()) {
            if (node.kind() == Node.Kind.NULL) {
                found++;
                return node;
            }
            Node container = container(step + 1);
            Node made = container == null ? Node.of("") : container;
            return plus(items, walk(made, step + 1, at.index(index), container == null));
        }
        if (index >= items.size()) {
            throw FieldMismatch.path("index " + index + " specified but only " + items.size() + " elements found");
        }
        Node before = items.get(index);
        Node after = walk(before, step + 1, at.index(index), false);
        if (after == before) {
            return node;
        }
        Node[] changed = items.toArray(new Node[0]);
        changed[index] = after;
        return Node.array(changed);
    }

    private static Node plus(List<Node> items, Node last) {
        List<Node> more = new ArrayList<>(items);
        more.add(last);
        return Node.array(more);
    }

    private Node every(Node node, int step, Path at) {
        List<Node> items = itemsOf(node);
        Node[] changed = items.toArray(new Node[0]);
        for (int i = 0; i < changed.length; i++) {
            changed[i] = walk(changed[i], step + 1, at.index(i), false);
        }
        return kept(node, items, changed);
    }

    private static Node kept(Node list, List<Node> before, Node[] after) {
        for (int i = 0; i < after.length; i++) {
            if (after[i] != before.get(i)) {
                return Node.array(after);
            }
        }
        return list;
    }

    private Node members(Node node, FieldPath.Member member, int step, Path at) {
        List<Node> items = itemsOf(node);
        LinearPattern pattern = pattern(member.value());
        int before = found;
        Node[] changed = items.toArray(new Node[0]);
        for (int i = 0; i < changed.length; i++) {
            changed[i] = member(changed[i], member, pattern, step, at.index(i), false);
        }
        if (found > before || !options.create()) {
            return kept(node, items, changed);
        }
        boolean scalar = member.field().isEmpty();
        Node made =
                scalar ? Node.of(member.value()) : Node.object().with(member.field(), Scalars.resolve(member.value()));
        Node last = node.kind() == Node.Kind.NULL
                ? made
                : member(made, member, pattern, step, at.index(items.size()), scalar);
        if (found == before) {
            throw FieldMismatch.path("failed to create element for \"" + steps.get(step)
                    + "\": the element that would be made does not match the expression");
        }
        return plus(List.of(changed), last);
    }

    private Node member(Node item, FieldPath.Member member, LinearPattern pattern, int step, Path at, boolean made) {
        if (member.field().isEmpty()) {
            // upstream sets the item itself, whatever steps follow
            return finds(pattern, Scalars.yaml(item)) ? set(item, at, made) : item;
        }
        Node field = item instanceof Node.Obj obj ? obj.get(member.field()) : null;
        return field == null || !finds(pattern, Scalars.yaml(field)) ? item : walk(item, step + 1, at, false);
    }

    private static boolean finds(LinearPattern pattern, String text) {
        return pattern.finds(text, Budget.of(Long.MAX_VALUE));
    }

    private static LinearPattern pattern(String text) {
        try {
            return LinearPattern.compile(text, false);
        } catch (IllegalArgumentException e) {
            throw FieldMismatch.path("'" + text + "' is no regular expression: " + e.getMessage());
        }
    }
}
