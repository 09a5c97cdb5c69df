package io.gitops4j.render.kustomize.internal.build;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Behavior;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.List;

/** Puts what a generator made among the objects: new, in the place of another, or added to it ({@code AbsorbAll}). */
final class Absorption {
    private Absorption() {}

    static void into(Items items, Item made) {
        List<Integer> there = items.positionsOfAny(made.id());
        boolean joins = made.behavior() == Behavior.MERGE || made.behavior() == Behavior.REPLACE;
        if (there.isEmpty()) {
            if (joins) {
                throw refused(made, "id " + made.id() + " does not exist; cannot merge or replace");
            }
            items.append(made);
            return;
        }
        if (there.size() > 1) {
            throw refused(
                    made,
                    "found multiple objects "
                            + there.stream().map(at -> items.get(at).id()).toList()
                            + " that could accept merge of " + made.id());
        }
        Item old = items.get(there.get(0));
        if (!joins) {
            throw refused(
                    made,
                    "id " + made.id() + " exists; can not use behavior: '"
                            + made.behavior().text() + "', behavior must be merge or replace");
        }
        items.set(there.get(0), joined(old, made));
    }

    private static Item joined(Item old, Item made) {
        Cause cause = Cause.of("merge", made.location()).taking(made.body(), made.origins());
        Node.Obj body = metadata(old.body(), made.body());
        if (made.behavior() == Behavior.MERGE) {
            body = both(body, old.body(), "data");
            body = both(body, old.body(), "binaryData");
            String origin = old.body()
                    .text("metadata", "annotations", OriginNote.ORIGIN)
                    .orElse("");
            if (!origin.isEmpty()) {
                body = (Node.Obj) body.with(Path.of("metadata", "annotations", OriginNote.ORIGIN), Node.of(origin));
            }
        }
        // the ids and the history are the old object's, which the new one stands in for
        return old.with(body, cause).hashedIf(made.hashed());
    }

    /** The generated body with the labels and annotations of both, and the name and namespace of the old one. */
    private static Node.Obj metadata(Node.Obj old, Node.Obj made) {
        Node.Obj before = old.object("metadata");
        Node.Obj metadata = made.object("metadata");
        metadata = both(metadata, before, "labels");
        metadata = both(metadata, before, "annotations");
        Node name = before.get("name");
        Node namespace = before.get("namespace");
        metadata = name == null ? metadata : metadata.with("name", name);
        metadata = namespace == null ? metadata.without("namespace") : metadata.with("namespace", namespace);
        return made.with("metadata", metadata);
    }

    /** The members of {@code field} of both, of which those of {@code made} win. */
    private static Node.Obj both(Node.Obj made, Node.Obj old, String field) {
        Node.Obj all = old.object(field);
        Node.Obj own = made.object(field);
        for (int i = 0; i < own.size(); i++) {
            all = all.with(own.key(i), own.value(i));
        }
        return all.size() == 0 ? made.without(field) : made.with(field, all);
    }

    private static GitOpsException refused(Item made, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, made.location(), message));
    }
}
