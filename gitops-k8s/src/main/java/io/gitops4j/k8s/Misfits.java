package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Scope;
import io.gitops4j.core.tree.Node;
import java.util.Optional;

/** What is wrong with a call before anything is sent: the object is not the one of its key. */
final class Misfits {
    private Misfits() {}

    static Optional<Problem> of(KindInfo kind, ApplyCall call) {
        ResourceKey key = call.key();
        Node.Obj desired = call.desired();
        String group = GroupKind.groupOf(desired.text("apiVersion").orElse(""));
        if (!group.equals(key.group())) {
            return at(key, "apiVersion", "the group of the object does not match the group on the request");
        }
        if (!desired.text("kind").orElse("").equals(key.kind())) {
            return at(key, "kind", "the kind of the object does not match the kind on the request");
        }
        if (!desired.text("metadata", "name").orElse("").equals(key.name())) {
            return at(key, "metadata.name", "the name of the object does not match the name on the request");
        }
        return namespace(kind, key, desired.text("metadata", "namespace").orElse(""))
                .or(() -> Paths.possible(kind, key)
                        ? Optional.empty()
                        : at(
                                key,
                                "metadata.name",
                                "a name is a path segment: not empty, not . or .., without '/' and '%'"));
    }

    private static Optional<Problem> namespace(KindInfo kind, ResourceKey key, String declared) {
        if (kind.scope() == Scope.CLUSTER) {
            return key.namespace().isEmpty() && declared.isEmpty()
                    ? Optional.empty()
                    : at(key, "metadata.namespace", "namespace is not allowed on this type");
        }
        if (key.namespace().isEmpty()) {
            return at(key, "metadata.namespace", "an empty namespace may not be set when a resource name is provided");
        }
        return declared.isEmpty() || declared.equals(key.namespace())
                ? Optional.empty()
                : at(
                        key,
                        "metadata.namespace",
                        "the namespace of the object does not match the namespace on the request");
    }

    private static Optional<Problem> at(ResourceKey key, String field, String message) {
        return Optional.of(
                Problem.of(Code.REJECTED, Location.object(key.toString()).withField(field), message));
    }

    static Problem versionNotServed(KindInfo kind, ResourceKey key, String version) {
        return Problems.at(
                key.toString(),
                Code.VERSION_NOT_SERVED,
                kind.groupKind() + " is not served in version " + version + "; served: "
                        + String.join(", ", kind.versions()));
    }
}
