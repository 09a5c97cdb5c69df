package io.gitops4j.core.run.internal;

import io.gitops4j.core.Problem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one step is. Immutable.
 *
 * @param stage how far
 * @param at when it came so far
 * @param attempts how often it was sent
 * @param problem what went wrong
 */
public record Progress(
        Stage stage, Instant at, int attempts, @Nullable Problem problem) {
    /** How far a step can be. */
    public enum Stage {
        /** It is to be sent, not before {@link Progress#at()}. */
        PENDING,
        /** It took effect. */
        WRITTEN,
        /** It took effect, and what it waits for is so: health, or absence. */
        DONE,
        /** It failed. */
        FAILED,
        /** An input moved. */
        STALE
    }

    /** A step that was never sent. */
    public static final Progress NEW = new Progress(Stage.PENDING, Instant.MIN, 0, null);

    /** It took effect at that time. */
    public Progress written(Instant at) {
        return new Progress(Stage.WRITTEN, at, attempts + 1, null);
    }

    /** What it waited for is so. */
    public Progress done(Instant at) {
        return new Progress(Stage.DONE, at, attempts, problem);
    }

    /** It failed. */
    public Progress failed(Instant at, Problem why) {
        return new Progress(Stage.FAILED, at, attempts + 1, why);
    }

    /** It was found not to be as planned. */
    public Progress stale(Instant at, Problem why) {
        return new Progress(Stage.STALE, at, attempts, why);
    }

    /** It is to be sent again at that time. */
    public Progress again(Instant at) {
        return new Progress(Stage.PENDING, at, attempts + 1, problem);
    }

    /** What went wrong. */
    public Optional<Problem> failure() {
        return Optional.ofNullable(problem);
    }

    /** Whether nothing more becomes of it. */
    boolean ended() {
        return stage == Stage.DONE || stage == Stage.FAILED || stage == Stage.STALE;
    }
}
