package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.ApplyCall;
import io.gitops4j.core.cluster.ClusterAdapter;
import io.gitops4j.core.cluster.DeleteCall;
import io.gitops4j.core.cluster.ReadCall;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.diff.DiffRequest;
import io.gitops4j.core.diff.Differ;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.plan.internal.StepDigests;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.run.internal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does one step: checks that what it was planned on is still so, writes, and says what came of it. A step whose write may have
 * taken effect is read before it is sent again.
 */
final class StepWriter {
    private static final int ATTEMPTS = 6;

    private final ClusterAdapter cluster;
    private final Differ differ;
    private final StepDigests digests;
    private final OwnerMark mark;
    private final String manager;
    private final InstantSource clock;

    StepWriter(
            ClusterAdapter cluster,
            Differ differ,
            StepDigests digests,
            OwnerMark mark,
            String manager,
            InstantSource clock) {
        this.cluster = cluster;
        this.differ = differ;
        this.digests = digests;
        this.mark = mark;
        this.manager = manager;
        this.clock = clock;
    }

    /**
     * What came of a step.
     *
     * @param progress how far it is
     * @param live the object after it, as far as it is known
     */
    record Result(Progress progress, Live live) {}

    /** Does {@code step}, whose object was just read as {@code fresh}; {@code before} is how far it was. */
    Result write(Step step, Live fresh, Progress before, Cancellation cancellation) {
        Live live = fresh;
        for (int round = 0; ; round++) {
            Result early = check(step, live, before);
            if (early != null) {
                return early;
            }
            WriteResult result = send(step, live, cancellation);
            if (!(result instanceof WriteResult.PreconditionFailed) || round + 1 == ATTEMPTS) {
                return settle(step, live, before, result);
            }
            live = cluster.get(ReadCall.inVersions(Map.of(step.key(), step.version())), cancellation)
                    .of(step.key());
        }
    }

    /** What can be said without a write: it is so already, or an input moved. */
    private @Nullable Result check(Step step, Live live, Progress before) {
        Instant now = clock.instant();
        if (live instanceof Live.Unreadable unreadable) {
            return new Result(retryOrFail(before, unreadable.problem(), Duration.ofSeconds(2)), live);
        }
        if (step.removes()) {
            if (!(live instanceof Live.Present present) || !present.uid().equals(step.uid())) {
                return new Result(before.written(now), new Live.Absent());
            }
            if (present.terminating()) {
                return new Result(before.written(now), live);
            }
        } else if (done(step, live)) {
            return new Result(before.written(now), live);
        }
        if (!digests.now(step, live).equals(step.digest())) {
            return new Result(
                    before.stale(
                            now,
                            problem(
                                    step,
                                    Code.STALE,
                                    StepDigests.moved(step, live)
                                            + " since the plan was made; plan again to see what is to be done now")),
                    live);
        }
        return null;
    }

    /** Whether the object is as the step would make it: sent before, or somebody else did it. */
    private boolean done(Step step, Live live) {
        if (!(live instanceof Live.Present present)) {
            return false;
        }
        boolean ours = step.action() == Action.UPDATE
                || mark.ownership(step.key(), present.body()).ours();
        return ours
                && differ.compare(DiffRequest.of(step.desired(), step.sensitive(), live)
                                        .as(step.schema()))
                                .verdict()
                        == Verdict.IN_SYNC;
    }

    private WriteResult send(Step step, Live live, Cancellation cancellation) {
        String version = live instanceof Live.Present present ? present.resourceVersion() : "";
        if (step.removes()) {
            return cluster.delete(DeleteCall.of(step.key(), step.uid()).ifVersion(version), cancellation);
        }
        ApplyCall call = ApplyCall.of(step.key(), step.desired(), manager);
        if (step.uid().isEmpty()) {
            return cluster.apply(call.ifAbsent(), cancellation);
        }
        call = call.ifUid(step.uid());
        if (live instanceof Live.Present present) {
            call = call.seen(present);
        }
        if (step.force()) {
            call = call.forced();
        }
        if (!step.inherited().isEmpty()) {
            call = call.inheriting(step.inherited());
        }
        if (step.force() || !step.removed().isEmpty() || !step.inherited().isEmpty()) {
            call = call.ifVersion(version);
        }
        return cluster.apply(call, cancellation);
    }

    private Result settle(Step step, Live live, Progress before, WriteResult result) {
        Instant now = clock.instant();
        if (result instanceof WriteResult.Written written) {
            return new Result(before.written(now), written.live());
        }
        if (result instanceof WriteResult.Throttled throttled) {
            return new Result(
                    retryOrFail(
                            before,
                            problem(step, Code.CLUSTER_UNAVAILABLE, "the cluster is busy"),
                            throttled.retryAfter()),
                    live);
        }
        if (result instanceof WriteResult.Unavailable unavailable) {
            return new Result(retryOrFail(before, at(step, unavailable.problem()), backoff(before)), live);
        }
        if (result instanceof WriteResult.Uncertain uncertain) {
            return new Result(retryOrFail(before, at(step, uncertain.problem()), backoff(before)), live);
        }
        if (result instanceof WriteResult.Conflict conflict) {
            return new Result(before.failed(now, conflict(step, conflict)), live);
        }
        if (result instanceof WriteResult.PreconditionFailed) {
            Problem why = problem(
                    step,
                    Code.CONFLICT,
                    "it changes faster than it can be written; somebody else writes it again and again");
            return new Result(before.failed(now, why), live);
        }
        Problem rejected = ((WriteResult.Rejected) result).problem();
        // a definition of this very plan may be established, and its kind not served for a moment longer
        boolean pendingKind =
                rejected.code().equals(Code.UNKNOWN_KIND) && !step.needs().isEmpty();
        return pendingKind
                ? new Result(retryOrFail(before, at(step, rejected), backoff(before)), live)
                : new Result(before.failed(now, at(step, explained(step, rejected))), live);
    }

    /** With what the plan said before of fields that stay: half of something of ours may be what the cluster does not take. */
    private static Problem explained(Step step, Problem rejected) {
        return step.face()
                .reason()
                .map(said -> new Problem(
                        rejected.code(),
                        rejected.message() + "; " + said.message(),
                        rejected.where(),
                        rejected.retryable()))
                .orElse(rejected);
    }

    private Progress retryOrFail(Progress before, Problem why, Duration wait) {
        Instant now = clock.instant();
        return before.attempts() + 1 >= ATTEMPTS ? before.failed(now, why) : before.again(now.plus(wait));
    }

    private static Duration backoff(Progress before) {
        return Duration.ofMillis(250L << Math.min(before.attempts(), 6));
    }

    private static Problem conflict(Step step, WriteResult.Conflict conflict) {
        List<WriteResult.FieldOwner> owners = conflict.owners();
        String fields = owners.stream()
                .limit(5)
                .map(owner -> owner.field() + " of " + owner.manager())
                .collect(Collectors.joining(", "));
        return problem(
                step,
                Code.CONFLICT,
                "others own fields that it would change: " + fields
                        + (owners.size() > 5 ? " and " + (owners.size() - 5) + " more" : "")
                        + "; plan again to see them, or stop declaring them");
    }

    private static Problem problem(Step step, Code code, String message) {
        return at(step, Problem.retryable(code, Location.nowhere(), message));
    }

    private static Problem at(Step step, Problem problem) {
        Location place = step.face().location().withObject(Resource.title(step.key()));
        Location where = problem.where().field().map(place::withField).orElse(place);
        return new Problem(problem.code(), problem.message(), where, problem.retryable());
    }
}
