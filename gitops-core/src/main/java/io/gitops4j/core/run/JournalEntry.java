package io.gitops4j.core.run;

import io.gitops4j.core.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One moment of one step, written before the next thing happens, so that after a crash it is known what may have been sent.
 * Immutable.
 */
public final class JournalEntry {
    /** The moments of a step, in order. */
    public enum Stage {
        /** The next thing is to send it. */
        SENT,
        /** The cluster answered that it took effect. */
        ACKED,
        /** The cluster was seen as intended. */
        VERIFIED,
        /** It failed for good. */
        FAILED
    }

    private final int step;
    private final String object;
    private final Stage stage;
    private final Digest intent;
    private final Instant at;
    private final @Nullable String uid;
    private final @Nullable String resourceVersion;

    private JournalEntry(
            int step,
            String object,
            Stage stage,
            Digest intent,
            Instant at,
            @Nullable String uid,
            @Nullable String resourceVersion) {
        this.step = step;
        this.object = Objects.requireNonNull(object);
        this.stage = Objects.requireNonNull(stage);
        this.intent = Objects.requireNonNull(intent);
        this.at = Objects.requireNonNull(at);
        this.uid = uid;
        this.resourceVersion = resourceVersion;
    }

    /**
     * An entry.
     *
     * @param step the number of the step in its plan, from 0
     * @param object the object, as its key prints
     * @param intent the digest of what the step does
     */
    public static JournalEntry of(int step, String object, Stage stage, Digest intent, Instant at) {
        return new JournalEntry(step, object, stage, intent, at, null, null);
    }

    /** This entry, of the object with that uid in that version. */
    public JournalEntry of(String uid, String resourceVersion) {
        return new JournalEntry(
                step, object, stage, intent, at, Objects.requireNonNull(uid), Objects.requireNonNull(resourceVersion));
    }

    /** The number of the step in its plan, from 0. */
    public int step() {
        return step;
    }

    /** The object, as its key prints. */
    public String object() {
        return object;
    }

    /** The moment. */
    public Stage stage() {
        return stage;
    }

    /** The digest of what the step does. */
    public Digest intent() {
        return intent;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** The uid of the object, where it was answered. */
    public Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** The version of the object, where it was answered. */
    public Optional<String> resourceVersion() {
        return Optional.ofNullable(resourceVersion);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalEntry that
                && step == that.step
                && object.equals(that.object)
                && stage == that.stage
                && intent.equals(that.intent)
                && at.equals(that.at)
                && Objects.equals(uid, that.uid)
                && Objects.equals(resourceVersion, that.resourceVersion);
    }

    @Override
    public int hashCode() {
        return Objects.hash(step, object, stage);
    }

    @Override
    public String toString() {
        return stage + " " + object;
    }
}
