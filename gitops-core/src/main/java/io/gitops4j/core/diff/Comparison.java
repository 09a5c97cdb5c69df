package io.gitops4j.core.diff;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk along a declared and a live object that collects the changes between them. For one thread. */
final class Comparison {
    private final DiffRequest request;
    private final PathSet sensitive;
    private final FieldOwners owners;
    private final boolean sameDesired;
    private final List<Change> changes = new ArrayList<>();
    private boolean force;

    /**
     * A walk.
     *
     * @param sameDesired whether the declaration is known to be the one that we applied last
     */
    Comparison(DiffRequest request, PathSet sensitive, FieldOwners owners, boolean sameDesired) {
        this.request = request;
        this.sensitive = sensitive;
        this.owners = owners;
        this.sameDesired = sameDesired;
    }

    List<Change> changes() {
        return changes;
    }

    boolean force() {
        return force;
    }

    void compare(Path path, Node declared, @Nullable Node live) {
        if (Projection.holds(live, declared)) {
            return;
        }
        if (declared instanceof Node.Obj object && live instanceof Node.Obj liveObject) {
            for (int i = 0; i < object.size(); i++) {
                compare(path.key(object.key(i)), object.value(i), liveObject.get(object.key(i)));
            }
        } else if (declared instanceof Node.Arr array && live instanceof Node.Arr liveArray) {
            compareLists(path, array, liveArray);
        } else if (live == null) {
            differs(path, Change.Kind.ADD, null, declared);
        } else {
            differs(path, Change.Kind.MODIFY, live, declared);
        }
    }

    private void compareLists(Path path, Node.Arr declared, Node.Arr live) {
        if (declared.size() != live.size()) {
            differs(path, Change.Kind.MODIFY, live, declared);
        } else if (sameItems(declared, live)) {
            differs(path, Change.Kind.REORDER, live, declared);
        } else {
            for (int i = 0; i < declared.size(); i++) {
                compare(path.index(i), declared.get(i), live.get(i));
            }
        }
    }

    private static boolean sameItems(Node.Arr declared, Node.Arr live) {
        Map<Node, Integer> counts = new HashMap<>();
        declared.items().forEach(item -> counts.merge(item, 1, Integer::sum));
        live.items().forEach(item -> counts.merge(item, -1, Integer::sum));
        return declared.size() > 1 && counts.values().stream().allMatch(count -> count == 0);
    }

    /** A field that we declared before, and no longer do. */
    void dropped(Path path, Node live) {
        List<String> others = owners.others(path);
        if (!others.isEmpty() && !owners.ours(path)) {
            return; // they took it from us already: there is nothing to give up
        }
        Change.Kind kind = others.isEmpty() ? Change.Kind.REMOVE : Change.Kind.RELEASE;
        add(path, kind, live, null, Change.Cause.DESIRED_CHANGED, others);
    }

    private void differs(Path path, Change.Kind kind, @Nullable Node live, Node declared) {
        List<String> others = live == null ? List.of() : owners.others(path);
        boolean before = request.ours() && request.applied().has(path)
                || request.applied().hasBelow(path);
        Change.Cause cause = cause(path, before);
        boolean taken = !others.isEmpty() && !owners.ours(path);
        if (taken) {
            force = true;
        }
        boolean takeover = taken && cause != Change.Cause.LIVE_DRIFT;
        add(path, takeover ? Change.Kind.TAKEOVER : kind, live, declared, cause, others);
    }

    private Change.Cause cause(Path path, boolean before) {
        if (!request.ours()) {
            return Change.Cause.NEW;
        }
        if (!before) {
            return Change.Cause.DESIRED_CHANGED;
        }
        if (sameDesired) {
            return Change.Cause.LIVE_DRIFT;
        }
        if (owners.known()) {
            return owners.ours(path) ? Change.Cause.DESIRED_CHANGED : Change.Cause.LIVE_DRIFT;
        }
        return request.witness().isPresent() ? Change.Cause.DESIRED_CHANGED : Change.Cause.UNKNOWN;
    }

    private void add(
            Path path,
            Change.Kind kind,
            @Nullable Node before,
            @Nullable Node after,
            Change.Cause cause,
            List<String> others) {
        Set<Change.Flag> flags = EnumSet.noneOf(Change.Flag.class);
        if (sensitive.touches(path)) {
            flags.add(Change.Flag.SENSITIVE);
        }
        if (rollsPods(path)) {
            flags.add(Change.Flag.ROLLS_PODS);
        }
        changes.add(new Change(
                path,
                kind,
                before == null ? null : Value.of(before, path, sensitive),
                after == null ? null : Value.of(after, path, sensitive),
                cause,
                others,
                flags,
                owners.known() ? Change.Confidence.EXACT : Change.Confidence.LIKELY));
    }

    private boolean rollsPods(Path path) {
        String kind = request.desired().text("kind").orElse("");
        return path.length() >= 2
                && !path.isIndex(0)
                && path.keyAt(0).equals("spec")
                && !path.isIndex(1)
                && path.keyAt(1).equals("template")
                && (kind.equals("Deployment") || kind.equals("StatefulSet") || kind.equals("DaemonSet"));
    }
}
