package io.gitops4j.samples.cli;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.reconcile.ObjectStatus;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Outcome;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text for people. */
final class TextReport implements Report {
    private final Terminal terminal;
    private final Paint paint;
    private final Progress progress;
    private final ChangeText changes;

    TextReport(Terminal terminal, Paint paint, Progress progress) {
        this.terminal = terminal;
        this.paint = paint;
        this.progress = progress;
        this.changes = new ChangeText(paint);
    }

    @Override
    public void notice(String line) {
        print(line);
    }

    @Override
    public void plan(Plan plan, Exit exit) {
        print(paint.strong("Plan for " + plan.application()) + " at " + Words.of(plan.revisions()));
        plan.changes().forEach(change -> changes.lines(change, "").forEach(this::print));
        plan.warnings().forEach(this::warning);
        print(summary(plan));
        plan.changes().stream()
                .filter(change -> change.action() == Action.HOLD && confirmable(plan, change))
                .forEach(change -> print("to let it go: --confirm \"" + change.object() + "\""));
        print("digest " + plan.digest());
    }

    @Override
    public void diff(Plan plan) {
        plan.toDiff()
                .lines()
                .map(line -> line.startsWith("+") ? paint.good(line) : line.startsWith("-") ? paint.bad(line) : line)
                .forEach(this::print);
    }

    /** The face of a plan does not tell; trying changes nothing. */
    private static boolean confirmable(Plan plan, PlannedChange change) {
        try {
            plan.confirm(List.of(change.object()));
            return true;
        } catch (GitOpsException e) {
            return false;
        }
    }

    private static String summary(Plan plan) {
        List<String> parts = new ArrayList<>();
        for (Action action : Action.values()) {
            if (plan.count(action) > 0) {
                parts.add(plan.count(action) + " " + Words.todo(action));
            }
        }
        parts.add(plan.unchanged() + " unchanged");
        return (plan.changes().isEmpty() ? "Nothing to do: " : "") + String.join(", ", parts);
    }

    @Override
    public void run(String verb, Run run, Exit exit) {
        progress.end();
        print(paint.strong(run.application() + " run " + run.id() + ": ") + outcome(run.outcome()) + at(run) + ", "
                + run.unchanged() + " unchanged, " + Words.of(Duration.between(run.started(), run.ended())));
        steps(run);
        // what is held or blocked was said with its object
        run.outcome().problems().stream()
                .filter(problem -> run.steps().stream().noneMatch(step -> told(step, problem)))
                .forEach(this::error);
    }

    private static boolean told(StepResult step, Problem problem) {
        return step.status() == StepResult.Status.NOT_PLANNED
                && step.problem().filter(problem::equals).isPresent();
    }

    private static String at(Run run) {
        return run.revisions().all().isEmpty() ? "" : " at " + run.revisions();
    }

    private String outcome(Outcome outcome) {
        String word = Words.of(outcome.kind());
        return switch (Exit.of(outcome)) {
            case DONE -> paint.good(word);
            case ERROR -> paint.bad(word);
            default -> paint.changed(word);
        };
    }

    private void steps(Run run) {
        for (StepResult step : run.steps()) {
            String note = switch (step.status()) {
                case DONE, NOT_PLANNED -> "";
                case FAILED -> paint.bad("  failed");
                case SKIPPED -> paint.changed("  skipped");
            };
            changes.lines(step.change(), note).forEach(this::print);
        }
    }

    @Override
    public void status(Status status, Exit exit) {
        print(paint.strong(status.application().toString()) + "  " + sync(status) + ", " + health(status.health())
                + (status.suspended() ? ", " + paint.changed("suspended") : ""));
        if (!status.revisions().all().isEmpty()) {
            print("  at " + Words.of(status.revisions()));
        }
        Map<String, PlannedChange> pending = new LinkedHashMap<>();
        status.plan().ifPresent(plan -> plan.changes().forEach(change -> pending.put(change.object(), change)));
        for (ObjectStatus object : status.objects()) {
            print(line(object));
            PlannedChange change = pending.remove(object.key().toString());
            if (change != null) {
                changes.details(change).forEach(this::print);
            }
        }
        // what is blocked before it is known which object it is
        pending.values().forEach(change -> changes.lines(change, "").forEach(this::print));
        status.plan().ifPresent(plan -> plan.warnings().forEach(this::warning));
        status.current().ifPresent(open -> print("run " + open.id() + " goes on since " + Words.of(open.started())));
        status.last()
                .ifPresent(run -> print("last run " + run.id() + ": " + outcome(run.outcome()) + at(run) + ", "
                        + Words.of(run.ended()) + ", " + run.trigger()));
        status.problems().forEach(this::error);
    }

    private String sync(Status status) {
        String word = Words.of(status.sync());
        return status.sync() == Status.Sync.SYNCED ? paint.good(word) : paint.changed(word);
    }

    private String health(Health.Status health) {
        String word = Words.of(health);
        return switch (health) {
            case HEALTHY -> paint.good(word);
            case DEGRADED, MISSING -> paint.bad(word);
            default -> paint.changed(word);
        };
    }

    private String line(ObjectStatus object) {
        Health health = object.health();
        String why =
                health.status() == Health.Status.HEALTHY || health.message().isEmpty() ? "" : ": " + health.message();
        String verdict = object.verdict() == Verdict.IN_SYNC ? "" : ", " + paint.changed(Words.of(object.verdict()));
        return "  " + object.key() + "  " + health(health.status()) + why + verdict;
    }

    @Override
    public void history(ApplicationId application, List<Run> runs) {
        if (runs.isEmpty()) {
            print("there are no runs of " + application);
        }
        for (Run run : runs) {
            print(paint.strong("run " + run.id()) + "  " + Words.of(run.started()) + "  " + outcome(run.outcome())
                    + ", " + run.trigger());
            if (!run.revisions().all().isEmpty()) {
                print("  from " + Words.of(run.revisions()));
            }
            steps(run);
            run.outcome().problems().forEach(problem -> print("      " + paint.bad(problem.text())));
        }
    }

    @Override
    public void edited(String object, String actor, List<String> fields) {
        print(actor + " edited " + object + ": " + String.join(", ", fields));
    }

    @Override
    public void event(Event event) {
        boolean quiet = event.kind() == Event.Kind.PHASE_STARTED || event.kind() == Event.Kind.PHASE_ENDED;
        if (!quiet) {
            String run = event.run().map(id -> " " + id).orElse("");
            print(paint.quiet(Words.of(event.at()) + " " + event.application() + run) + " " + Words.of(event.kind())
                    + (event.message().isEmpty() ? "" : ": " + event.message()));
        }
    }

    @Override
    public void failed(List<Problem> problems, Exit exit) {
        progress.end();
        problems.forEach(this::error);
    }

    private void warning(Problem problem) {
        print(paint.changed("warning: ") + problem.text());
    }

    private void error(Problem problem) {
        terminal.err().println(paint.bad("error: ") + problem.text());
    }

    private void print(String line) {
        terminal.out().println(line);
    }
}
