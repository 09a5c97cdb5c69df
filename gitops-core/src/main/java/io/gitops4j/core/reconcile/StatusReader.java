package io.gitops4j.core.reconcile;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.internal.DeliveryPlan;
import io.gitops4j.core.plan.internal.ObjectState;
import io.gitops4j.core.state.ApplicationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one application without touching it. */
final class StatusReader {
    private final Engine engine;

    StatusReader(Engine engine) {
        this.engine = engine;
    }

    Status read(Application application, ApplicationState state, Cancellation cancellation) {
        Instant now = engine.clock().instant();
        @Nullable Plan plan = null;
        List<ObjectStatus> objects = new ArrayList<>();
        List<Problem> problems = List.of();
        try {
            DeliveryPlan made = Planned.of(
                            engine,
                            application,
                            state.inventory(),
                            RunLog.silent(engine, application.id()),
                            cancellation)
                    .plan();
            for (ObjectState object : made.states()) {
                objects.add(new ObjectStatus(
                        object.key(), object.verdict(), engine.health().assess(object.key(), object.live(), now)));
            }
            objects.sort(Comparator.comparing(ObjectStatus::key));
            plan = made;
        } catch (GitOpsException e) {
            problems = e.problems();
        }
        return new Status(
                application.id(), now, application.suspended(), plan, objects, problems, state.open(), state.last());
    }
}
