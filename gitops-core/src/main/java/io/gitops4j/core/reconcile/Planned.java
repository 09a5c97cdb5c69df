package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.plan.Inventory;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.run.Phase;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.view.internal.Interest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan and what its application sees of the cluster.
 *
 * @param plan the plan
 * @param live the application's part of the live view
 */
record Planned(DeliveryPlan plan, Interest live) {

    /** Plans {@code application} at what its sources declare now. */
    static Planned of(
            Engine engine, Application application, Inventory inventory, RunLog log, Cancellation cancellation) {
        Boundary boundary = within(engine, application);
        log.in(Phase.RESOLVE);
        Revisions revisions = engine.declaring().resolve(application, cancellation);
        log.in(Phase.RENDER);
        Declaration declaration = engine.declaring().render(application, revisions, boundary, cancellation);
        report(application, declaration, log);
        return compare(engine, application, declaration, inventory, boundary, log, cancellation);
    }

    /** Plans the removal of all that is {@code application}'s. */
    static Planned ofNothing(
            Engine engine, Application application, Inventory inventory, RunLog log, Cancellation cancellation) {
        Declaration nothing = new Declaration(Revisions.none(), List.of(), List.of(), List.of(), Map.of());
        return compare(engine, application, nothing, inventory, within(engine, application), log, cancellation);
    }

    /** A plan that was made before, where the application may still do all of it. */
    static Planned again(Engine engine, DeliveryPlan plan) {
        Boundary boundary = within(engine, plan.configuration());
        List<Problem> outside = plan.steps().stream()
                .flatMap(step -> boundary.check(step.key(), step.face().location()).stream())
                .toList();
        if (!outside.isEmpty()) {
            throw new GitOpsException(outside);
        }
        return new Planned(plan, open(engine, plan.configuration(), boundary));
    }

    private static Interest open(Engine engine, Application application, Boundary boundary) {
        return engine.views().open(application.id(), application.cluster(), boundary.identity());
    }

    private static Boundary within(Engine engine, Application application) {
        Boundary boundary = engine.boundaries().of(application.id());
        List<Problem> outside = boundary.check(application);
        if (!outside.isEmpty()) {
            throw new GitOpsException(outside);
        }
        return boundary;
    }

    private static Planned compare(
            Engine engine,
            Application application,
            Declaration declaration,
            Inventory inventory,
            Boundary boundary,
            RunLog log,
            Cancellation cancellation) {
        log.in(Phase.COMPARE);
        Interest live = open(engine, application, boundary);
        DeliveryPlan plan = engine.comparing().plan(application, declaration, inventory, live, boundary, cancellation);
        Stream.concat(plan.changes().stream(), plan.tolerated().stream())
                .filter(change -> change.verdict() == Verdict.DRIFTED || change.verdict() == Verdict.BOTH)
                .forEach(log::drift);
        return new Planned(plan, live);
    }

    private static void report(Application application, Declaration declaration, RunLog log) {
        application
                .sources()
                .forEach(source -> declaration
                        .revisions()
                        .of(source.name())
                        .ifPresent(revision -> revision.replaced()
                                .ifPresent(
                                        previous -> log.rewritten(Declaring.rewritten(source, revision, previous)))));
    }

    /** The revision of the first source, for a message. */
    static String at(Revisions revisions) {
        return revisions.all().values().stream()
                .findFirst()
                .map(Revision::toString)
                .orElse("nothing");
    }
}
