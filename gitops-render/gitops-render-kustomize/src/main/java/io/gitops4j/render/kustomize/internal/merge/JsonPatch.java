package io.gitops4j.render.kustomize.internal.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch (RFC 6902) as {@code gopkg.in/evanphx/json-patch.v4} applies it, which Kustomize uses: negative indexes count from
 * the end, {@code replace} makes a missing member of a map, and a path needs its last step alone to be new. Immutable.
 */
public final class JsonPatch {
    private static final long MOST_COPIED = 2_000_000;

    private final List<Node.Obj> operations;

    private JsonPatch(List<Node.Obj> operations) {
        this.operations = operations;
    }

    /**
     * The patch that {@code list} is; null is one without operations.
     *
     * @throws MergeProblem where it is no list of operations
     */
    public static JsonPatch of(Node list) {
        if (list.kind() == Node.Kind.NULL) {
            return new JsonPatch(List.of());
        }
        if (!(list instanceof Node.Arr array)) {
            throw new MergeProblem("a JSON patch is a list of operations, not " + named(list));
        }
        List<Node.Obj> operations = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof Node.Obj operation)) {
                throw new MergeProblem(
                        "operation " + (i + 1) + " of a JSON patch is a map, not " + named(array.get(i)));
            }
            operations.add(operation);
        }
        return new JsonPatch(operations);
    }

    private static String named(Node node) {
        String kind = node.kind().name().toLowerCase(Locale.ROOT);
        return (kind.startsWith("o") || kind.startsWith("a") ? "an " : "a ") + kind;
    }

    /** Whether there is no operation. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /**
     * {@code body} after all operations.
     *
     * @throws MergeProblem where one does not apply
     */
    public Node.Obj apply(Node.Obj body) {
        Run run = new Run(body);
        operations.forEach(run::operate);
        Node result = Draft.tree(run.document);
        if (!(result instanceof Node.Obj object)) {
            throw new MergeProblem("the patch makes the object a list");
        }
        if (Extent.isDeeper(object, Extent.DEEPEST)) {
            throw new MergeProblem(Code.LIMIT, "the patch nests over " + Extent.DEEPEST + " levels");
        }
        return object;
    }

    /** One application; for one thread. */
    private static final class Run {
        Object document;
        private long copied;

        Run(Node.Obj body) {
            document = body;
        }

        void operate(Node.Obj operation) {
            String kind = operation.text("op").orElse("unknown");
            switch (kind) {
                case "add" -> add(operation);
                case "remove" -> remove(operation);
                case "replace" -> replace(operation);
                case "move" -> move(operation);
                case "test" -> test(operation);
                case "copy" -> copy(operation);
                default -> throw new MergeProblem("Unexpected kind: " + kind);
            }
        }

        /** A container and the key in it that a path leads to. */
        private record Place(Draft in, String key) {}

        private @Nullable Place find(String path) {
            String[] steps = path.split("/", -1);
            Draft in = Draft.of(document);
            document = in == null ? document : in;
            for (int i = 1; i < steps.length - 1 && in != null; i++) {
                in = enter(in, unescaped(steps[i]));
            }
            return in == null || steps.length < 2 ? null : new Place(in, unescaped(steps[steps.length - 1]));
        }

        private static @Nullable Draft enter(Draft in, String key) {
            try {
                return in.enter(key);
            } catch (MergeProblem missing) {
                return null;
            }
        }

        private static String unescaped(String step) {
            return step.replace("~1", "/").replace("~0", "~");
        }

        private Place find(String path, String missing) {
            Place place = find(path);
            if (place == null) {
                throw new MergeProblem(missing + ": missing value");
            }
            return place;
        }

        private static String path(Node.Obj operation, String kind) {
            return text(operation, "path", kind, "operation missing path field");
        }

        private static String from(Node.Obj operation, String kind) {
            return text(operation, "from", kind, "operation, missing from field");
        }

        private static String text(Node.Obj operation, String field, String kind, String missing) {
            return operation
                    .text(field)
                    .orElseThrow(() -> new MergeProblem(
                            kind + " operation failed to decode " + field + ": " + missing + ": missing value"));
        }

        private static Node value(Node.Obj operation) {
            Node value = operation.get("value");
            return value == null ? Node.nil() : value;
        }

        private static void during(String what, Runnable step) {
            try {
                step.run();
            } catch (MergeProblem problem) {
                throw new MergeProblem(problem.code(), what + ": " + problem.getMessage());
            }
        }

        private void add(Node.Obj operation) {
            String path = path(operation, "add");
            Place place = find(path, "add operation does not apply: doc is missing path: \"" + path + "\"");
            during("error in add for path: '" + path + "'", () -> place.in.add(place.key, value(operation)));
        }

        private void remove(Node.Obj operation) {
            String path = path(operation, "remove");
            Place place = find(path, "remove operation does not apply: doc is missing path: \"" + path + "\"");
            during("error in remove for path: '" + path + "'", () -> place.in.remove(place.key));
        }

        private void replace(Node.Obj operation) {
            String path = path(operation, "replace");
            if (path.isEmpty()) {
                Node value = value(operation);
                if (!(value instanceof Node.Obj || value instanceof Node.Arr)) {
                    throw new MergeProblem("replace operation value must be object or array");
                }
                document = value;
                return;
            }
            Place place = find(path, "replace operation does not apply: doc is missing path: " + path);
            try {
                place.in.get(place.key);
            } catch (MergeProblem missing) {
                throw new MergeProblem(
                        "replace operation does not apply: doc is missing key: " + path + ": missing value");
            }
            place.in.set(place.key, value(operation));
        }

        private void move(Node.Obj operation) {
            String from = from(operation, "move");
            Place source = find(from, "move operation does not apply: doc is missing from path: " + from);
            Object[] value = new Object[1];
            during("error in move for path: '" + source.key + "'", () -> {
                value[0] = source.in.get(source.key);
                source.in.remove(source.key);
            });
            String path = path(operation, "move");
            Place place = find(path, "move operation does not apply: doc is missing destination path: " + path);
            during("error in move for path: '" + path + "'", () -> place.in.add(place.key, value[0]));
        }

        private void copy(Node.Obj operation) {
            String from = from(operation, "copy");
            Place source = find(from, "copy operation does not apply: doc is missing from path: " + from);
            Object[] value = new Object[1];
            during("error in copy for from: '" + from + "'", () -> value[0] = source.in.get(source.key));
            String path = path(operation, "copy");
            Place place = find(path, "copy operation does not apply: doc is missing destination path: " + path);
            Node copy = copied(value[0]);
            during("error while adding value during copy", () -> place.in.add(place.key, copy));
        }

        /** The tree that {@code value} is now, within the bound on all such work of a patch. */
        private Node copied(@Nullable Object value) {
            Node tree = value == null ? Node.nil() : Draft.tree(value);
            copied += size(tree, MOST_COPIED - copied);
            if (copied > MOST_COPIED) {
                throw new MergeProblem(Code.LIMIT, "the patch copies and tests over " + MOST_COPIED + " values");
            }
            return tree;
        }

        /** The values of a tree, counted no further than past {@code most}: a tree that shares its parts may have very many. */
        private static long size(Node node, long most) {
            long size = 1;
            if (node instanceof Node.Obj obj) {
                for (int i = 0; i < obj.size() && size <= most; i++) {
                    size += size(obj.value(i), most - size);
                }
            } else if (node instanceof Node.Arr list) {
                for (int i = 0; i < list.size() && size <= most; i++) {
                    size += size(list.get(i), most - size);
                }
            }
            return size;
        }

        private void test(Node.Obj operation) {
            String path = path(operation, "test");
            Object found;
            if (path.isEmpty()) {
                found = document;
            } else {
                Place place = find(path, "test operation does not apply: is missing path: " + path);
                Object[] value = new Object[1];
                during("error in test for path: '" + path + "'", () -> value[0] = place.in.get(place.key));
                found = value[0];
            }
            Node value = found instanceof Node node ? node : copied(found);
            if (!value.equals(value(operation))) {
                throw new MergeProblem("testing value " + path + " failed: test failed");
            }
        }
    }
}
