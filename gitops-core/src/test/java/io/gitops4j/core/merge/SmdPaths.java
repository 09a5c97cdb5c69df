package io.gitops4j.core.merge;

import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads paths, sets and managers in the encoding of the cases. */
final class SmdPaths {
    private SmdPaths() {}

    static PathElement element(Node node) {
        Node.Obj obj = (Node.Obj) node;
        Node value = obj.value(0);
        return switch (obj.key(0)) {
            case "f" -> PathElement.field(((Node.Str) value).value());
            case "k" -> PathElement.key((Node.Obj) value);
            case "v" -> PathElement.item(value);
            case "i" -> PathElement.index(((Node.Num) value).value().intValue());
            default -> throw new AssertionError(obj.key(0));
        };
    }

    static FieldPath path(Node node) {
        return FieldPath.of(
                ((Node.Arr) node).items().stream().map(SmdPaths::element).toList());
    }

    static FieldSet set(Node node) {
        List<FieldPath> paths = new ArrayList<>();
        ((Node.Arr) node).items().forEach(path -> paths.add(path(path)));
        return FieldSet.of(paths);
    }

    /** {@code {"include": [matcher]}} or {@code {"exclude": set}}. */
    static FieldFilter filter(Node node) {
        Node.Obj obj = (Node.Obj) node;
        if (obj.get("exclude") instanceof Node.Arr exclude) {
            return FieldFilter.excluding(set(exclude));
        }
        return FieldFilter.including(
                obj.array("include").items().stream().map(SmdPaths::pattern).toArray(FieldFilter.Pattern[]::new));
    }

    private static FieldFilter.Pattern pattern(Node node) {
        FieldFilter.Pattern pattern = FieldFilter.Pattern.any();
        for (Node step : ((Node.Arr) node).items()) {
            pattern = ((Node.Obj) step).has("any") ? pattern.thenAny() : pattern.then(element(step));
        }
        return pattern;
    }

    static Owned owned(Node node) {
        Node.Obj obj = (Node.Obj) node;
        return new Owned(
                obj.text("apiVersion").orElseThrow(),
                set(obj.array("fields")),
                Node.of(true).equals(obj.get("applied")));
    }
}
