package io.gitops4j.e2e;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import java.util.Optional;

/** Everything that is told or kept of what was planned and done, as one text: no value of a Secret may be in it. */
final class Told {
    private Told() {}

    /** All that is told of a plan and a run. */
    static String of(Host host, Application application, Plan plan, Run run) {
        StringBuilder out = new StringBuilder();
        out.append(plan).append(plan.toMarkdown()).append(Printer.json(plan.toDocument(), Mask.none()));
        plan.changes().forEach(line -> {
            out.append(line).append(line.reason());
            line.changes()
                    .forEach(change -> out.append(change)
                            .append(change.text())
                            .append(change.before())
                            .append(change.after()));
        });
        out.append(plan.warnings());
        out.append(of(run));
        host.events()
                .forEach(event -> out.append(event)
                        .append(event.message())
                        .append(event.problem())
                        .append(event.change().map(line -> line.changes().toString()))
                        .append(event.outcome()));
        host.reconciler().history(application.id(), Optional.empty(), 100).forEach(one -> out.append(of(one)));
        var state = host.store.load(application.id());
        state.inventory()
                .entries()
                .values()
                .forEach(entry -> out.append(entry).append(entry.fields()).append(entry.witness()));
        out.append(state)
                .append(host.status(application))
                .append(host.status(application).objects());
        return out.toString();
    }

    /** All that is told of a run. */
    static String of(Run run) {
        StringBuilder out = new StringBuilder();
        out.append(run).append(run.outcome().problems());
        run.steps().forEach(step -> {
            out.append(step).append(step.problem());
            step.change().changes().forEach(change -> out.append(change.text()).append(change.before()));
        });
        return out.toString();
    }
}
