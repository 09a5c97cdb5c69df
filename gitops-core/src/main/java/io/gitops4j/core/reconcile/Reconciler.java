package io.gitops4j.core.reconcile;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.Trigger;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.state.ApplicationState;
import io.gitops4j.core.view.LiveViewStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Brings clusters to what applications declare: {@link #plan} says what would be done, {@link #apply} does exactly that,
 * {@link #reconcile} is both. Safe for any number of threads; runs of one application exclude each other, across processes where
 * the store is shared.
 *
 * <pre>{@code
 * Plan plan = reconciler.plan(shop, Trigger.manual("release bot"), Cancellation.none());
 * Run run = reconciler.apply(plan, Trigger.manual("release bot"), Cancellation.none());
 * }</pre>
 *
 * <p>{@code plan} throws where there is no plan. {@code apply} and {@code reconcile} return a {@link Run} for anything that
 * happens in operation, and throw for misuse alone.
 */
public final class Reconciler implements AutoCloseable {
    private final Engine engine;
    private final Runner runner;
    private final AutoCloseable owned;

    Reconciler(Engine engine, AutoCloseable owned) {
        this.engine = engine;
        this.runner = new Runner(engine);
        this.owned = owned;
    }

    /** A builder. */
    public static ReconcilerBuilder builder() {
        return new ReconcilerBuilder();
    }

    /**
     * What bringing the application to what its sources declare now would do. Writes nothing, anywhere.
     *
     * @throws GitOpsException with every problem found: of the source, the renderer, the declared objects, the cluster
     */
    public Plan plan(Application application, Trigger trigger, Cancellation cancellation) {
        RunLog log = new RunLog(engine, application.id(), null);
        ApplicationState state = engine.store().load(application.id());
        try {
            return Planned.of(engine, application, state.inventory(), log, cancellation)
                    .plan();
        } finally {
            log.leave();
        }
    }

    /**
     * Does exactly what {@code reviewed} says, or ends {@link Outcome.Kind#STALE}, naming what moved. Blocks its caller, and
     * runs on the caller's thread.
     *
     * @param reviewed a plan of this reconciler, or of one with the same store and clusters
     */
    public Run apply(Plan reviewed, Trigger trigger, Cancellation cancellation) {
        DeliveryPlan plan = own(reviewed);
        return block(caller -> begin(plan, trigger, caller, cancellation));
    }

    /** Plans and applies. Blocks its caller, and runs on the caller's thread. */
    public Run reconcile(Application application, Trigger trigger, Cancellation cancellation) {
        return block(caller -> begin(application, trigger, caller, cancellation));
    }

    /** Does exactly what {@code reviewed} says, as {@link #apply} does, on the host's executor; waiting holds no thread. */
    public RunHandle start(Plan reviewed, Trigger trigger) {
        return begin(own(reviewed), trigger, engine.executor(), Cancellation.none());
    }

    RunHandle begin(Application application, Trigger trigger, Executor executor, Cancellation cancellation) {
        return runner.begin(
                application,
                trigger,
                (state, claim, log) -> Planned.of(engine, application, state.inventory(), log, cancellation),
                executor,
                cancellation);
    }

    private RunHandle begin(DeliveryPlan plan, Trigger trigger, Executor executor, Cancellation cancellation) {
        return runner.begin(
                plan.configuration(),
                trigger,
                (state, claim, log) -> {
                    Runner.checkInventory(plan, state.inventory());
                    return Planned.again(engine, plan);
                },
                executor,
                cancellation);
    }

    /** The revisions that the application's sources have now. */
    Revisions revisions(Application application, Cancellation cancellation) {
        return engine.declaring().resolve(application, cancellation);
    }

    Engine engine() {
        return engine;
    }

    private static DeliveryPlan own(Plan plan) {
        if (plan instanceof DeliveryPlan delivery) {
            return delivery;
        }
        throw new IllegalArgumentException(
                "not a plan of a reconciler: " + plan.getClass().getName());
    }

    /** Drives a run on the caller's thread to its end. */
    static Run block(Function<Executor, RunHandle> beginning) {
        CallerExecutor caller = new CallerExecutor();
        RunHandle handle = beginning.apply(caller);
        if (handle instanceof EndedRun ended) {
            return ended.run();
        }
        RunDrive drive = (RunDrive) handle;
        caller.runUntil(drive::isDone, () -> drive.cancel("the thread was interrupted"));
        return drive.join();
    }

    /** How the application stands: against what its sources declare now, its health, its current and its last run. */
    public Status status(Application application, Cancellation cancellation) {
        ApplicationState state = engine.store().load(application.id());
        return new StatusReader(engine).read(application, state, cancellation);
    }

    /**
     * The runs that were kept, newest first. A run that found nothing to do is kept where it was the first to see its
     * revisions.
     *
     * @param before only those before this run; empty for the newest
     * @param limit the most to return, at least 1
     */
    public List<Run> history(ApplicationId application, Optional<RunId> before, int limit) {
        return engine.store().history(application, before, limit);
    }

    /**
     * Ends an application: its objects go, or stay without our mark. What is stored of it is forgotten once nothing of it is
     * left; a run that is held, or leaves something, can be repeated.
     */
    public Run remove(Application application, Removal removal, Trigger trigger, Cancellation cancellation) {
        return new Ending(engine, runner).end(application, removal, trigger, cancellation);
    }

    /** What each live view holds, one for each cluster and identity that an application was read by. */
    public List<LiveViewStats> liveViews() {
        return engine.views().stats();
    }

    /** Ends watches, tells listeners what they were not told yet, and frees what this reconciler made for itself. The host's parts stay. */
    @Override
    public void close() {
        engine.views().close();
        engine.bus().drain(Duration.ofSeconds(5));
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing failed", e);
        }
    }
}
