package io.gitops4j.core.diff;

import io.gitops4j.core.merge.FieldPath;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One difference between what is declared and what is live, with sensitive values masked. Immutable. */
public final class Change {
    /** What would happen to the field. */
    public enum Kind {
        /** It is declared and not live. */
        ADD,
        /** Its live value is another. */
        MODIFY,
        /** It was declared, is no longer, and goes. */
        REMOVE,
        /** A list holds the same items in another order. */
        REORDER,
        /** Its value stays; we begin to own it. */
        ADOPT,
        /** Its value stays; we stop owning it. */
        RELEASE,
        /** Its live value is another that somebody else owns, and it is taken from them. */
        TAKEOVER
    }

    /** Why there is a difference. */
    public enum Cause {
        /** The declaration changed. */
        DESIRED_CHANGED,
        /** The live object was changed. */
        LIVE_DRIFT,
        /** The object is new to us. */
        NEW,
        /** Could not be told. */
        UNKNOWN
    }

    /** What else is to be known of it. */
    public enum Flag {
        /** The cluster does not let it change. */
        IMMUTABLE,
        /** Its values are not shown. */
        SENSITIVE,
        /** A rule says to leave it alone. */
        IGNORED,
        /** Removed, it takes the cluster's default. */
        RESETS_TO_DEFAULT,
        /** Changing it replaces pods. */
        ROLLS_PODS
    }

    /** How sure we are. */
    public enum Confidence {
        /** It is so. */
        EXACT,
        /** It looks so. */
        LIKELY,
        /** It may be so. */
        UNKNOWN
    }

    private final FieldPath path;
    private final Kind kind;
    private final @Nullable Value before;
    private final @Nullable Value after;
    private final Cause cause;
    private final List<String> owners;
    private final Set<Flag> flags;
    private final Confidence confidence;

    Change(
            FieldPath path,
            Kind kind,
            @Nullable Value before,
            @Nullable Value after,
            Cause cause,
            Collection<String> owners,
            Collection<Flag> flags,
            Confidence confidence) {
        this.path = Objects.requireNonNull(path);
        this.kind = Objects.requireNonNull(kind);
        this.before = before;
        this.after = after;
        this.cause = Objects.requireNonNull(cause);
        this.owners = List.copyOf(owners);
        this.flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
        this.confidence = Objects.requireNonNull(confidence);
    }

    /**
     * A change read back from where it was stored.
     *
     * @param before the value before, absent where there was none
     * @param after the value after, absent where there is none
     */
    public static Change stored(
            FieldPath path,
            Kind kind,
            Optional<Value> before,
            Optional<Value> after,
            Cause cause,
            Collection<String> owners,
            Collection<Flag> flags,
            Confidence confidence) {
        return new Change(path, kind, before.orElse(null), after.orElse(null), cause, owners, flags, confidence);
    }

    /** Which field. */
    public FieldPath path() {
        return path;
    }

    /** What would happen to it. */
    public Kind kind() {
        return kind;
    }

    /** The live value, masked; empty where there is none. */
    public Optional<Value> before() {
        return Optional.ofNullable(before);
    }

    /** The declared value, masked; empty where there is none. */
    public Optional<Value> after() {
        return Optional.ofNullable(after);
    }

    /** Why there is a difference. */
    public Cause cause() {
        return cause;
    }

    /** The field managers, other than ours, that own the field now; unmodifiable. */
    public List<String> owners() {
        return owners;
    }

    /** What else is to be known; unmodifiable. */
    public Set<Flag> flags() {
        return flags;
    }

    /** How sure we are. */
    public Confidence confidence() {
        return confidence;
    }

    /** One line for a person, such as {@code spec.replicas: 3 -> 1, drift by kubectl-edit}. */
    public String text() {
        String from = before == null ? "" : before.text();
        String to = after == null ? "" : after.text();
        String values = switch (kind) {
            case ADD -> "added " + to;
            case REMOVE -> "removed " + from;
            case REORDER -> "reordered";
            case ADOPT -> "adopted " + to;
            case RELEASE -> "released " + from;
            case MODIFY, TAKEOVER -> from + " -> " + to;
        };
        String by = owners.isEmpty() ? "" : " by " + String.join(", ", owners);
        String why = switch (cause) {
            case LIVE_DRIFT -> ", drift" + by;
            case DESIRED_CHANGED, NEW -> by.isEmpty() ? "" : ", owned" + by;
            case UNKNOWN -> "";
        };
        return (path.length() == 0 ? "object" : path) + ": " + values + why
                + (kind == Kind.TAKEOVER ? ", takes it over" : "");
    }

    /**
     * A sentence for a person who does not know server-side apply: what differs, who made it so, and what becomes of it.
     * Values are masked in it.
     */
    public String explanation() {
        return Explanation.of(this);
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
