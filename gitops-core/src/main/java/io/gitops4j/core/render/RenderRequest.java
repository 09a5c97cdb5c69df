package io.gitops4j.core.render;

import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import java.util.Objects;

/**
 * One rendering asked for. Immutable.
 *
 * @param <O> the renderer's options
 */
public final class RenderRequest<O extends RenderOptions> {
    private final Snapshot snapshot;
    private final RepoPath base;
    private final O options;
    private final Facts facts;
    private final Imports imports;
    private final Units units;
    private final RenderLimits limits;

    private RenderRequest(
            Snapshot snapshot,
            RepoPath base,
            O options,
            Facts facts,
            Imports imports,
            Units units,
            RenderLimits limits) {
        this.snapshot = Objects.requireNonNull(snapshot);
        this.base = Objects.requireNonNull(base);
        this.options = Objects.requireNonNull(options);
        this.facts = Objects.requireNonNull(facts);
        this.imports = Objects.requireNonNull(imports);
        this.units = Objects.requireNonNull(units);
        this.limits = Objects.requireNonNull(limits);
    }

    /** Renders the folder {@code base} of {@code snapshot} without facts, imports and units, within the default limits. */
    public static <O extends RenderOptions> RenderRequest<O> of(Snapshot snapshot, RepoPath base, O options) {
        return new RenderRequest<>(
                snapshot, base, options, Facts.none(), Imports.refused(), Units.none(), RenderLimits.defaults());
    }

    /** This request with facts. */
    public RenderRequest<O> with(Facts facts) {
        return new RenderRequest<>(snapshot, base, options, facts, imports, units, limits);
    }

    /** This request with imports. */
    public RenderRequest<O> with(Imports imports) {
        return new RenderRequest<>(snapshot, base, options, facts, imports, units, limits);
    }

    /** This request with units. */
    public RenderRequest<O> with(Units units) {
        return new RenderRequest<>(snapshot, base, options, facts, imports, units, limits);
    }

    /** This request within other limits. */
    public RenderRequest<O> with(RenderLimits limits) {
        return new RenderRequest<>(snapshot, base, options, facts, imports, units, limits);
    }

    /** The whole tree to read from. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The folder to render. */
    public RepoPath base() {
        return base;
    }

    /** The options. */
    public O options() {
        return options;
    }

    /** What may be known beside the files. */
    public Facts facts() {
        return facts;
    }

    /** Other sources. */
    public Imports imports() {
        return imports;
    }

    /** Folders that are units of their own. */
    public Units units() {
        return units;
    }

    /** What the rendering may cost. */
    public RenderLimits limits() {
        return limits;
    }
}
