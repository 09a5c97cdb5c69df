package io.gitops4j.core.health;

import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.time.Instant;
import java.util.Objects;

/** What there is to judge a live object by. Immutable; later versions may know more. */
public final class HealthInput {
    private final ResourceKey key;
    private final Node.Obj live;
    private final Instant now;

    private HealthInput(ResourceKey key, Node.Obj live, Instant now) {
        this.key = Objects.requireNonNull(key);
        this.live = Objects.requireNonNull(live);
        this.now = Objects.requireNonNull(now);
    }

    /**
     * An object as the cluster has it.
     *
     * @param key its key
     * @param live the whole object
     * @param now the time to judge by
     */
    public static HealthInput of(ResourceKey key, Node.Obj live, Instant now) {
        return new HealthInput(key, live, now);
    }

    /** The object's key. */
    public ResourceKey key() {
        return key;
    }

    /** The object's group and kind. */
    public GroupKind groupKind() {
        return key.groupKind();
    }

    /** The whole object. */
    public Node.Obj live() {
        return live;
    }

    /** The time to judge by. */
    public Instant now() {
        return now;
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
