package io.gitops4j.samples.cli;

import io.gitops4j.core.Problem;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code apply}: plans, and does it, or ends stale where the plan is not the one that was reviewed. */
@Command(
        name = "apply",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Plans and applies; with --plan only where that plan still fits.")
final class ApplyVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Option(
            names = "--plan",
            paramLabel = "DIGEST",
            description = "The digest of a plan that was reviewed, or at least its first 12 digits")
    private @Nullable String digest;

    @Option(
            names = "--confirm",
            paramLabel = "OBJECT",
            description = "Lets go a removal that the plan holds for a confirmation; may be repeated")
    private List<String> confirm = new ArrayList<>();

    ApplyVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        Application application = options.application(session);
        Plan plan = session.reconciler().plan(application, session.trigger(), session.stop());
        if (digest != null) {
            List<Problem> moved = session.shown().compare(digest, plan);
            if (!moved.isEmpty()) {
                report.failed(moved, Exit.STALE);
                return Exit.STALE;
            }
        }
        plan = confirm.isEmpty() ? plan : plan.confirm(confirm);
        namespace.prepare(application, plan, session, report);
        Run run = session.reconciler().apply(plan, session.trigger(), session.stop());
        Exit exit = Exit.of(run.outcome());
        report.run("apply", run, exit);
        return exit;
    }
}
