package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Digest;
import io.gitops4j.core.diff.Projection;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.List;
import java.util.Optional;

/**
 * The digest of a step: action, key, uid, what is declared, and the live object restricted to the fields that the step reads
 * or writes. Not its status, resource version or times: a status write must not void an approval.
 */
public final class StepDigests {
    private static final Path LABEL = Path.of("metadata", "labels", OwnerMark.LABEL);
    private static final Path ANNOTATION = Path.of("metadata", "annotations", OwnerMark.ANNOTATION);

    private final Digester digester;

    /** Digests with the installation's key. */
    public StepDigests(Digester digester) {
        this.digester = digester;
    }

    /** The digest of a step on an object that is live as {@code before} says. */
    Digest of(Action action, ResourceKey key, String uid, Node.Obj desired, PathSet sensitive, Node.Obj before) {
        // a removal that is held and one that was let go are one step: the confirmation is bound to the digest
        String what = action == Action.HOLD ? Action.PRUNE.name() : action.name();
        return Digester.ofWords(List.of(
                what,
                key.group(),
                key.kind(),
                key.namespace(),
                key.name(),
                uid,
                digester.of(desired, sensitive).value(),
                digester.of(before, Sensitivity.wherever(Sensitivity.ofLive(before, sensitive)))
                        .value()));
    }

    /** The digest of {@code step} were the object live as {@code live} is now. */
    public Digest now(Step step, Live live) {
        return of(step.action(), step.key(), uid(live), step.desired(), step.sensitive(), before(step, live));
    }

    /** The live fields that {@code step} reads or writes. */
    private static Node.Obj before(Step step, Live live) {
        if (!(live instanceof Live.Present present)) {
            return Node.object();
        }
        return step.removes() ? mark(present.body()) : before(present.body(), step.fields(), step.removed());
    }

    /** The fields of {@code live} that a step reads or writes which applies {@code fields} and takes {@code removed} away. */
    static Node.Obj before(Node.Obj live, FieldSet fields, FieldSet removed) {
        return Projection.of(live, fields.union(removed));
    }

    /** A removal reads whose the object is, and nothing else. */
    static Node.Obj mark(Node.Obj live) {
        Node out = Node.object();
        for (Path path : List.of(LABEL, ANNOTATION)) {
            Optional<Node> value = live.at(path);
            if (value.isPresent()) {
                out = out.with(path, value.get());
            }
        }
        return (Node.Obj) out;
    }

    /** The field of {@code step} that moved since the plan; the object itself where it was made anew, or is gone. */
    public static String moved(Step step, Live live) {
        if (!uid(live).equals(step.uid())) {
            return step.uid().isEmpty() ? "it exists now" : uid(live).isEmpty() ? "it is gone" : "it was made anew";
        }
        return firstDifference(Path.root(), step.before(), before(step, live))
                .map(path -> "its field " + path + " changed")
                .orElse("it changed");
    }

    private static Optional<Path> firstDifference(Path path, Node a, Node b) {
        if (a.equals(b)) {
            return Optional.empty();
        }
        if (a instanceof Node.Obj one && b instanceof Node.Obj two) {
            for (String key : one.keys()) {
                Node other = two.get(key);
                Optional<Path> below = other == null
                        ? Optional.of(path.key(key))
                        : firstDifference(path.key(key), one.at(key).orElseThrow(), other);
                if (below.isPresent()) {
                    return below;
                }
            }
            return two.keys().stream().filter(key -> !one.has(key)).findFirst().map(path::key);
        }
        return Optional.of(path);
    }

    static String uid(Live live) {
        return live instanceof Live.Present present ? present.uid() : "";
    }
}
