package io.gitops4j.samples.cli;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.run.Run;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}: what was done, when, from which commit, by whom and why. */
@Command(
        name = "history",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Shows past runs, newest first: what changed, from which commit, when, and who asked.")
final class HistoryVerb extends Verb {
    @Mixin
    private final ApplicationOptions options = new ApplicationOptions();

    @Option(names = "--limit", paramLabel = "N", description = "How many runs at most. Default: 10")
    private int limit = 10;

    HistoryVerb(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Session session, Report report) {
        ApplicationId id = options.application(session).id();
        List<Run> runs = session.reconciler().history(id, Optional.empty(), Math.max(1, limit));
        report.history(id, runs);
        return Exit.DONE;
    }
}
