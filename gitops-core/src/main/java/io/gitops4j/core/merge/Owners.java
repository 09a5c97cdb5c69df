package io.gitops4j.core.merge;

import io.gitops4j.core.merge.FieldManager.Operation;
import io.gitops4j.core.merge.ManagedFields.Entry;
import io.gitops4j.core.merge.ManagedFields.Owner;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The owners of an object's fields while a request changes them, with the times of their last change. For one request. */
final class Owners {
    private static final int MOST_UPDATERS = 10;
    private static final String ANCIENT = "ancient-changes";

    private Map<Owner, Owned> fields = new LinkedHashMap<>();
    private final Map<Owner, @Nullable String> times = new HashMap<>();

    Owners(ManagedFields managed) {
        for (Entry entry : managed.entries()) {
            boolean applied = entry.manager().operation() == Operation.APPLY;
            fields.put(entry.owner(), new Owned(entry.apiVersion(), entry.fields(), applied));
            times.put(entry.owner(), entry.time());
        }
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    Map<Owner, Owned> fields() {
        return fields;
    }

    void fields(Map<Owner, Owned> changed) {
        fields = new LinkedHashMap<>(changed);
    }

    void time(Owner owner, String time) {
        times.put(owner, time);
    }

    /** Takes {@code fields} from {@code owner}, and the owner away that is left with none. */
    void strip(Owner owner, FieldSet never) {
        Owned owned = fields.get(owner);
        if (owned != null) {
            FieldSet rest = owned.fields().minus(never);
            if (rest.isEmpty()) {
                fields.remove(owner);
            } else {
                fields.put(owner, owned.with(rest));
            }
        }
    }

    /** Gives what {@code request} came to own to {@code owner}, beside what that owns already. */
    void settle(Owner request, Owner owner, String time) {
        Owned gained = fields.remove(request);
        if (gained != null) {
            Owned before = fields.get(owner);
            fields.put(
                    owner, before == null ? gained : gained.with(gained.fields().union(before.fields())));
            times.put(owner, time);
        }
    }

    ManagedFields managed() {
        List<Entry> entries = new ArrayList<>();
        fields.forEach((owner, owned) -> {
            FieldManager manager = owner.manager();
            entries.add(new Entry(manager, owned.apiVersion(), times.get(owner), owned.fields()));
        });
        return ManagedFields.of(entries);
    }

    /**
     * Joins the oldest updaters of a version into one until there are few enough (apimachinery {@code
     * util/managedfields/internal/capmanagers.go}).
     */
    void joinOldUpdaters() {
        List<Owner> updaters = new ArrayList<>();
        fields.forEach((owner, owned) -> {
            if (!owned.applied()) {
                updaters.add(owner);
            }
        });
        if (updaters.size() <= MOST_UPDATERS) {
            return;
        }
        updaters.sort(Comparator.comparingLong((Owner owner) -> seconds(times.get(owner)))
                .thenComparing(owner -> owner.manager().name())
                .thenComparing(Owner::version)
                .thenComparing(owner -> owner.manager().subresource()));
        Map<String, Owner> oldest = new HashMap<>();
        int count = updaters.size();
        for (Owner updater : updaters) {
            if (count <= MOST_UPDATERS) {
                return;
            }
            Owned owned = fields.get(updater);
            if (owned != null) {
                count -= join(updater, owned, oldest) ? 1 : 0;
            }
        }
    }

    private boolean join(Owner updater, Owned owned, Map<String, Owner> oldest) {
        String version = owned.apiVersion();
        Owner first = oldest.putIfAbsent(version, updater);
        if (first == null) {
            return false;
        }
        Owner bucket = new Owner(FieldManager.update(ANCIENT), version);
        if (!fields.containsKey(bucket)) {
            Owned moved = fields.remove(first);
            fields.put(bucket, moved == null ? owned : moved);
        }
        Owned joined = fields.get(bucket);
        fields.remove(updater);
        fields.put(
                bucket,
                owned.with(joined == null ? owned.fields() : owned.fields().union(joined.fields())));
        times.put(bucket, times.get(updater));
        return true;
    }

    private static long seconds(@Nullable String time) {
        try {
            return time == null ? 0 : OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeException unknown) {
            return 0;
        }
    }
}
