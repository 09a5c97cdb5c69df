package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;

/** Objects as the API server gives them. */
final class Bodies {
    private static final Path MANAGED_FIELDS = Path.of("metadata", "managedFields");

    private Bodies() {}

    /** The object that was asked for, which it must be. */
    static Live.Present present(Node.Obj body, ResourceKey key, KindInfo kind, String version) {
        Node.Obj object = named(body, kind, version);
        if (!key(object, kind.groupKind()).equals(key)) {
            throw new GitOpsException(Problem.retryable(
                    Code.CLUSTER_UNAVAILABLE,
                    Location.object(key.toString()),
                    "the cluster answered with another object; a proxy or another server may stand at its address"));
        }
        return new Live.Present(object);
    }

    /** The object with its {@code apiVersion} and kind, which items of lists lack and those of metadata alone hide. */
    static Node.Obj named(Node.Obj body, KindInfo kind, String version) {
        return body.with("apiVersion", Node.of(kind.groupKind().apiVersion(version)))
                .with("kind", Node.of(kind.groupKind().kind()));
    }

    static ResourceKey key(Node.Obj object, GroupKind kind) {
        return new ResourceKey(
                kind.group(),
                kind.kind(),
                object.text("metadata", "namespace").orElse(""),
                object.text("metadata", "name").orElse(""));
    }

    /** The items of a list; an answer that is no list must not pass for an empty one. */
    static List<Node> items(Node.Obj list) {
        boolean isList = list.text("kind").filter(kind -> kind.endsWith("List")).isPresent();
        if (isList && list.get("items") instanceof Node.Arr items) {
            return items.items();
        }
        if (isList && list.get("items") instanceof Node.Null) {
            return List.of();
        }
        throw strange("no list");
    }

    static Node.Obj object(Node node) {
        if (node instanceof Node.Obj object) {
            return object;
        }
        throw strange("no object");
    }

    private static GitOpsException strange(String what) {
        return new GitOpsException(Problem.retryable(
                Code.CLUSTER_UNAVAILABLE,
                Location.nowhere(),
                "the cluster answered with " + what
                        + " where there should be one; a proxy or another server may stand at its address"));
    }

    /** The metadata alone, without managed fields, of an object that came with more. */
    static Node.Obj metadataOnly(Node.Obj body) {
        return (Node.Obj)
                Node.object().with("metadata", body.object("metadata")).without(MANAGED_FIELDS);
    }
}
