package io.gitops4j.core.run.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a run does next, from its plan and what was observed: pure, so that the same observations give the same run, with
 * a clock given at each turn. Namespaces come first, then definitions until they are established, then the rest; then health is
 * waited for; then removals, what is in a namespace, or of a definition's kind, gone before it. What needs a failed step is
 * skipped, the rest goes on; removals wait for a run without failure.
 */
public final class Execution {
    /** How long a removal is waited for at most: what hangs is named, and must not hold up the rest. */
    static final Duration REMOVAL = Duration.ofSeconds(30);

    private final DeliveryPlan plan;
    private final Duration timeout;
    private final List<Step> applies;
    private final List<Step> removals;

    /** The run of {@code plan}. */
    public Execution(DeliveryPlan plan) {
        this.plan = plan;
        this.timeout = plan.configuration().timeout();
        this.applies = plan.steps().stream().filter(step -> !step.removes()).toList();
        this.removals = plan.steps().stream()
                .filter(step -> step.action() == Action.PRUNE)
                .toList();
    }

    /** What to do now. */
    public Turn next(Observed seen, Instant now) {
        View view = new View(seen, now);
        boolean cancelled = seen.stop().filter(Observed.Stop.CANCELLED::equals).isPresent();
        if (cancelled) {
            return done(view, Optional.of(Outcome.Kind.CANCELLED));
        }
        Turn turn = apply(view);
        if (turn == null) {
            turn = health(view);
        }
        if (turn == null && !view.anyFailed(applies)) {
            turn = prune(view);
        }
        if (turn == null) {
            return done(view, Optional.empty());
        }
        boolean superseded =
                seen.stop().filter(Observed.Stop.SUPERSEDED::equals).isPresent();
        return superseded && turn instanceof Turn.Await ? done(view, Optional.of(Outcome.Kind.SUPERSEDED)) : turn;
    }

    /** How far {@code step} is, what follows from other steps and from time included. */
    public Progress progress(Step step, Observed seen, Instant now) {
        return new View(seen, now).of(step);
    }

    /** Whether {@code step} will never begin, since one that it needs failed. */
    public boolean skipped(Step step, Observed seen, Instant now) {
        View view = new View(seen, now);
        return view.skipped(step)
                || step.action() == Action.PRUNE && view.of(step).equals(Progress.NEW);
    }

    private @Nullable Turn apply(View view) {
        List<Step> ready = new ArrayList<>();
        Set<ResourceKey> waitingFor = new HashSet<>();
        Instant wake = Instant.MAX;
        for (Step step : applies) {
            Progress progress = view.of(step);
            if (progress.stage() != Progress.Stage.PENDING || view.skipped(step)) {
                continue;
            }
            List<Step> open = view.openNeeds(step);
            if (!open.isEmpty()) {
                for (Step need : open) {
                    waitingFor.add(need.key());
                    wake = earlier(wake, view.deadline(need));
                }
            } else if (progress.at().isAfter(view.now)) {
                wake = earlier(wake, progress.at());
            } else {
                ready.add(step);
            }
        }
        if (!ready.isEmpty()) {
            return new Turn.Act(Phase.APPLY, ready);
        }
        return wake.equals(Instant.MAX) ? null : new Turn.Await(Phase.APPLY, waitingFor, wake);
    }

    private @Nullable Turn health(View view) {
        Set<ResourceKey> waitingFor = new HashSet<>();
        Instant wake = Instant.MAX;
        for (Step step : applies) {
            if (view.of(step).stage() == Progress.Stage.WRITTEN) {
                waitingFor.add(step.key());
                wake = earlier(wake, view.deadline(step));
            }
        }
        return waitingFor.isEmpty() ? null : new Turn.Await(Phase.WAIT, waitingFor, wake);
    }

    private @Nullable Turn prune(View view) {
        List<Step> ready = new ArrayList<>();
        Set<ResourceKey> waitingFor = new HashSet<>();
        Instant wake = Instant.MAX;
        for (Step step : removals) {
            Progress progress = view.of(step);
            boolean waitsForOthers = !view.openNeeds(step).isEmpty();
            if (progress.ended() || waitsForOthers || view.skipped(step)) {
                continue;
            }
            if (progress.stage() == Progress.Stage.WRITTEN) {
                waitingFor.add(step.key());
                wake = earlier(wake, view.deadline(step));
            } else if (progress.at().isAfter(view.now)) {
                wake = earlier(wake, progress.at());
            } else {
                ready.add(step);
            }
        }
        if (!ready.isEmpty()) {
            return new Turn.Act(Phase.PRUNE, ready);
        }
        return wake.equals(Instant.MAX) ? null : new Turn.Await(Phase.PRUNE, waitingFor, wake);
    }

