package io.gitops4j.core.render;

import io.gitops4j.core.source.RepoPath;
import io.gitops4j.core.source.Snapshot;
import io.gitops4j.core.tree.Node;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link Renderers} are asked for: a folder, and the renderer where one is chosen. Immutable. */
public final class RenderCall {
    private final Snapshot snapshot;
    private final RepoPath base;
    private final @Nullable String renderer;
    private final Node.Obj options;
    private final Facts facts;
    private final Imports imports;
    private final RenderLimits limits;

    private RenderCall(
            Snapshot snapshot,
            RepoPath base,
            @Nullable String renderer,
            Node.Obj options,
            Facts facts,
            Imports imports,
            RenderLimits limits) {
        this.snapshot = Objects.requireNonNull(snapshot);
        this.base = Objects.requireNonNull(base);
        this.renderer = renderer;
        this.options = Objects.requireNonNull(options);
        this.facts = Objects.requireNonNull(facts);
        this.imports = Objects.requireNonNull(imports);
        this.limits = Objects.requireNonNull(limits);
    }

    /** The folder or file {@code base} by the renderer that claims it, without facts and imports, in the default limits. */
    public static RenderCall of(Snapshot snapshot, RepoPath base) {
        return new RenderCall(
                snapshot, base, null, Node.object(), Facts.none(), Imports.refused(), RenderLimits.defaults());
    }

    /** This call, by the renderer {@code id} with options in their stored form. */
    public RenderCall by(String id, Node.Obj options) {
        return new RenderCall(snapshot, base, Objects.requireNonNull(id), options, facts, imports, limits);
    }

    /** This call with facts. */
    public RenderCall with(Facts facts) {
        return new RenderCall(snapshot, base, renderer, options, facts, imports, limits);
    }

    /** This call with imports. */
    public RenderCall with(Imports imports) {
        return new RenderCall(snapshot, base, renderer, options, facts, imports, limits);
    }

    /** This call within other limits. */
    public RenderCall with(RenderLimits limits) {
        return new RenderCall(snapshot, base, renderer, options, facts, imports, limits);
    }

    /** The whole tree; it stays its opener's. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The folder or file. */
    public RepoPath base() {
        return base;
    }

    /** The chosen renderer; empty for the one that claims the folder. */
    public Optional<String> renderer() {
        return Optional.ofNullable(renderer);
    }

    /** The chosen renderer's options, stored form. */
    public Node.Obj options() {
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

    /** What the rendering may cost. */
    public RenderLimits limits() {
        return limits;
    }
}
