package io.gitops4j.samples.cli;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: finds the verb, and turns whatever happens into an exit code. */
@Command(
        name = "gitops4j",
        synopsisSubcommandLabel = "VERB",
        description = "Delivers what a Git repository declares to a cluster.",
        mixinStandardHelpOptions = true,
        version = "gitops4j 0.1.0-SNAPSHOT",
        footer = {
            "",
            "Exit codes: 0 in sync or done, 1 error, 2 changes pending, 3 held or denied, 4 partly done, 5 stale plan.",
            "",
            "Example: gitops4j plan --repo . --path deploy --namespace shop"
        })
final class Cli implements Runnable {
    private Cli() {}

    /** Runs one command; its exit code. */
    static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new Cli());
        for (Verb verb : List.of(
                new PlanVerb(terminal),
                new ApplyVerb(terminal),
                new ReconcileVerb(terminal),
                new StatusVerb(terminal),
                new HistoryVerb(terminal),
                new RemoveVerb(terminal),
                new EditVerb(terminal))) {
            line.addSubcommand(verb);
        }
        line.registerConverter(Duration.class, new Durations());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((wrong, given) -> usage(terminal, wrong, given));
        return line.execute(args);
    }

    private static int usage(Terminal terminal, ParameterException wrong, String... args) {
        String verb = wrong.getCommandLine().getCommandSpec().qualifiedName();
        boolean json = String.join(" ", args).matches("(?s).*--output[= ]json.*");
        Problem problem = Problem.of(
                Code.INVALID_CONFIGURATION, Location.nowhere(), wrong.getMessage() + "; see: " + verb + " --help");
        Report report =
                json ? new JsonReport(terminal) : new TextReport(terminal, Paint.PLAIN, new Progress(terminal, false));
        report.failed(List.of(problem), Exit.ERROR);
        return Exit.ERROR.code();
    }

    /** Without a verb: what there is. */
    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "a verb is missing");
    }
}
