package io.gitops4j.embedded;

import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.List;

/** Reads and writes what {@code metadata} holds. */
final class Metadata {
    /** What the cluster alone sets, whatever a write says. */
    private static final List<String> SERVER_SET = List.of(
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "generation",
            "managedFields",
            "resourceVersion",
            "selfLink",
            "uid");

    private Metadata() {}

    static Node.Obj of(Node.Obj object) {
        return object.object("metadata");
    }

    static Node.Obj with(Node.Obj object, String field, Node value) {
        return object.with("metadata", of(object).with(field, value));
    }

    static Node.Obj without(Node.Obj object, String field) {
        Node.Obj metadata = of(object);
        return metadata.has(field) ? object.with("metadata", metadata.without(field)) : object;
    }

    /** The object as a client declares it: without what the cluster sets. */
    static Node.Obj declared(Node.Obj object) {
        Node.Obj stripped = object;
        for (String field : SERVER_SET) {
            stripped = without(stripped, field);
        }
        return stripped;
    }

    /** {@code object} with what the cluster set on {@code source}. */
    static Node.Obj copyServerSet(Node.Obj source, Node.Obj object) {
        Node.Obj copied = object;
        for (String field : SERVER_SET) {
            Node value = of(source).get(field);
            copied = value == null ? without(copied, field) : with(copied, field, value);
        }
        return copied;
    }

    static String uid(Node.Obj object) {
        return object.text("metadata", "uid").orElse("");
    }

    static String resourceVersion(Node.Obj object) {
        return object.text("metadata", "resourceVersion").orElse("");
    }

    static long version(Node.Obj object) {
        return Long.parseLong(resourceVersion(object));
    }

    static long generation(Node.Obj object) {
        return number(of(object), "generation", 0);
    }

    static boolean terminating(Node.Obj object) {
        return of(object).has("deletionTimestamp");
    }

    static boolean hasFinalizers(Node.Obj object) {
        return of(object).array("finalizers").size() > 0;
    }

    static List<String> ownerUids(Node.Obj object) {
        return of(object).array("ownerReferences").items().stream()
                .flatMap(reference -> reference.text("uid").stream())
                .toList();
    }

    static String annotation(Node.Obj object, String name) {
        return object.text("metadata", "annotations", name).orElse("");
    }

    static ResourceKey key(ServedKind kind, Node.Obj object) {
        return new ResourceKey(
                kind.groupKind().group(),
                kind.groupKind().kind(),
                kind.namespaced() ? object.text("metadata", "namespace").orElse("") : "",
                object.text("metadata", "name").orElse(""));
    }

    static long number(Node.Obj object, String field, long otherwise) {
        return object.get(field) instanceof Node.Num num && num.isLong()
                ? num.value().longValue()
                : otherwise;
    }
}
