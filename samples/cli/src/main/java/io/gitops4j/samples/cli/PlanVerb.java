package io.gitops4j.samples.cli;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: what would be done. */
@Command(
        name = "plan",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Shows what apply would do, and does nothing.")
final class PlanVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    @Option(names = "--diff", description = "Shows the changes as a unified diff of YAML as well; secrets stay hidden.")
    private boolean diff;

    PlanVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        Application application = options.application(session);
        Plan plan = session.reconciler().plan(application, session.trigger(), session.stop());
        session.shown().keep(plan);
        Exit exit = Exit.of(plan);
        report.plan(plan, exit);
        if (diff) {
            report.diff(plan);
        }
        return exit;
    }
}
