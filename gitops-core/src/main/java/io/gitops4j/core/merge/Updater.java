package io.gitops4j.core.merge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an apply and of an update for the owners of fields (structured-merge-diff {@code merge/update.go}). What it
 * gives does not depend on the order of the managers. Immutable.
 *
 * @param <M> what tells a manager
 */
final class Updater<M> {
    private final VersionConverter converter;
    private final Map<String, FieldFilter> filters;

    /**
     * @param filters by version, which fields count; all, where there is none
     */
    Updater(VersionConverter converter, Map<String, FieldFilter> filters) {
        this.converter = converter;
        this.filters = Map.copyOf(filters);
    }

    /**
     * What a request leads to.
     *
     * @param object the object after it; the live one itself where nothing changed
     * @param managers who owns what after it; as before where there are conflicts
     * @param conflicts what others own of what it changes; empty where it is forced
     */
    record Result<M>(TypedValue object, Map<M, Owned> managers, Map<M, Owned> conflicts) {
        /** This result, in which {@code fields} are no conflict. */
        Result<M> withoutConflictsIn(FieldSet fields) {
            Map<M, Owned> others = new LinkedHashMap<>();
            conflicts.forEach((manager, owned) ->
                    put(others, manager, owned.with(owned.fields().minus(fields))));
            return new Result<>(object, managers, others);
        }
    }

    private record Changes<M>(Map<M, Owned> managers, Map<M, Owned> conflicts) {}

    /** An update that made {@code live} what {@code changed} is. */
    Result<M> update(TypedValue live, TypedValue changed, String version, Map<M, Owned> before, M manager) {
        Map<M, Owned> reconciled = reconciled(live, before);
        Comparison comparison = compared(version, live, changed);
        Map<M, Owned> managers = changes(comparison, live, changed, version, reconciled, manager, true).managers;
        Owned known = managers.get(manager);
        FieldSet own = (known == null ? FieldSet.EMPTY : known.fields())
                .minus(comparison.removed())
                .union(comparison.modified())
                .union(comparison.added());
        put(managers, manager, new Owned(version, filtered(version, own), false));
        return new Result<>(changed, managers, Map.of());
    }

    /** An apply of {@code config} to {@code live}. */
    Result<M> apply(
            TypedValue live, TypedValue config, String version, Map<M, Owned> before, M manager, boolean force) {
        Map<M, Owned> managers = reconciled(live, before);
        TypedValue merged = live.merge(config);
        Owned last = managers.get(manager);
        Owned own = new Owned(version, filtered(version, config.fieldSet()), true);
        managers.put(manager, own);
        if (last != null && !last.fields().isEmpty() && !(filters.isEmpty() && keepsAll(last, own, managers))) {
            merged = new Pruning<M>(converter, managers).pruned(merged, last, version);
        }
        // where nobody else owns anything there is nothing to take from anybody
        Changes<M> changes = managers.size() == 1
                ? new Changes<>(own.fields().isEmpty() ? Map.of() : managers, Map.of())
                : changes(compared(version, live, merged), live, merged, version, managers, manager, force);
        if (!changes.conflicts.isEmpty() && !force) {
            return new Result<>(live, before, changes.conflicts);
        }
        boolean same = Shape.same(live.value(), merged.value());
        return new Result<>(same ? live : merged, changes.managers, Map.of());
    }

    /**
     * Whether a pruning would find nothing: the manager applies all that it applied before, and no conversion could lose
     * anything on the way.
     */
    private boolean keepsAll(Owned last, Owned own, Map<M, Owned> managers) {
        return last.fields().minus(own.fields()).isEmpty()
                && managers.values().stream().allMatch(one -> one.apiVersion().equals(own.apiVersion()));
    }

    private FieldSet filtered(String version, FieldSet fields) {
        FieldFilter filter = filters.get(version);
        return filter == null ? fields : filter.filtered(fields);
    }

    private Comparison compared(String version, TypedValue before, TypedValue after) {
        Comparison comparison = before.compare(after);
        FieldFilter filter = filters.get(version);
        return filter == null ? comparison : comparison.filter(filter);
    }

    private Changes<M> changes(
            Comparison comparison,
            TypedValue before,
            TypedValue after,
            String version,
            Map<M, Owned> managers,
            M by,
            boolean force) {
        Map<String, Optional<Comparison>> versions = new HashMap<>(4);
        versions.put(version, Optional.of(comparison));
        Map<M, Owned> kept = new LinkedHashMap<>(4);
        Map<M, Owned> conflicts = new LinkedHashMap<>(0);
        managers.forEach((manager, owned) -> {
            if (manager.equals(by)) {
                put(kept, manager, owned);
                return;
            }
            Comparison own = versions.computeIfAbsent(owned.apiVersion(), other -> converted(other, before, after))
                    .orElse(null);
            if (own != null) {
                FieldSet taken = owned.fields().intersect(own.modified().union(own.added()));
                put(conflicts, manager, owned.with(taken));
                put(kept, manager, owned.with(owned.fields().minus(taken).minus(own.removed())));
            }
        });
        return new Changes<>(force || conflicts.isEmpty() ? kept : managers, conflicts);
    }

    /** The comparison in another version, or empty where that version does not exist. */
    private Optional<Comparison> converted(String version, TypedValue before, TypedValue after) {
        Optional<TypedValue> old = converter.convert(before, version);
        Optional<TypedValue> now = old.isEmpty() ? old : converter.convert(after, version);
        return now.map(value -> compared(version, old.orElseThrow(), value));
    }

    private static <M> void put(Map<M, Owned> managers, M manager, Owned owned) {
        if (owned.fields().isEmpty()) {
            managers.remove(manager);
        } else {
            managers.put(manager, owned);
        }
    }

    /** The managers, their fields brought to the types of today; without those whose version is no more. */
    private Map<M, Owned> reconciled(TypedValue live, Map<M, Owned> managers) {
        Map<String, Optional<TypedValue>> versions = new HashMap<>(4);
        Map<M, Owned> reconciled = new LinkedHashMap<>(4);
        managers.forEach((manager, owned) -> {
            TypedValue value = versions.computeIfAbsent(owned.apiVersion(), version -> converter.convert(live, version))
                    .orElse(null);
            if (value != null) {
                reconciled.put(
                        manager, owned.with(value.reconcile(owned.fields()).orElse(owned.fields())));
            }
        });
        return reconciled;
    }
}
