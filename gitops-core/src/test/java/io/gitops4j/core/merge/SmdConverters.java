package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The converters of the scenarios, by what the README says of them. */
final class SmdConverters {
    private SmdConverters() {}

    /** What a converter needs to know of the scenario. */
    interface Scene {
        FieldType type(String version);

        String name(FieldType type);

        List<String> accepted();
    }

    static VersionConverter of(String kind, Scene scene) {
        return switch (kind) {
            case "identity" ->
                (value, version) -> {
                    if (version.isEmpty()) {
                        throw failed("no version");
                    }
                    return Optional.of(value);
                };
            case "specificVersions" ->
                (value, version) -> scene.accepted().contains(version) ? Optional.of(value) : Optional.empty();
            case "renameSuffix" -> (value, version) -> Optional.of(renamed(value, version, scene));
            case "repeatKeys" ->
                (value, version) -> version.matches("v[0-9]+")
                        ? Optional.of(TypedValue.validated(
                                repeated(value.value(), Integer.parseInt(version.substring(1))), scene.type(version)))
                        : Optional.empty();
            case "reliantFields" -> (value, version) -> reliant(value, version, scene);
            default -> throw new AssertionError(kind);
        };
    }

    private static GitOpsException failed(String message) {
        return new GitOpsException(Problem.of(Code.INVALID_OBJECT, Location.nowhere(), message));
    }

    private static TypedValue renamed(TypedValue value, String version, Scene scene) {
        String from = scene.name(value.type());
        UnaryOperator<String> rename =
                key -> key.endsWith(from) ? key.substring(0, key.length() - from.length()) + version : key;
        return TypedValue.validated(keys(value.value(), rename), scene.type(version));
    }

    private static Node keys(Node node, UnaryOperator<String> rename) {
        if (node instanceof Node.Arr arr) {
            List<Node> items = new ArrayList<>();
            arr.items().forEach(item -> items.add(keys(item, rename)));
            return Node.array(items);
        }
        if (!(node instanceof Node.Obj obj)) {
            return node;
        }
        ObjBuilder out = Node.objectBuilder();
        for (int i = 0; i < obj.size(); i++) {
            out.put(rename.apply(obj.key(i)), keys(obj.value(i), rename));
        }
        return out.build();
    }

    private static Node repeated(Node node, int times) {
        if (!(node instanceof Node.Obj obj) || obj.size() == 0) {
            return node;
        }
        Node below = obj.value(0);
        boolean empty = below instanceof Node.Obj inner && inner.size() == 0;
        Node changed = empty || below instanceof Node.Null ? below : repeatedBelow(below, times);
        return Node.objectBuilder().put(obj.key(0), changed).build();
    }

    private static Node repeatedBelow(Node node, int times) {
        if (!(node instanceof Node.Obj obj) || obj.size() == 0) {
            return Node.nil();
        }
        Function<String, String> repeat =
                key -> key.substring(0, Math.min(1, key.length())).repeat(times);
        ObjBuilder out = Node.objectBuilder();
        for (int i = 0; i < obj.size(); i++) {
            out.put(repeat.apply(obj.key(i)), repeatedBelow(obj.value(i), times));
        }
        return out.build();
    }

    private static Optional<TypedValue> reliant(TypedValue value, String version, Scene scene) {
        if (!version.equals("v1") && !version.equals("v2")) {
            return Optional.empty();
        }
        if (scene.name(value.type()).equals(version)) {
            return Optional.of(value);
        }
        String from = version.equals("v1") ? "required_field_bar" : "field_foo_rely_on_bar";
        String to = version.equals("v1") ? "field_foo_rely_on_bar" : "required_field_bar";
        Node.Obj obj = value.value() instanceof Node.Obj given ? given : Node.object();
        Node moved = obj.get(from);
        if (moved == null) {
            if (version.equals("v1")) {
                throw failed("required_field_bar is missing");
            }
            return Optional.of(TypedValue.validated(value.value(), scene.type(version)));
        }
        return Optional.of(TypedValue.validated(obj.without(from).with(to, moved), scene.type(version)));
    }
}
