package io.gitops4j.core.reconcile;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.resource.Resource;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.StepResult;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.run.internal.Execution;
import io.gitops4j.core.run.internal.Observed;
import io.gitops4j.core.run.internal.Progress;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import io.gitops4j.core.view.internal.Interest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What one run is of, and what is kept of it.
 *
 * @param plan what it does
 * @param live where, as its application sees it
 * @param keeper its claim
 * @param state what was stored before it
 * @param trigger why
 * @param started when
 * @param log tells listeners
 */
record RunSetup(
        DeliveryPlan plan,
        Interest live,
        ClaimKeeper keeper,
        ApplicationState state,
        Trigger trigger,
        Instant started,
        RunLog log) {

    Claim claim() {
        return keeper.claim();
    }

    RunId id() {
        return new RunId(claim().token());
    }

    OpenRun open() {
        return new OpenRun(
                id(),
                trigger,
                started,
                plan.revisions(),
                plan.digest(),
                plan.steps().size());
    }

    Delivery delivery(Engine engine) {
        Application application = plan.configuration();
        StepWriter writer = new StepWriter(
                live.cluster(),
                engine.comparing().differ(application),
                engine.comparing().digests(),
                engine.comparing().mark(application),
                engine.comparing().manager(application),
                engine.clock());
        return new Delivery(
                plan,
                state.inventory(),
                live.cluster(),
                writer,
                engine.comparing().differ(application),
                engine.health(),
                engine.clock());
    }

    /** The run as it ended. */
    Run run(Instant ended, Outcome outcome, Execution execution, Observed seen) {
        List<StepResult> results = new ArrayList<>();
        for (Step step : plan.steps()) {
            results.add(result(step, ended, execution, seen));
        }
        plan.blocked().forEach(line -> {
            StepResult result = StepResult.of(line, StepResult.Status.NOT_PLANNED);
            results.add(line.reason().map(result::because).orElse(result));
        });
        return Run.of(plan.application(), id(), trigger, started, ended, outcome)
                .of(plan.revisions(), plan.digest(), results, plan.unchanged());
    }

    private static StepResult result(Step step, Instant now, Execution execution, Observed seen) {
        if (step.action() == Action.HOLD) {
            StepResult held = StepResult.of(step.face(), StepResult.Status.NOT_PLANNED);
            return step.face().reason().map(held::because).orElse(held);
        }
        Progress progress = execution.progress(step, seen, now);
        StepResult.Status status = switch (progress.stage()) {
            case WRITTEN, DONE -> StepResult.Status.DONE;
            case FAILED, STALE -> StepResult.Status.FAILED;
            case PENDING -> StepResult.Status.SKIPPED;
        };
        StepResult result = StepResult.of(step.face(), status);
        return progress.failure().map(result::because).orElse(result);
    }

    /** Keeps the run, and gives the claim back; a run that cannot be kept says so. */
    Run record(Engine engine, Run run, Inventory inventory) {
        try {
            StateChange change = StateChange.end(run);
            engine.store().commit(claim(), inventory.equals(state.inventory()) ? change : change.and(inventory));
            return run;
        } catch (GitOpsException e) {
            List<io.gitops4j.core.Problem> problems =
                    new ArrayList<>(run.outcome().problems());
            problems.addAll(e.problems());
            return Run.of(
                            run.application(),
                            run.id(),
                            run.trigger(),
                            run.started(),
                            run.ended(),
                            Outcome.of(Outcome.Kind.FAILED, problems))
                    .of(run.revisions(), plan.digest(), run.steps(), run.unchanged());
        } finally {
            keeper.close();
        }
    }

    static String some(Collection<ResourceKey> keys) {
        String first = String.join(
                ", ", keys.stream().sorted().limit(3).map(Resource::title).toList());
        return keys.size() > 3 ? first + " and " + (keys.size() - 3) + " more" : first;
    }

    static String past(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case UPDATE -> "updated";
            case ADOPT -> "adopted";
            case PRUNE -> "removed";
            case HOLD -> "held";
            case BLOCKED -> "blocked";
        };
    }

    /** Whether the last run that was kept tells already what {@code run} would. */
    boolean saysNothingNew(Run run) {
        Optional<Run> last = state.last();
        return run.outcome().kind() == Outcome.Kind.NO_CHANGE
                && last.isPresent()
                && last.get().revisions().equals(run.revisions())
                && (last.get().outcome().kind() == Outcome.Kind.NO_CHANGE
                        || last.get().outcome().kind() == Outcome.Kind.APPLIED);
    }
}
