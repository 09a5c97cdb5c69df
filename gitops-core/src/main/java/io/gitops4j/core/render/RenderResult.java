package io.gitops4j.core.render;

import java.util.Objects;

/** What {@link Renderers#render} gives. Immutable; it stands when the snapshot is closed. */
public final class RenderResult {
    private final String renderer;
    private final Rendered rendered;
    private final Reads reads;

    RenderResult(String renderer, Rendered rendered, Reads reads) {
        this.renderer = Objects.requireNonNull(renderer);
        this.rendered = Objects.requireNonNull(rendered);
        this.reads = Objects.requireNonNull(reads);
    }

    /** The id of the renderer that was chosen, or that claimed the folder. */
    public String renderer() {
        return renderer;
    }

    /** The objects and warnings. */
    public Rendered rendered() {
        return rendered;
    }

    /** What was read for it, by all renderers that took part and to find them. */
    public Reads reads() {
        return reads;
    }

    @Override
    public String toString() {
        return rendered.manifests().size() + " objects by " + renderer + ", " + reads;
    }
}
