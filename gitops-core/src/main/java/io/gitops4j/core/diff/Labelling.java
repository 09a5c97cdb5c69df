package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes changes of differences: whose the field is, and why there is a difference. For one object, one thread. */
final class Labelling {
    private final DiffRequest request;
    private final LiveObject live;
    private final Prediction prediction;
    private final SensitiveFields sensitive;
    private final boolean sameDesired;
    private final FieldTraits traits;
    private final FieldSet leftToCluster;
    private final List<Change> changes = new ArrayList<>();
    private final List<FieldPath> removed = new ArrayList<>();

    /**
     * A labelling.
     *
     * @param sameDesired whether the declaration is known to be the one that we applied last
     */
    Labelling(
            DiffRequest request,
            LiveObject live,
            Prediction prediction,
            SensitiveFields sensitive,
            boolean sameDesired) {
        this.request = request;
        this.live = live;
        this.prediction = prediction;
        this.sensitive = sensitive;
        this.sameDesired = sameDesired;
        this.leftToCluster = Normal.leftToCluster(request.desired());
        this.traits = FieldTraits.of(request.desired(), request.schema().type());
    }

    /** The changes, in the order of their fields. */
    List<Change> changes() {
        List<Difference> differences = prediction.differences().stream()
                .filter(difference -> !isIgnored(difference.path()))
                .toList();
        differences.forEach(this::differs);
        FieldSet changed =
                FieldSet.of(differences.stream().map(Difference::path).toList());
        adopted(changed);
        released(changed);
        changes.sort((a, b) -> a.path().compareTo(b.path()));
        return changes;
    }

    /** The fields that go. */
    FieldSet removed() {
        return FieldSet.of(removed);
    }

    private boolean isIgnored(FieldPath path) {
        return request.ignored().covers(path) || leftToCluster.covers(path);
    }

    private void differs(Difference difference) {
        FieldPath path = difference.path();
        Change.Cause cause = cause(path, difference.kind());
        boolean contested = prediction.contested().touches(path);
        List<String> others = prediction.before().others(path);
        boolean takeover = contested && !others.isEmpty() && cause != Change.Cause.LIVE_DRIFT;
        if (difference.kind() == Change.Kind.REMOVE) {
            removed.add(path);
        }
        add(
                path,
                takeover ? Change.Kind.TAKEOVER : difference.kind(),
                difference.before(),
                difference.after(),
                cause,
                others);
    }

    private Change.Cause cause(FieldPath path, Change.Kind kind) {
        if (!request.ours()) {
            return Change.Cause.NEW;
        }
        if (kind == Change.Kind.REMOVE) {
            return sameDesired ? Change.Cause.LIVE_DRIFT : Change.Cause.DESIRED_CHANGED;
        }
        if (!request.applied().touches(path)) {
            return Change.Cause.DESIRED_CHANGED;
        }
        if (sameDesired) {
            return Change.Cause.LIVE_DRIFT;
        }
        if (live.ownersKnown()) {
            return prediction.before().ours(path) ? Change.Cause.DESIRED_CHANGED : Change.Cause.LIVE_DRIFT;
        }
        return request.witness().isPresent() ? Change.Cause.DESIRED_CHANGED : Change.Cause.UNKNOWN;
    }

    /** Fields that are live as declared, and that we begin to own. */
    private void adopted(FieldSet changed) {
        if (!live.ownersKnown()) {
            return;
        }
        FieldOwners owners = new FieldOwners(live.told(), prediction.before().us());
        FieldSet gained = prediction.declared().minus(live.owned());
        for (FieldPath path : settled(gained, changed)) {
            if (live.owned().touches(path)) {
                continue; // it is a part of what we own as a whole
            }
            Node value = at(path);
            add(path, Change.Kind.ADOPT, value, value, cause(path, Change.Kind.ADOPT), owners.others(path));
        }
    }

    /** Fields that stay as they are, and that we stop owning. */
    private void released(FieldSet changed) {
        FieldSet lost = prediction.before().ours().minus(prediction.declared());
        for (FieldPath path : settled(lost, changed)) {
            List<String> others = prediction.before().others(path);
            if (!others.isEmpty()) {
                Node value = at(path);
                add(path, Change.Kind.RELEASE, value, null, Change.Cause.DESIRED_CHANGED, others);
            }
        }
    }

    /** The leaves of {@code fields} that are live, whose value does not change, and that no rule takes out. */
    private List<FieldPath> settled(FieldSet fields, FieldSet changed) {
        return fields.leaves().members().stream()
                .filter(path -> !path.isKeyOfItem())
                .filter(path -> path.in(live.body(), request.schema().type()).isPresent())
                .filter(path -> !changed.touches(path))
                .filter(path -> !isIgnored(path))
                .toList();
    }

    private @Nullable Node at(FieldPath path) {
        return path.in(live.body(), request.schema().type())
                .flatMap(live.body()::at)
                .orElse(null);
    }

    private void add(
            FieldPath path,
            Change.Kind kind,
            @Nullable Node before,
            @Nullable Node after,
            Change.Cause cause,
            List<String> others) {
        Set<Change.Flag> flags = EnumSet.noneOf(Change.Flag.class);
        if (sensitive.touches(path)) {
            flags.add(Change.Flag.SENSITIVE);
        }
        boolean changesValue = kind != Change.Kind.ADOPT && kind != Change.Kind.RELEASE;
        if (changesValue) {
            flags.addAll(traits.flags(path, kind, before));
        }
        changes.add(new Change(
                path,
                kind,
                before == null ? null : sensitive.mask(before, path),
                after == null ? null : sensitive.mask(after, path),
                cause,
                others,
                flags,
                live.confidence()));
    }
}
