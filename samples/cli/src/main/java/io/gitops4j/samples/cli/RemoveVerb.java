package io.gitops4j.samples.cli;

import io.gitops4j.core.reconcile.Removal;
import io.gitops4j.core.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code remove}: ends an application. */
@Command(
        name = "remove",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Ends the application: removes its objects, or leaves them without our mark.")
final class RemoveVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    @Option(names = "--keep-objects", description = "Leave the objects where they are, without our mark")
    private boolean keep;

    RemoveVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        Removal removal = keep ? Removal.KEEP_OBJECTS : Removal.DELETE_OBJECTS;
        Run run = session.reconciler().remove(options.application(session), removal, session.trigger(), session.stop());
        Exit exit = Exit.of(run.outcome());
        report.run("remove", run, exit);
        return exit;
    }
}
