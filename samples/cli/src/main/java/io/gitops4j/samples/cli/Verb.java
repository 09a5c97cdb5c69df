package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.event.EventListener;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;

/** One verb: opens what it needs, does its work, closes again. Whatever goes wrong is reported as problems. */
abstract class Verb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final StateOptions state = new StateOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    Verb(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Does the work. */
    abstract Exit run(Session session, Report report);

    @Override
    public final Integer call() {
        Progress progress = new Progress(terminal, output.json());
        Report report = output.report(terminal, progress);
        try (Session session = state.open(terminal.stop(), listener(report, progress))) {
            return run(session, report).code();
        } catch (GitOpsException e) {
            report.failed(e.problems(), Exit.ERROR);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Verb.class).error("a command failed", e);
            report.failed(List.of(bug(e)), Exit.ERROR);
        }
        return Exit.ERROR.code();
    }

    /** Who is told of events; the progress of long work unless a verb says otherwise. */
    EventListener listener(Report report, Progress progress) {
        return progress;
    }

    private static Problem bug(RuntimeException e) {
        return Problem.of(
                Code.INTERNAL,
                Location.nowhere(),
                "a bug: " + e.getClass().getName() + "; its trace is above, please report it");
    }
}
