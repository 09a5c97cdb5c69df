package io.gitops4j.render.kustomize.internal.resource;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Origin;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a value became what it is: the transformer, the place that asked for it, and what it took the value from. Immutable. */
public final class Cause {
    private final String transformer;
    private final Location where;
    private final @Nullable Node from;
    private final @Nullable Origins origins;
    private final boolean rewriting;

    private Cause(
            String transformer, Location where, @Nullable Node from, @Nullable Origins origins, boolean rewriting) {
        this.transformer = Objects.requireNonNull(transformer);
        this.where = Objects.requireNonNull(where);
        this.from = from;
        this.origins = origins;
        this.rewriting = rewriting;
    }

    /** A transformer, as upstream names it, such as {@code PrefixTransformer}, that {@code where} asks for. */
    public static Cause of(String transformer, Location where) {
        return new Cause(transformer, where, null, null, false);
    }

    /** This cause, of which the values come from the tree {@code from}, such as a patch, at the same places. */
    public Cause taking(Node from, Origins origins) {
        return new Cause(transformer, where, from, origins, rewriting);
    }

    /** This cause, where upstream writes all of the object anew, by way of JSON: nothing keeps how it was written. */
    public Cause rewriting() {
        return new Cause(transformer, where, from, origins, true);
    }

    /** The transformer. */
    public String transformer() {
        return transformer;
    }

    /** The place that asked for it. */
    public Location where() {
        return where;
    }

    boolean isRewriting() {
        return rewriting;
    }

    /** The tree that values were taken from, or null. */
    @Nullable
    Node from() {
        return from;
    }

    /** Where the values of that tree come from. */
    @Nullable
    Origins origins() {
        return origins;
    }

    /** Where in the tree that values were taken from is what is at {@code path} of {@code body}; null where it is not. */
    @Nullable
    Path source(Node body, Path path) {
        return from == null ? null : Correspondence.of(body, path, from);
    }

    /** Where {@code value}, which this cause set at {@code path} of {@code body}, comes from. */
    Origin origin(Node body, Path path, Node value) {
        if (from != null && origins != null) {
            Path there = Correspondence.of(body, path, from);
            if (there != null && from.at(there).filter(value::equals).isPresent()) {
                return Origin.at(origins.at(there).location()).setBy(transformer);
            }
        }
        return Origin.at(where).setBy(transformer);
    }
}
