package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The form of a declared object that is compared and applied: without what only a cluster writes, without explicit nulls, a
 * Secret's {@code stringData} merged into {@code data} as the API server does.
 */
public final class Normal {
    private static final List<String> SERVER_METADATA = List.of(
            "uid",
            "resourceVersion",
            "generation",
            "managedFields",
            "selfLink",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private Normal() {}

    /** The normal form of {@code declared}. */
    public static Node.Obj of(Node.Obj declared) {
        Node.Obj body = declared.without("status");
        body = body.with("metadata", withoutServerSet(body.object("metadata")));
        if (body.text("kind").filter("Secret"::equals).isPresent()
                && body.text("apiVersion").filter("v1"::equals).isPresent()) {
            body = stringData(body);
        }
        for (FieldPath field : leftToCluster(body).members()) {
            body = (Node.Obj) field.in(body).map(body::without).orElse(body);
        }
        return withoutNulls(body);
    }

    /**
     * The fields of an object that the control plane fills in whatever anybody declares: the rules of a ClusterRole that
     * aggregates others (Kubernetes documentation, "Aggregated ClusterRoles").
     */
    static FieldSet leftToCluster(Node.Obj object) {
        boolean aggregated = object.has("aggregationRule")
                && object.text("kind").filter("ClusterRole"::equals).isPresent()
                && object.text("apiVersion")
                        .filter(version -> version.startsWith("rbac.authorization.k8s.io/"))
                        .isPresent();
        return aggregated ? FieldSet.of(FieldPath.of("rules")) : FieldSet.empty();
    }

    /** {@code metadata} without what only a cluster writes. */
    static Node.Obj withoutServerSet(Node.Obj metadata) {
        Node.Obj left = metadata;
        for (String key : SERVER_METADATA) {
            left = left.without(key);
        }
        return left;
    }

    private static Node.Obj stringData(Node.Obj secret) {
        Node.Obj plain = secret.object("stringData");
        Node.Obj data = secret.object("data");
        for (int i = 0; i < plain.size(); i++) {
            if (plain.value(i) instanceof Node.Str text) {
                byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
                data = data.with(plain.key(i), Node.of(Base64.getEncoder().encodeToString(bytes)));
            }
        }
        Node.Obj without = secret.without("stringData");
        return data.size() == 0 ? without : without.with("data", data);
    }

    private static Node.Obj withoutNulls(Node.Obj object) {
        Node.Obj out = object;
        for (int i = 0; i < object.size(); i++) {
            Node value = object.value(i);
            if (value instanceof Node.Null) {
                out = out.without(object.key(i));
            } else if (value instanceof Node.Obj inner) {
                out = replaced(out, object.key(i), value, withoutNulls(inner));
            } else if (value instanceof Node.Arr array) {
                out = replaced(out, object.key(i), value, withoutNulls(array));
            }
        }
        return out;
    }

    private static Node.Obj replaced(Node.Obj object, String key, Node before, Node after) {
        return before == after ? object : object.with(key, after);
    }

    /** Nulls inside the objects of a list go as well; an item that is null itself stays, its place counts. */
    private static Node.Arr withoutNulls(Node.Arr array) {
        Node[] items = null;
        for (int i = 0; i < array.size(); i++) {
            Node item = array.get(i);
            Node changed = item instanceof Node.Obj inner
                    ? withoutNulls(inner)
                    : item instanceof Node.Arr nested ? withoutNulls(nested) : item;
            if (changed != item) {
                items = items == null ? array.items().toArray(new Node[0]) : items;
                items[i] = changed;
            }
        }
        return items == null ? array : Node.array(items);
    }
}
