package io.gitops4j.core.merge;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.tree.Node;
import java.util.Map;
import java.util.Optional;

/**
 * One object on a server, and who owns what of it, from before it is there: what structured-merge-diff's own benchmark
 * plays its requests on. In this package because the updater, which is what upstream's {@code merge.Updater} is, has no
 * public door of its own: {@link ServerSideApply} does more around it, validation and stripping among them. For one thread.
 */
public final class MergeSession {
    private static final VersionConverter SAME = (value, version) -> Optional.of(value);

    private final Updater<String> updater = new Updater<>(SAME, Map.of());
    private TypedValue live;
    private Map<String, Owned> managers = Map.of();

    /** An object of {@code type} that is not there yet. */
    public MergeSession(FieldType type) {
        live = TypedValue.of(Node.nil(), type);
    }

    /** An update by {@code manager} that made the object what {@code object} is. */
    public MergeSession update(TypedValue object, String version, String manager) {
        return accept(updater.update(live, object, version, managers, manager));
    }

    /**
     * An apply of {@code object} by {@code manager}.
     *
     * @throws IllegalStateException where it conflicts
     */
    public MergeSession apply(TypedValue object, String version, String manager) {
        Updater.Result<String> result = updater.apply(live, object, version, managers, manager, false);
        if (!result.conflicts().isEmpty()) {
            throw new IllegalStateException("conflicts of " + result.conflicts().keySet());
        }
        return accept(result);
    }

    private MergeSession accept(Updater.Result<String> result) {
        live = result.object();
        managers = result.managers();
        return this;
    }

    /** How many managers own something. */
    public int owners() {
        return managers.size();
    }
}
