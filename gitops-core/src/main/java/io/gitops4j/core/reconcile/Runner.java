package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.run.Decision;
import io.gitops4j.core.run.GateRequest;
import io.gitops4j.core.run.OpenRun;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.run.internal.Execution;
import io.gitops4j.core.run.internal.Observed;
import io.gitops4j.core.run.internal.Turn;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.state.Claim;
import io.gitops4j.core.state.StateChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins runs: claims the application, plans, asks the gate, and hands over to a drive; or ends the run right there. */
final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Engine engine;

    Runner(Engine engine) {
        this.engine = engine;
    }

    /** Makes the plan of a run that holds its claim. */
    @FunctionalInterface
    interface Planning {
        Planned plan(ApplicationState state, Claim claim, RunLog log);
    }

    /** A run that began: one that goes on, or one that ended at once. */
    RunHandle begin(
            Application application, Trigger trigger, Planning planning, Executor executor, Cancellation cancellation) {
        Instant started = engine.clock().instant();
        Optional<Claim> claim;
        try {
            claim = engine.store()
                    .claim(
                            application.id(),
                            engine.holder() + "/" + Long.toHexString(System.nanoTime()),
                            ClaimKeeper.TTL);
        } catch (GitOpsException e) {
            return new EndedRun(unclaimed(application.id(), trigger, started, e.problems()));
        }
        if (claim.isEmpty()) {
            return new EndedRun(unclaimed(
                    application.id(),
                    trigger,
                    started,
                    List.of(Problem.retryable(
                            Code.HELD_ELSEWHERE,
                            Location.object("application " + application.id()),
                            "another run of it goes on; wait for it, or try again later"))));
        }
        ClaimKeeper keeper = new ClaimKeeper(engine.store(), claim.get(), engine.scheduler(), engine.executor());
        RunLog log = new RunLog(engine, application.id(), new RunId(claim.get().token()));
        log.started(trigger.toString());
        try {
            return begin(application, trigger, planning, executor, cancellation, started, keeper, log);
        } catch (GitOpsException e) {
            return new EndedRun(failed(application.id(), trigger, started, keeper, log, e.problems()));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("a run of {} failed", application.id(), e);
            return new EndedRun(failed(application.id(), trigger, started, keeper, log, List.of(RunDrive.internal(e))));
        } catch (Error e) {
            keeper.close();
            throw e;
        }
    }

    private RunHandle begin(
            Application application,
            Trigger trigger,
            Planning planning,
            Executor executor,
            Cancellation cancellation,
            Instant started,
            ClaimKeeper keeper,
            RunLog log) {
        ApplicationState state = settle(engine.store().load(application.id()), keeper.claim());
        if (application.suspended()) {
            return new EndedRun(end(
                    application.id(),
                    trigger,
                    started,
                    keeper,
                    log,
                    Outcome.of(Outcome.Kind.HELD, List.of(suspended(application)))));
        }
        Planned planned = planning.plan(state, keeper.claim(), log);
        DeliveryPlan plan = planned.plan();
        plan.warnings().forEach(log::warning);
        RunSetup setup = new RunSetup(plan, planned.live(), keeper, state, trigger, started, log);
        if (plan.isEmpty()) {
            return new EndedRun(unchanged(setup));
        }
        log.in(Phase.GATE);
        Optional<Outcome> stopped = gate(plan, trigger, state);
        if (stopped.isPresent()) {
            return new EndedRun(finish(setup, stopped.get().in(Phase.GATE)));
        }
        return new RunDrive(engine, setup, executor, cancellation).start();
    }

    private static Problem suspended(Application application) {
        return Problem.of(
                Code.GATE,
                Location.object("application " + application.id()),
                "it is suspended; resume it to reconcile it");
    }

    /** A run that an earlier process left open is ended as interrupted: what it did is in the inventory and the cluster. */
    private ApplicationState settle(ApplicationState state, Claim claim) {
        if (state.open().isEmpty()) {
            return state;
        }
        OpenRun open = state.open().get();
        Problem why = Problem.retryable(
                Code.INTERRUPTED,
                Location.object("application " + claim.application()),
                "its process ended after " + state.journal().size()
                        + " of its journal's entries; the next run completes it");
        Run interrupted = Run.of(
                        claim.application(),
                        open.id(),
                        open.trigger(),
                        open.started(),
                        engine.clock().instant(),
                        Outcome.of(Outcome.Kind.FAILED, List.of(why)).in(Phase.APPLY))
                .of(open.revisions(), open.plan(), List.of(), 0);
        engine.store().commit(claim, StateChange.end(interrupted));
        return state.closed(interrupted);
    }

    private Optional<Outcome> gate(Plan plan, Trigger trigger, ApplicationState state) {
        Decision decision;
        try {
            decision = engine.gate()
                    .review(GateRequest.of(
                            plan, trigger, state.last(), engine.clock().instant()));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("the gate failed on a plan of {}", plan.application(), e);
            decision = Decision.deny("the gate failed with " + e.getClass().getName() + "; the log has its trace");
        }
        if (decision.kind() == Decision.Kind.ALLOW) {
            return Optional.empty();
        }
        boolean denied = decision.kind() == Decision.Kind.DENY;
        Problem why = new Problem(
                Code.GATE, decision.reason(), Location.object("application " + plan.application()), !denied);
        Outcome outcome = Outcome.of(denied ? Outcome.Kind.DENIED : Outcome.Kind.HELD, List.of(why));
        return Optional.of(decision.until().map(outcome::retryAt).orElse(outcome));
    }

    /** The end of a run whose plan writes nothing. */
    private Run unchanged(RunSetup setup) {
        Turn turn = new Execution(setup.plan())
                .next(Observed.nothing(), engine.clock().instant());
        return finish(setup, ((Turn.Done) turn).outcome());
    }

    private Run finish(RunSetup setup, Outcome outcome) {
        Run run = setup.run(engine.clock().instant(), outcome, new Execution(setup.plan()), Observed.nothing());
        Inventory inventory = setup.plan().settled(setup.state().inventory());
        Run kept = run;
        if (setup.saysNothingNew(run) && inventory.equals(setup.state().inventory())) {
            setup.keeper().close();
        } else {
            kept = setup.record(engine, run, inventory);
        }
        setup.log().ended(kept.outcome());
        return kept;
    }

    private Run end(
            ApplicationId id, Trigger trigger, Instant started, ClaimKeeper keeper, RunLog log, Outcome outcome) {
        Phase phase = log.phase();
        Run run = Run.of(
                id,
                new RunId(keeper.claim().token()),
                trigger,
                started,
                engine.clock().instant(),
                outcome.in(phase));
        try {
            engine.store().commit(keeper.claim(), StateChange.end(run));
        } catch (GitOpsException e) {
            LOG.warn("a run of {} could not be kept: {}", id, e.getMessage());
        } finally {
            keeper.close();
        }
        log.ended(run.outcome());
        return run;
    }

    private Run failed(
            ApplicationId id,
            Trigger trigger,
            Instant started,
            ClaimKeeper keeper,
            RunLog log,
            List<Problem> problems) {
        boolean cancelled = problems.get(0).code().equals(Code.CANCELLED);
        boolean stale = problems.get(0).code().equals(Code.STALE);
        Outcome.Kind kind = cancelled ? Outcome.Kind.CANCELLED : stale ? Outcome.Kind.STALE : Outcome.Kind.FAILED;
        return end(id, trigger, started, keeper, log, Outcome.of(kind, problems));
    }

    private Run unclaimed(ApplicationId id, Trigger trigger, Instant started, List<Problem> problems) {
        Outcome outcome = Outcome.of(Outcome.Kind.FAILED, problems);
        new RunLog(engine, id, null).ended(outcome);
        // without a claim there is no number: nothing of it is kept
        return Run.of(id, RunId.none(), trigger, started, engine.clock().instant(), outcome);
    }

    /** Whether every removal of {@code plan} is still of an object that is the application's. */
    static void checkInventory(DeliveryPlan plan, Inventory now) {
        plan.steps().stream()
                .filter(step ->
                        step.action() == Action.PRUNE && now.find(step.key()).isEmpty())
                .findFirst()
                .ifPresent(step -> {
                    throw new GitOpsException(Problem.of(
                            Code.STALE,
                            step.face().location(),
                            "another run let it go since the plan was made; plan again to see what is to be done now"));
                });
    }
}
