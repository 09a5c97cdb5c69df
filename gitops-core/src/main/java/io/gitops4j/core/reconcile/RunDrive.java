package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.CancellationSource;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.internal.Step;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.run.JournalEntry;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunId;
import io.gitops4j.core.run.internal.Execution;
import io.gitops4j.core.run.internal.Observed;
import io.gitops4j.core.run.internal.Progress;
import io.gitops4j.core.run.internal.Turn;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.state.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one run: asks the pure execution what is next, does it, and parks while there is nothing to do. At most one thread is
 * in it at a time; none is while it waits.
 */
final class RunDrive implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(RunDrive.class);

    private final Engine engine;
    private final RunSetup setup;
    private final Execution execution;
    private final Delivery delivery;
    private final Waits waits;
    private final Executor executor;
    private final CancellationSource cancellation;
    private final CompletableFuture<Run> completion = new CompletableFuture<>();
    /** How often it was woken since it last looked; not 0 while a thread is in it, or about to be. */
    private final AtomicInteger woken = new AtomicInteger();

    private final List<JournalEntry> answered = new ArrayList<>();
    private volatile RunStatus status;
    private volatile @Nullable Superseding superseding;

    /** Says whether a newer run waits to take this one's place. */
    @FunctionalInterface
    interface Superseding {
        boolean newer();
    }

    RunDrive(Engine engine, RunSetup setup, Executor executor, Cancellation cancellation) {
        this.engine = engine;
        this.setup = setup;
        this.executor = executor;
        this.cancellation = cancellation.child();
        this.execution = new Execution(setup.plan());
        this.waits = new Waits(setup.live().view(), engine.scheduler(), executor, engine.clock(), this::wake);
        this.delivery = setup.delivery(engine);
        this.status =
                new RunStatus(setup.id(), Phase.APPLY, 0, setup.plan().steps().size(), false);
        this.cancellation.onRequest(this::wake);
    }

    /** Begins: records what it is about to do, then goes on by itself. */
    RunDrive start() {
        try {
            engine.store().commit(setup.claim(), StateChange.begin(setup.open()).and(delivery.inventory()));
        } catch (GitOpsException e) {
            end(Outcome.of(Outcome.Kind.FAILED, e.problems()).in(Phase.APPLY));
            return this;
        }
        wake();
        return this;
    }

    void supersededBy(Superseding newer) {
        this.superseding = newer;
    }

    /** Looks again soon, on the executor; from any thread, as often as may be. */
    void wake() {
        if (!completion.isDone() && woken.getAndIncrement() == 0) {
            executor.execute(this::advance);
        }
    }

    /** Who wakes it while a thread is in it makes that thread look again, and needs none of its own. */
    private void advance() {
        int seen;
        do {
            seen = woken.get();
            look();
        } while (woken.addAndGet(-seen) != 0);
    }

    private void look() {
        if (completion.isDone()) {
            return;
        }
        try {
            turns();
        } catch (GitOpsException e) {
            boolean cancelled = e.code().equals(Code.CANCELLED);
            end(Outcome.of(cancelled ? Outcome.Kind.CANCELLED : Outcome.Kind.FAILED, e.problems())
                    .in(setup.log().phase()));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("a run of {} failed", setup.plan().application(), e);
            end(Outcome.of(Outcome.Kind.FAILED, List.of(internal(e)))
                    .in(setup.log().phase()));
        } catch (Error e) {
            abandon(e);
            throw e;
        }
    }

    /** The virtual machine fails: nothing more is done or recorded, so that the next run finds this one interrupted. */
    private void abandon(Error e) {
        waits.close();
        setup.keeper().close();
        completion.completeExceptionally(e);
    }

    static Problem internal(Throwable e) {
        return Problem.of(
                Code.INTERNAL,
                Location.nowhere(),
                "a bug here or in a plug-in: " + e.getClass().getName() + "; the log has its trace");
    }

    private void turns() {
        while (true) {
            Turn turn = execution.next(delivery.observed(stop()), engine.clock().instant());
            if (turn instanceof Turn.Done done) {
                end(done.outcome());
                return;
            }
            if (turn instanceof Turn.Act act) {
                act(act);
            } else if (park((Turn.Await) turn)) {
                return;
            }
        }
    }

    private Optional<Observed.Stop> stop() {
        if (cancellation.requested()) {
            return Optional.of(Observed.Stop.CANCELLED);
        }
        Superseding newer = superseding;
        return newer != null && newer.newer() ? Optional.of(Observed.Stop.SUPERSEDED) : Optional.empty();
    }

    private void act(Turn.Act act) {
        setup.log().in(act.phase());
        setup.keeper().check();
        List<JournalEntry> sending = act.steps().stream()
                .map(step -> entry(step, JournalEntry.Stage.SENT))
                .toList();
        engine.store().append(setup.claim(), setup.id(), sending);
        answered.clear();
        delivery.act(act.steps(), this::mustStop, new Telling(act.phase()), Cancellation.none());
        if (!answered.isEmpty()) {
            engine.store().append(setup.claim(), setup.id(), answered);
        }
        engine.store().commit(setup.claim(), StateChange.inventory(delivery.inventory()));
    }

    private boolean mustStop() {
        return cancellation.requested() || setup.keeper().lost();
    }

    /** Whether there is nothing to do until something wakes the run. */
    private boolean park(Turn.Await await) {
        setup.log().in(await.phase());
        setup.keeper().check();
        delivery.see(waits.read(delivery.versions(await.keys()), await.until(), cancellation));
        Turn again = execution.next(delivery.observed(stop()), engine.clock().instant());
        boolean waiting = again instanceof Turn.Await next
                && next.keys().equals(await.keys())
                && next.until().isAfter(engine.clock().instant());
        if (waiting) {
            int done = (int)
                    setup.plan().steps().stream().filter(step -> ended(step)).count();
            status = new RunStatus(
                    setup.id(), await.phase(), done, setup.plan().steps().size(), true);
            if (!await.keys().isEmpty()) {
                setup.log().waiting("waiting for " + RunSetup.some(await.keys()));
            }
        }
        return waiting;
    }

    private boolean ended(Step step) {
        Progress.Stage stage = execution
                .progress(
                        step,
                        delivery.observed(Optional.empty()),
                        engine.clock().instant())
                .stage();
        return stage != Progress.Stage.PENDING && stage != Progress.Stage.WRITTEN;
    }

    private JournalEntry entry(Step step, JournalEntry.Stage stage) {
        return JournalEntry.of(
                step.number(),
                step.key().toString(),
                stage,
                step.digest(),
                engine.clock().instant());
    }

    private void end(Outcome outcome) {
        waits.close();
        cancellation.close();
        Run run = setup.run(engine.clock().instant(), outcome, execution, delivery.observed(Optional.empty()));
        Run recorded = setup.record(engine, run, delivery.inventory());
        setup.log().ended(recorded.outcome());
        completion.complete(recorded);
    }

    @Override
    public RunId id() {
        return setup.id();
    }

    @Override
    public RunStatus status() {
        return status;
    }

    @Override
    public void cancel(String reason) {
        cancellation.cancel(reason);
    }

    @Override
    public CompletionStage<Run> completion() {
        return completion.minimalCompletionStage();
    }

    boolean isDone() {
        return completion.isDone();
    }

    Run join() {
        return completion.join();
    }

    Revisions revisions() {
        return setup.plan().revisions();
    }

    /** Whether it waits now. */
    boolean parked() {
        return status.waiting() && !completion.isDone();
    }

    /** Journal and events of each step. */
    private final class Telling implements Delivery.Teller {
        private final Phase phase;

        Telling(Phase phase) {
            this.phase = phase;
        }

        @Override
        public void sending(Step step) {
            status = new RunStatus(
                    setup.id(), phase, step.number(), setup.plan().steps().size(), false);
        }

        @Override
        public void ended(Step step, Progress progress, Live live) {
            switch (progress.stage()) {
                case WRITTEN, DONE -> {
                    JournalEntry entry = entry(step, JournalEntry.Stage.ACKED);
                    answered.add(
                            live instanceof Live.Present present
                                    ? entry.of(present.uid(), present.resourceVersion())
                                    : entry);
                    setup.log().step(step.face(), RunSetup.past(step.action()));
                }
                case FAILED, STALE -> {
                    answered.add(entry(step, JournalEntry.Stage.FAILED));
                    progress.failure().ifPresent(problem -> setup.log().failed(step.face(), problem));
                }
                case PENDING -> setup.log().step(step.face(), "to be sent again:");
            }
        }
    }
}