    private Turn done(View view, Optional<Outcome.Kind> forced) {
        List<Problem> problems = new ArrayList<>();
        boolean wrote = false;
        boolean stale = false;
        for (Step step : plan.steps()) {
            Progress progress = view.of(step);
            progress.failure().ifPresent(problems::add);
            stale |= progress.stage() == Progress.Stage.STALE;
            wrote |= progress.stage() == Progress.Stage.WRITTEN
                    || progress.stage() == Progress.Stage.DONE
                    || view.written(step);
            step.face().reason().filter(why -> step.action() == Action.HOLD).ifPresent(problems::add);
        }
        plan.blocked().forEach(line -> line.reason().ifPresent(problems::add));
        if (forced.isPresent()) {
            return new Turn.Done(Outcome.of(forced.get(), problems));
        }
        if (problems.isEmpty()) {
            return new Turn.Done(Outcome.of(plan.isEmpty() ? Outcome.Kind.NO_CHANGE : Outcome.Kind.APPLIED));
        }
        return new Turn.Done(Outcome.of(kind(view, wrote, stale), problems));
    }

    private Outcome.Kind kind(View view, boolean wrote, boolean stale) {
        if (stale && !wrote) {
            return Outcome.Kind.STALE;
        }
        boolean failed = view.anyFailed(plan.steps());
        if (wrote || !plan.blocked().isEmpty()) {
            return Outcome.Kind.PARTIAL;
        }
        return failed ? Outcome.Kind.FAILED : Outcome.Kind.HELD;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** The steps as they stand at one moment. */
    private final class View {
        private final Observed seen;
        private final Instant now;

        View(Observed seen, Instant now) {
            this.seen = seen;
            this.now = now;
        }

        boolean written(Step step) {
            Progress progress = seen.progress().get(step.number());
            return progress != null && progress.stage() == Progress.Stage.WRITTEN;
        }

        Progress of(Step step) {
            Progress progress = seen.progress().getOrDefault(step.number(), Progress.NEW);
            if (progress.stage() != Progress.Stage.WRITTEN) {
                return progress;
            }
            return step.removes() ? removal(step, progress) : health(step, progress);
        }

        private Progress removal(Step step, Progress progress) {
            if (seen.gone().contains(step.key())) {
                return progress.done(now);
            }
            return now.isBefore(deadline(step))
                    ? progress
                    : progress.failed(
                            now,
                            Problem.retryable(
                                    Code.TIMEOUT,
                                    Location.object(Resource.title(step.key())),
                                    health(step)
                                            .map(Health::message)
                                            .filter(message -> !message.isEmpty())
                                            .orElse("it was removed, and is not gone yet")));
        }

        private Progress health(Step step, Progress progress) {
            Optional<Health> health = health(step);
            if (health.isEmpty()) {
                return timedOut(step, progress, "its health is not known");
            }
            return switch (health.get().verdict()) {
                case DONE, PASS_THROUGH -> progress.done(now);
                case FAIL ->
                    progress.failed(
                            now,
                            problem(
                                    Code.UNHEALTHY,
                                    step,
                                    health.get().reason() + ": " + health.get().message()));
                case WAIT -> timedOut(step, progress, health.get().message());
            };
        }

        private Progress timedOut(Step step, Progress progress, String last) {
            boolean waits = !timeout.isZero() || step.key().kind().equals("CustomResourceDefinition");
            if (!waits) {
                return progress.done(now);
            }
            return now.isBefore(deadline(step))
                    ? progress
                    : progress.failed(
                            now,
                            problem(
                                    Code.TIMEOUT,
                                    step,
                                    "not healthy after " + patience(step).toSeconds() + " s: " + last));
        }

        private Problem problem(Code code, Step step, String message) {
            return Problem.retryable(code, step.face().location().withObject(Resource.title(step.key())), message);
        }

        private Optional<Health> health(Step step) {
            return Optional.ofNullable(seen.health().get(step.key()));
        }

        private Duration patience(Step step) {
            if (step.removes()) {
                return timeout.compareTo(REMOVAL) < 0 && !timeout.isZero() ? timeout : REMOVAL;
            }
            return timeout.isZero() ? REMOVAL : timeout;
        }

        Instant deadline(Step step) {
            return seen.progress()
                    .getOrDefault(step.number(), Progress.NEW)
                    .at()
                    .plus(patience(step));
        }

        /** The steps that {@code step} needs and that are not done. */
        List<Step> openNeeds(Step step) {
            return step.needs().stream()
                    .map(number -> plan.steps().get(number))
                    .filter(need -> need.action() != Action.HOLD && !satisfied(need))
                    .toList();
        }

        /** A namespace can be used once it is written, a definition once it is established. */
        private boolean satisfied(Step need) {
            Progress.Stage stage = of(need).stage();
            return stage == Progress.Stage.DONE
                    || stage == Progress.Stage.WRITTEN
                            && !need.removes()
                            && need.key().kind().equals("Namespace");
        }

        boolean skipped(Step step) {
            return step.needs().stream()
                    .map(number -> plan.steps().get(number))
                    .anyMatch(need -> of(need).stage() == Progress.Stage.FAILED
                            || of(need).stage() == Progress.Stage.STALE
                            || skipped(need));
        }

        boolean anyFailed(List<Step> steps) {
            return steps.stream().anyMatch(step -> {
                Progress.Stage stage = of(step).stage();
                return stage == Progress.Stage.FAILED || stage == Progress.Stage.STALE;
            });
        }
    }
}
