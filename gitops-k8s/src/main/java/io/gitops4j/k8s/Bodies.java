package io.gitops4j.k8s;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.KindInfo;
import io.gitops4j.core.cluster.Selection;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;

/** Objects as the API server gives them. */
final class Bodies {
    private Bodies() {}

    /** The object that was asked for, which the answer must be. */
    static Live.Present present(Answer answer, ResourceKey key, KindInfo kind, String version) {
        return present(answer.live(kind.groupKind().apiVersion(version)), key, kind, version);
    }

    /** The object that was asked for, which it must be. */
    static Live.Present present(Live.Present read, ResourceKey key, KindInfo kind, String version) {
        if (!key(read.body(), kind.groupKind()).equals(key)) {
            throw new GitOpsException(Problem.retryable(
                    Code.CLUSTER_UNAVAILABLE,
                    Location.object(key.toString()),
                    "the cluster answered with another object; a proxy or another server may stand at its address"));
        }
        return named(read, kind, version);
    }

    /** The object with its {@code apiVersion} and kind, which items of lists lack and those of metadata alone hide. */
    static Live.Present named(Live.Present read, KindInfo kind, String version) {
        return new Live.Present(named(read.body(), kind, version), read.managed());
    }

    private static Node.Obj named(Node.Obj body, KindInfo kind, String version) {
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

    /** The error that {@code what} came instead of something else. */
    static GitOpsException strange(String what) {
        return new GitOpsException(Problem.retryable(
                Code.CLUSTER_UNAVAILABLE,
                Location.nowhere(),
                "the cluster answered with " + what
                        + " where there should be one; a proxy or another server may stand at its address"));
    }

    /** What {@code selection} wants of an object that may have come with more, under the name of its kind. */
    static Live.Present selected(Live.Present read, Selection selection, KindInfo kind, String version) {
        Node.Obj body = read.body();
        return selection.isMetadataOnly()
                ? new Live.Present(
                        named(Node.object().with("metadata", body.object("metadata")), kind, version),
                        ManagedFields.empty())
                : named(read, kind, version);
    }

    /** A reader of what {@code selection} wants of a kind. */
    static LiveReader reader(Selection selection, KindInfo kind, String version) {
        return selection.isMetadataOnly()
                ? LiveReader.withoutManagers()
                : LiveReader.of(kind.groupKind().apiVersion(version));
    }
}
