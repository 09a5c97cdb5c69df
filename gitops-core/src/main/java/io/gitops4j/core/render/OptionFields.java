package io.gitops4j.core.render;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the stored form of options for {@link Renderer#parse}, with errors that name the field. Every method throws {@link
 * Code#INVALID_CONFIGURATION} where the field has another type. A field that is null counts as absent.
 */
public final class OptionFields {
    private final Node.Obj stored;

    private OptionFields(Node.Obj stored) {
        this.stored = stored;
    }

    /**
     * The fields of {@code stored}.
     *
     * @throws GitOpsException with {@link Code#INVALID_CONFIGURATION} for every field that is not in {@code known}
     */
    public static OptionFields of(Node.Obj stored, String... known) {
        Problems problems = Problems.none();
        List<String> names = List.of(known);
        for (String field : stored.keys()) {
            if (!names.contains(field)) {
                String there = names.isEmpty() ? "there are no options" : "there are " + String.join(", ", names);
                problems.add(wrong(
                        Path.of(field),
                        "unknown option \"" + field + "\"" + Suggestion.didYouMean(field, names) + " (" + there + ")"));
            }
        }
        problems.throwIfAny();
        return new OptionFields(stored);
    }

    /** The text of {@code field}. */
    public Optional<String> text(String field) {
        return value(field).map(node -> text(node, Path.of(field)));
    }

    /** The truth value of {@code field}, or {@code otherwise}. */
    public boolean flag(String field, boolean otherwise) {
        Optional<Node> value = value(field);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof Node.Bool bool) {
            return bool.value();
        }
        throw refused(Path.of(field), "must be true or false, not " + named(value.get()));
    }

    /** The texts of the list {@code field}, empty where it is absent. */
    public List<String> texts(String field) {
        Optional<Node> value = value(field);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Arr list)) {
            throw refused(Path.of(field), "must be a list of strings, not " + named(value.get()));
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            texts.add(text(list.get(i), Path.of(field).index(i)));
        }
        return List.copyOf(texts);
    }

    /** The texts of the object {@code field} by key, sorted, empty where it is absent. */
    public Map<String, String> textByKey(String field) {
        Optional<Node> value = value(field);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (!(value.get() instanceof Node.Obj object)) {
            throw refused(Path.of(field), "must be an object of strings, not " + named(value.get()));
        }
        Map<String, String> texts = new TreeMap<>();
        object.keys()
                .forEach(key -> texts.put(
                        key,
                        text(object.value(object.position(key)), Path.of(field).key(key))));
        return texts;
    }

    private Optional<Node> value(String field) {
        return stored.at(field).filter(node -> node.kind() != Node.Kind.NULL);
    }

    private static String text(Node node, Path path) {
        if (node instanceof Node.Str str) {
            return str.value();
        }
        throw refused(path, "must be a string, not " + named(node));
    }

    private static String named(Node node) {
        return switch (node.kind()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
        };
    }

    private static GitOpsException refused(Path path, String message) {
        return new GitOpsException(wrong(path, message));
    }

    private static Problem wrong(Path path, String message) {
        return Problem.of(Code.INVALID_CONFIGURATION, Location.nowhere().withField(path.toString()), message);
    }
}
