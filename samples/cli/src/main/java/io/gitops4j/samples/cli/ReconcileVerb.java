package io.gitops4j.samples.cli;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.event.EventListener;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.run.Run;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reconcile}: plans and applies, once or again and again. */
@Command(
        name = "reconcile",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Plans and applies; with --watch again and again until it is interrupted.")
final class ReconcileVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    @Mixin
    private final NamespaceOptions namespace = new NamespaceOptions();

    @Option(names = "--watch", description = "Go on until interrupted, and print what happens")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "How often to look with --watch. Default: 15s, or what the application's file says")
    private @Nullable Duration interval;

    private @Nullable Watch watching;

    ReconcileVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    EventListener listener(Report report, Progress progress) {
        if (!watch) {
            return progress;
        }
        Watch made = new Watch(report);
        watching = made;
        return made;
    }

    @Override
    Exit run(Session session, Report report) {
        Application application = options.application(session);
        Plan plan = session.reconciler().plan(application, session.trigger(), session.stop());
        namespace.prepare(application, plan, session, report);
        if (watching != null) {
            Duration every = interval != null ? interval : options.isFile() ? application.interval() : Watch.INTERVAL;
            return watching.run(session, application.toBuilder().every(every).build());
        }
        Run run = session.reconciler().reconcile(application, session.trigger(), session.stop());
        Exit exit = Exit.of(run.outcome());
        report.run("reconcile", run, exit);
        return exit;
    }
}
