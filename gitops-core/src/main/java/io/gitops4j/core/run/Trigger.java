package io.gitops4j.core.run;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a run began, and who asked for it. Immutable. */
public final class Trigger {
    /** Somebody asked. */
    public static final String MANUAL = "manual";
    /** The interval passed. */
    public static final String SCHEDULE = "schedule";
    /** The host was told of a new revision. */
    public static final String SOURCE = "source";
    /** A live object changed. */
    public static final String DRIFT = "drift";
    /** The application's configuration changed. */
    public static final String CONFIGURATION = "configuration";
    /** A run that failed or was interrupted is tried again. */
    public static final String RETRY = "retry";

    private final String kind;
    private final @Nullable String actor;
    private final @Nullable String reason;

    private Trigger(String kind, @Nullable String actor, @Nullable String reason) {
        this.kind = Objects.requireNonNull(kind);
        this.actor = actor;
        this.reason = reason;
    }

    /** {@code actor} asked. */
    public static Trigger manual(String actor) {
        return new Trigger(MANUAL, Objects.requireNonNull(actor), null);
    }

    /** The interval passed. */
    public static Trigger schedule() {
        return new Trigger(SCHEDULE, null, null);
    }

    /** A kind of trigger of the host's own, or one of the constants here. */
    public static Trigger of(String kind) {
        return new Trigger(kind, null, null);
    }

    /** This trigger, by that person or program. */
    public Trigger by(String actor) {
        return new Trigger(kind, Objects.requireNonNull(actor), reason);
    }

    /** This trigger, for that reason. */
    public Trigger because(String reason) {
        return new Trigger(kind, actor, Objects.requireNonNull(reason));
    }

    /** What kind of trigger; a word. */
    public String kind() {
        return kind;
    }

    /** Who asked. */
    public Optional<String> actor() {
        return Optional.ofNullable(actor);
    }

    /** Why. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trigger that
                && kind.equals(that.kind)
                && Objects.equals(actor, that.actor)
                && Objects.equals(reason, that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, actor, reason);
    }

    @Override
    public String toString() {
        return kind + (actor == null ? "" : " by " + actor) + (reason == null ? "" : ": " + reason);
    }
}
