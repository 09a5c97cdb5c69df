package io.gitops4j.core.render;

import io.gitops4j.core.resource.Manifest;
import java.util.List;

/** The objects of one rendering, and what was odd. Immutable. */
public final class Rendered {
    private final List<Manifest> manifests;
    private final List<Warning> warnings;
    private final boolean repeatable;

    private Rendered(List<Manifest> manifests, List<Warning> warnings, boolean repeatable) {
        this.manifests = List.copyOf(manifests);
        this.warnings = List.copyOf(warnings);
        this.repeatable = repeatable;
    }

    /** These objects, which the same inputs always give. */
    public static Rendered of(List<Manifest> manifests) {
        return new Rendered(manifests, List.of(), true);
    }

    /** This rendering with warnings added. */
    public Rendered withWarnings(List<Warning> more) {
        List<Warning> all = new java.util.ArrayList<>(warnings);
        all.addAll(more);
        return new Rendered(manifests, all, repeatable);
    }

    /** This rendering with other objects, as a transformer makes them. */
    public Rendered withManifests(List<Manifest> manifests) {
        return new Rendered(manifests, warnings, repeatable);
    }

    /** This rendering, which the same inputs may give otherwise: a generated password, say. It is never cached. */
    public Rendered notRepeatable() {
        return new Rendered(manifests, warnings, false);
    }

    /** The objects, lists not yet expanded, in the order of the source; unmodifiable. */
    public List<Manifest> manifests() {
        return manifests;
    }

    /** What was odd; unmodifiable. */
    public List<Warning> warnings() {
        return warnings;
    }

    /** Whether the same inputs always give the same objects. */
    public boolean repeatable() {
        return repeatable;
    }
}
