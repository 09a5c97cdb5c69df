package io.gitops4j.samples.cli;

import io.gitops4j.core.reconcile.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how an application stands. */
@Command(
        name = "status",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Shows how the application stands: in sync or not, its health, who changed what, its last run.")
final class StatusVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    StatusVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        Status status = session.reconciler().status(options.application(session), session.stop());
        Exit exit = Exit.of(status);
        report.status(status, exit);
        return exit;
    }
}
