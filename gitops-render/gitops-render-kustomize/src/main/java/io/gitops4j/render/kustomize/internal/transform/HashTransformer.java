package io.gitops4j.render.kustomize.internal.transform;

import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Cause;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;

/**
 * Adds a hash of the content to the names of what generators made, so that what refers to it changes when it does
 * ({@code api/internal/builtins/HashTransformer.go}).
 */
public final class HashTransformer implements Transformer {
    private static final String NAME = "HashTransformer";

    private final Cause cause;

    private HashTransformer(Cause cause) {
        this.cause = cause;
    }

    /** Adds hashes, for which {@code where} is the reason. */
    public static HashTransformer of(Location where) {
        return new HashTransformer(Cause.of(NAME, where));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void transform(Items items) {
        items.replaceAll(item -> item.hashed() ? named(item.rememberingId()) : item);
    }

    private Item named(Item item) {
        String name = item.id().name() + "-" + ContentHash.of(item.body());
        return item.with((Node.Obj) item.body().with(Path.of("metadata", "name"), Node.of(name)), cause);
    }
}
