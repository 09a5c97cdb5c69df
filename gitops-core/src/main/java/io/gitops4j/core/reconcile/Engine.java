package io.gitops4j.core.reconcile;

import io.gitops4j.core.Scheduler;
import io.gitops4j.core.health.HealthRules;
import io.gitops4j.core.run.Gate;
import io.gitops4j.core.state.StateStore;
import io.gitops4j.core.view.internal.LiveViews;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The parts of a reconciler that its runs share.
 *
 * @param declaring from an application to what it declares
 * @param comparing from what is declared to a plan
 * @param views what is live in the host's clusters
 * @param boundaries what each application may reach
 * @param store what outlives the process
 * @param gate lets plans through
 * @param health judges objects
 * @param bus tells listeners
 * @param executor runs what need not block a caller
 * @param scheduler runs something later
 * @param clock the time
 * @param holder the word that this process claims applications by
 */
record Engine(
        Declaring declaring,
        Comparing comparing,
        LiveViews views,
        Boundaries boundaries,
        StateStore store,
        Gate gate,
        HealthRules health,
        EventBus bus,
        Executor executor,
        Scheduler scheduler,
        InstantSource clock,
        String holder) {}
