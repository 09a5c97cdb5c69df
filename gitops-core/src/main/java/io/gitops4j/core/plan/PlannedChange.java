package io.gitops4j.core.plan;

import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a plan's face: an object, what is done with it, why, and its differences, masked. Immutable. */
public final class PlannedChange {
    private final String object;
    private final Action action;
    private final Verdict verdict;
    private final List<Change> changes;
    private final @Nullable Problem reason;
    private final Location location;

    private PlannedChange(
            String object,
            Action action,
            Verdict verdict,
            List<Change> changes,
            @Nullable Problem reason,
            Location location) {
        this.object = Objects.requireNonNull(object);
        this.action = Objects.requireNonNull(action);
        this.verdict = Objects.requireNonNull(verdict);
        this.changes = List.copyOf(changes);
        this.reason = reason;
        this.location = Objects.requireNonNull(location);
    }

    /**
     * A line.
     *
     * @param object the object, as {@link io.gitops4j.core.resource.ResourceKey#toString} prints its key
     */
    public static PlannedChange of(
            String object, Action action, Verdict verdict, List<Change> changes, Location location) {
        return new PlannedChange(object, action, verdict, changes, null, location);
    }

    /** This line, with why nothing is done, or what is to be known. */
    public PlannedChange because(Problem reason) {
        return new PlannedChange(object, action, verdict, changes, Objects.requireNonNull(reason), location);
    }

    /** The object, as its key prints. */
    public String object() {
        return object;
    }

    /** What is done. */
    public Action action() {
        return action;
    }

    /** How declaration and live object stand to each other. */
    public Verdict verdict() {
        return verdict;
    }

    /** The differences, masked; unmodifiable. */
    public List<Change> changes() {
        return changes;
    }

    /** Why nothing is done, or what is to be known. */
    public Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    /** Where the object is declared. */
    public Location location() {
        return location;
    }

    @Override
    public String toString() {
        return action + " " + object;
    }
}
