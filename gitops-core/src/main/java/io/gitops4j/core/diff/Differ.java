package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Compares declared objects with live ones. Pure, immutable, safe for any number of threads.
 *
 * <p>The comparison is of the fields that are declared: members of objects one by one, lists of one length item by item. What
 * is live and not declared is no difference, unless we declared it before: then it is removed, or released where somebody
 * else owns it too.
 */
public final class Differ {
    private final Digester digester;
    private final String manager;

    private Differ(Digester digester, String manager) {
        this.digester = digester;
        this.manager = manager;
    }

    /**
     * A differ.
     *
     * @param digester the installation's
     * @param manager our field manager, to tell our fields from those of others
     */
    public static Differ of(Digester digester, String manager) {
        return new Differ(digester, manager);
    }

    /** The comparison of one object. */
    public Diff compare(DiffRequest request) {
        if (request.live() instanceof Live.Unreadable unreadable) {
            return Diff.unknown(unreadable.problem());
        }
        if (!(request.live() instanceof Live.Present present)) {
            return Diff.of(Verdict.MISSING);
        }
        if (present.terminating()) {
            return Diff.of(Verdict.TERMINATING);
        }
        FieldSet declared = FieldSet.declaredBy(owned(request.desired()));
        FieldSet dropped = request.applied().minus(declared);
        boolean nothingDropped = dropped.isEmpty();
        if (nothingDropped
                && (Projection.holds(present.body(), request.desired()) || witnessed(request, present.body()))) {
            return Diff.of(Verdict.IN_SYNC);
        }
        return differences(request, present.body(), dropped);
    }

    /** What we saw of the object after an apply of {@code desired} that was answered with {@code live}. */
    public Witness witness(Node.Obj desired, PathSet sensitive, Node.Obj live) {
        Live.Present present = new Live.Present(live);
        return new Witness(
                digester.of(desired, sensitive),
                digester.of(Projection.of(live, desired), sensitive),
                present.uid(),
                present.generation());
    }

    /** The fields that an apply of {@code desired} owns: not those that name the object. */
    public static Node.Obj owned(Node.Obj desired) {
        Node.Obj metadata = desired.object("metadata").without("name").without("namespace");
        return desired.without("apiVersion").without("kind").with("metadata", metadata);
    }

    private boolean witnessed(DiffRequest request, Node.Obj live) {
        return request.witness()
                .filter(witness -> witness.uid().equals(new Live.Present(live).uid()))
                .filter(witness -> witness.desired().equals(digester.of(request.desired(), request.sensitive())))
                .filter(witness -> witness.projection()
                        .equals(digester.of(Projection.of(live, request.desired()), request.sensitive())))
                .isPresent();
    }

    private Diff differences(DiffRequest request, Node.Obj live, FieldSet dropped) {
        PathSet sensitive = Sensitivity.ofLive(live, request.sensitive());
        boolean sameDesired = request.witness()
                .filter(witness -> witness.desired().equals(digester.of(request.desired(), request.sensitive())))
                .isPresent();
        Comparison comparison = new Comparison(request, sensitive, new FieldOwners(live, manager), sameDesired);
        comparison.compare(Path.root(), owned(request.desired()), live);
        List<Path> removed = new ArrayList<>();
        for (Path path : dropped.paths()) {
            live.at(path).ifPresent(value -> {
                removed.add(path);
                comparison.dropped(path, value);
            });
        }
        return new Diff(verdict(comparison.changes()), comparison.changes(), removed, comparison.force(), null);
    }

    private static Verdict verdict(List<Change> changes) {
        Set<Change.Cause> causes = EnumSet.noneOf(Change.Cause.class);
        boolean values = false;
        for (Change change : changes) {
            causes.add(change.cause());
            values |= change.kind() != Change.Kind.ADOPT && change.kind() != Change.Kind.RELEASE;
        }
        if (changes.isEmpty()) {
            return Verdict.IN_SYNC;
        }
        if (!values) {
            return Verdict.OWNERSHIP_ONLY;
        }
        boolean drift = causes.contains(Change.Cause.LIVE_DRIFT);
        return drift && causes.size() > 1 ? Verdict.BOTH : drift ? Verdict.DRIFTED : Verdict.CHANGED;
    }
}
