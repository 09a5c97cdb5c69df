package io.gitops4j.core.diff;

import io.gitops4j.core.Digest;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.Sensitivity;
import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares declared objects with live ones. Pure, immutable, safe for any number of threads.
 *
 * <p>The comparison asks what a server-side apply of the declaration would change, and answers it as cheaply as it can:
 *
 * <ol>
 *   <li><b>Witness.</b> The declaration is the one that we applied last, we own what we owned then, and those fields are
 *       as the cluster answered. Whatever webhooks, defaults and canonical spellings made of the object, it is in sync.
 *   <li><b>Proof.</b> We own exactly what is declared, and every declared field is live as declared.
 *   <li><b>Prediction.</b> The apply is worked out ({@link io.gitops4j.core.merge.ServerSideApply}), and what it would
 *       change is told field by field, with cause and owners.
 * </ol>
 *
 * <p>What is live and not declared is no difference, unless we own it: then it is removed, or released where somebody else
 * owns it too. Where the cluster does not say who owns what, what we declared last counts as ours, or else what {@code
 * kubectl apply} noted; the changes are then {@link Change.Confidence#LIKELY}.
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
        LiveObject live = LiveObject.of(request, present, manager);
        boolean sameDesired = sameDesired(request);
        boolean asked = request.answer().isPresent();
        if (!asked && (sameDesired && witnessed(request, live) || proved(request, live))) {
            return Diff.of(Verdict.IN_SYNC);
        }
        return predicted(request, live, sameDesired);
    }

    /**
     * What we saw of the object after an apply of {@code desired} that was answered with {@code live}.
     *
     * @param owned the fields that are ours then, by {@link #owned(Live.Present, FieldSet)}
     */
    public Witness witness(Node.Obj desired, PathSet sensitive, Live.Present live, FieldSet owned) {
        return new Witness(
                digester.of(desired, sensitive),
                projection(live.body(), owned, sensitive),
                live.uid(),
                live.generation());
    }

    /** The fields of {@code live} that are ours; {@code declared} where the cluster does not say. */
    public FieldSet owned(Live.Present live, FieldSet declared) {
        ManagedFields managed = live.managed();
        return managed.isEmpty() ? declared : managed.ownedBy(FieldManager.apply(manager));
    }

    /** Our field manager. */
    public String manager() {
        return manager;
    }

    /** The fields that an apply of {@code desired} owns, which is of {@code type}. */
    public static FieldSet fields(Node.Obj desired, FieldType type) {
        return TypedValue.of(named(desired), type).fieldSet();
    }

    /** Without what names the object, which nobody owns. */
    static Node.Obj named(Node.Obj desired) {
        Node.Obj metadata = desired.object("metadata").without("name").without("namespace");
        Node.Obj rest = desired.without("apiVersion").without("kind");
        return metadata.size() == 0 ? rest.without("metadata") : rest.with("metadata", metadata);
    }

    private boolean sameDesired(DiffRequest request) {
        return request.witness()
                .filter(witness -> witness.desired().equals(digester.of(request.desired(), request.sensitive())))
                .isPresent();
    }

    private boolean witnessed(DiffRequest request, LiveObject live) {
        Witness witness = request.witness().orElseThrow();
        return request.inherited().isEmpty()
                && witness.uid().equals(live.uid())
                && live.ours().equals(request.applied())
                && witness.projection().equals(projection(live.body(), request.applied(), request.sensitive()));
    }

    private Digest projection(Node.Obj live, FieldSet owned, PathSet sensitive) {
        PathSet all = Sensitivity.wherever(Sensitivity.ofLive(live, sensitive));
        return digester.of(Projection.of(live, owned), all);
    }

    private static boolean proved(DiffRequest request, LiveObject live) {
        if (live.ownersKnown() && !live.owned().equals(live.ours())) {
            return false; // fields are to change hands
        }
        FieldType type = request.schema().type();
        return Proof.holds(type, request.desired(), live.body()) && live.ours().equals(fields(request.desired(), type));
    }

    private Diff predicted(DiffRequest request, LiveObject live, boolean sameDesired) {
        Prediction prediction = Prediction.of(request, live, manager);
        SensitiveFields sensitive = SensitiveFields.of(
                Sensitivity.ofLive(live.body(), request.sensitive()),
                request.desired(),
                request.schema().type());
        Optional<Problem> refused = Requirements.broken(live.body(), prediction.object());
        if (refused.isPresent()) {
            return Diff.unknown(refused.get());
        }
        Labelling labelling = new Labelling(request, live, prediction, sensitive, sameDesired);
        List<Change> changes = labelling.changes();
        return Diff.of(
                verdict(changes),
                changes,
                labelling.removed(),
                // what nobody is known to own belongs to a manager of its own once somebody applies
                !prediction.contested().isEmpty() || !live.ownersKnown(),
                Remainder.of(prediction, labelling.removed(), request),
                prediction.object());
    }

    private static Verdict verdict(List<Change> changes) {
        Set<Change.Cause> causes = EnumSet.noneOf(Change.Cause.class);
        for (Change change : changes) {
            if (change.kind() != Change.Kind.ADOPT && change.kind() != Change.Kind.RELEASE) {
                causes.add(change.cause());
            }
        }
        if (causes.isEmpty()) {
            return changes.isEmpty() ? Verdict.IN_SYNC : Verdict.OWNERSHIP_ONLY;
        }
        boolean drift = causes.contains(Change.Cause.LIVE_DRIFT);
        return drift && causes.size() > 1 ? Verdict.BOTH : drift ? Verdict.DRIFTED : Verdict.CHANGED;
    }
}
