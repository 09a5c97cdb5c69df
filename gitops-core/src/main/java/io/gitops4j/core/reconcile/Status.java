package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.source.Revisions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an application stands, for the revisions that it was compared with. Immutable. */
public final class Status {
    /** Whether the cluster is as declared. */
    public enum Sync {
        /** Everything is as declared. */
        SYNCED,
        /** Something is not. */
        OUT_OF_SYNC,
        /** It could not be told, of something or of everything. */
        UNKNOWN
    }

    private final ApplicationId application;
    private final Instant at;
    private final boolean suspended;
    private final @Nullable Plan plan;
    private final List<ObjectStatus> objects;
    private final List<Problem> problems;
    private final @Nullable OpenRun current;
    private final @Nullable Run last;

    Status(
            ApplicationId application,
            Instant at,
            boolean suspended,
            @Nullable Plan plan,
            List<ObjectStatus> objects,
            List<Problem> problems,
            Optional<OpenRun> current,
            Optional<Run> last) {
        this.application = Objects.requireNonNull(application);
        this.at = Objects.requireNonNull(at);
        this.suspended = suspended;
        this.plan = plan;
        this.objects = List.copyOf(objects);
        this.problems = List.copyOf(problems);
        this.current = current.orElse(null);
        this.last = last.orElse(null);
    }

    /** Which application. */
    public ApplicationId application() {
        return application;
    }

    /** When it was looked at. */
    public Instant at() {
        return at;
    }

    /** Whether it is suspended. */
    public boolean suspended() {
        return suspended;
    }

    /** The revisions that {@link #sync} speaks of; none where there was no plan. */
    public Revisions revisions() {
        return plan().map(Plan::revisions).orElse(Revisions.none());
    }

    /** Whether the cluster is as declared at {@link #revisions}. */
    public Sync sync() {
        if (plan == null || objects.stream().anyMatch(object -> object.verdict() == Verdict.UNKNOWN)) {
            return Sync.UNKNOWN;
        }
        boolean drifted = objects.stream().anyMatch(object -> object.verdict() == Verdict.DRIFTED);
        return plan.changes().isEmpty() && !drifted ? Sync.SYNCED : Sync.OUT_OF_SYNC;
    }

    /** The worst health of its declared objects; healthy where it has none. */
    public Health.Status health() {
        return objects.isEmpty() && plan == null
                ? Health.Status.UNKNOWN
                : Health.worst(objects.stream()
                        .filter(object -> object.verdict() != Verdict.EXTRA)
                        .map(ObjectStatus::health)
                        .toList());
    }

    /** What reconciling would do; empty where there is no plan. */
    public Optional<Plan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Each object, by key; unmodifiable. */
    public List<ObjectStatus> objects() {
        return objects;
    }

    /** Why there is no plan; unmodifiable. */
    public List<Problem> problems() {
        return problems;
    }

    /** The run that began to write and has not ended. */
    public Optional<OpenRun> current() {
        return Optional.ofNullable(current);
    }

    /** The last run that ended and is kept. */
    public Optional<Run> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public String toString() {
        return application + " " + sync() + " " + health();
    }
}
