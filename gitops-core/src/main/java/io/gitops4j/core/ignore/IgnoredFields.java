package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.PathElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one side of one object that rules leave alone, each with all below it, as a trie to walk along with the
 * object. Immutable once it is handed out.
 */
public final class IgnoredFields {
    private static final IgnoredFields NONE = new IgnoredFields();

    private final TreeMap<PathElement, IgnoredFields> below = new TreeMap<>();
    private @Nullable IgnoreRule rule;
    private int order = -1;

    IgnoredFields() {}

    static IgnoredFields none() {
        return NONE;
    }

    /** Adds a field; {@code order} is that of the rule, of which the last counts. */
    void add(FieldPath path, IgnoreRule rule, int order) {
        IgnoredFields at = this;
        for (int i = 0; i < path.length(); i++) {
            at = at.below.computeIfAbsent(path.element(i), step -> new IgnoredFields());
        }
        if (order >= at.order) {
            at.rule = rule;
            at.order = order;
        }
    }

    /** The rule that leaves alone this very field, and so all below it; empty where only some of it is, or none. */
    public Optional<IgnoreRule> rule() {
        return Optional.ofNullable(rule);
    }

    /** What is left alone one step further; empty where that is nothing, or is already so by {@link #rule}. */
    public Optional<IgnoredFields> below(PathElement step) {
        return Optional.ofNullable(below.get(step));
    }

    @Nullable
    IgnoredFields at(PathElement step) {
        return below.isEmpty() ? null : below.get(step);
    }

    /** The steps below which something is left alone; unmodifiable. */
    List<PathElement> steps() {
        return List.copyOf(below.keySet());
    }

    int order() {
        return order;
    }

    /** The rule that leaves alone the field at {@code path}: itself, or a field that it is in. */
    public Optional<IgnoreRule> rule(FieldPath path) {
        IgnoredFields at = this;
        IgnoredFields last = this;
        for (int i = 0; i < path.length(); i++) {
            at = at.at(path.element(i));
            if (at == null) {
                break;
            }
            last = at.order > last.order ? at : last;
        }
        return last.rule();
    }

    /** Whether the field at {@code path} is left alone. */
    public boolean covers(FieldPath path) {
        return rule(path).isPresent();
    }

    /** Whether no field is left alone. */
    public boolean isEmpty() {
        return rule == null && below.isEmpty();
    }

    /** The fields, without those that are in another of them, in order. */
    public List<FieldPath> paths() {
        List<FieldPath> paths = new ArrayList<>();
        collect(FieldPath.root(), paths);
        return paths;
    }

    private void collect(FieldPath here, List<FieldPath> paths) {
        if (rule != null) {
            paths.add(here);
            return;
        }
        below.forEach((step, fields) -> fields.collect(here.then(step), paths));
    }

    /** The fields as a set of field ownership, each a member as a whole. */
    public FieldSet toFieldSet() {
        return FieldSet.of(paths());
    }

    @Override
    public String toString() {
        return paths().toString();
    }
}
