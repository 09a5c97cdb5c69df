package io.gitops4j.core.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a gate says. Immutable. */
public final class Decision {
    /** The answers of a gate, the stronger later. */
    public enum Kind {
        /** Go on. */
        ALLOW,
        /** Not now. */
        HOLD,
        /** No. */
        DENY
    }

    private static final Decision ALLOW = new Decision(Kind.ALLOW, "", null);

    private final Kind kind;
    private final String reason;
    private final @Nullable Instant until;

    private Decision(Kind kind, String reason, @Nullable Instant until) {
        this.kind = Objects.requireNonNull(kind);
        this.reason = Objects.requireNonNull(reason);
        this.until = until;
    }

    /** Go on. */
    public static Decision allow() {
        return ALLOW;
    }

    /** Not now, for that reason. */
    public static Decision hold(String reason) {
        return new Decision(Kind.HOLD, reason, null);
    }

    /** No, for that reason. */
    public static Decision deny(String reason) {
        return new Decision(Kind.DENY, reason, null);
    }

    /** This answer, to be asked for again then. */
    public Decision until(Instant then) {
        return new Decision(kind, reason, Objects.requireNonNull(then));
    }

    /** Which answer. */
    public Kind kind() {
        return kind;
    }

    /** Why; empty where it goes on. */
    public String reason() {
        return reason;
    }

    /** When to ask again. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    @Override
    public String toString() {
        return kind + (reason.isEmpty() ? "" : ": " + reason);
    }
}
