package io.gitops4j.samples.cli;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.event.Event;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.reconcile.ObjectStatus;
import io.gitops4j.core.reconcile.Status;
import io.gitops4j.core.run.Run;
import io.gitops4j.core.run.RunFormat;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON for programs: one document for each command, {@code gitops4j/cli-<verb>@1}, or {@code gitops4j/cli-error@1}
 * where it failed; a command that watches writes one {@code gitops4j/cli-event@1} a line instead. The documents hold no
 * secrets.
 */
final class JsonReport implements Report {
    private final Terminal terminal;
    private final List<Node> notices = new ArrayList<>();

    JsonReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void notice(String line) {
        notices.add(Node.of(line));
    }

    @Override
    public void plan(Plan plan, Exit exit) {
        print(document("plan", exit).put("plan", plan.toDocument()));
    }

    @Override
    public void run(String verb, Run run, Exit exit) {
        print(document(verb, exit).put("run", RunFormat.print(run)));
    }

    @Override
    public void status(Status status, Exit exit) {
        ObjBuilder out = document("status", exit)
                .put("application", status.application().toString())
                .put("at", status.at().toString())
                .put("sync", Words.key(status.sync()))
                .put("health", Words.key(status.health()))
                .put("suspended", status.suspended())
                .put(
                        "objects",
                        Node.array(status.objects().stream()
                                .map(JsonReport::object)
                                .toList()))
                .put("problems", problems(status.problems()));
        status.plan().ifPresent(plan -> out.put("plan", plan.toDocument()));
        status.current().ifPresent(open -> out.put("current", open.id().number()));
        status.last().ifPresent(run -> out.put("last", RunFormat.print(run)));
        print(out);
    }

    private static Node object(ObjectStatus object) {
        ObjBuilder out = Node.objectBuilder()
                .put("object", object.key().toString())
                .put("verdict", Words.key(object.verdict()))
                .put("health", Words.key(object.health().status()));
        if (!object.health().reason().isEmpty()) {
            out.put("reason", object.health().reason());
        }
        if (!object.health().message().isEmpty()) {
            out.put("message", object.health().message());
        }
        return out.build();
    }

    @Override
    public void history(ApplicationId application, List<Run> runs) {
        print(document("history", Exit.DONE)
                .put("application", application.toString())
                .put("runs", Node.array(runs.stream().map(RunFormat::print).toList())));
    }

    @Override
    public void edited(String object, String actor, List<String> fields) {
        print(document("edit", Exit.DONE)
                .put("object", object)
                .put("actor", actor)
                .put("fields", Node.array(fields.stream().map(Node::of).toList())));
    }

    @Override
    public void event(Event event) {
        ObjBuilder out = Node.objectBuilder()
                .put("format", "gitops4j/cli-event@1")
                .put("sequence", event.sequence())
                .put("at", event.at().toString())
                .put("application", event.application().toString())
                .put("kind", Words.key(event.kind()))
                .put("message", event.message());
        event.run().ifPresent(run -> out.put("run", run.number()));
        event.phase().ifPresent(phase -> out.put("phase", Words.key(phase)));
        event.change().ifPresent(change -> out.put("object", change.object()));
        event.problem().ifPresent(problem -> out.put("problem", problem(problem)));
        event.outcome().ifPresent(outcome -> out.put("outcome", Words.key(outcome.kind())));
        terminal.out().println(Printer.json(out.build(), Mask.none()));
    }

    @Override
    public void failed(List<Problem> problems, Exit exit) {
        print(document("error", exit).put("problems", problems(problems)));
    }

    private static Node problems(List<Problem> problems) {
        return Node.array(problems.stream().map(JsonReport::problem).toList());
    }

    private static Node problem(Problem problem) {
        Location where = problem.where();
        ObjBuilder out = Node.objectBuilder()
                .put("code", problem.code().id())
                .put("message", problem.message())
                .put("retryable", problem.retryable())
                .put("where", where.toString());
        where.file().ifPresent(file -> out.put("file", file));
        where.line().ifPresent(line -> out.put("line", line));
        where.column().ifPresent(column -> out.put("column", column));
        where.object().ifPresent(object -> out.put("object", object));
        where.field().ifPresent(field -> out.put("field", field));
        return out.build();
    }

    private static ObjBuilder document(String verb, Exit exit) {
        return Node.objectBuilder().put("format", "gitops4j/cli-" + verb + "@1").put("exit", exit.code());
    }

    private void print(ObjBuilder document) {
        if (!notices.isEmpty()) {
            document.put("notices", Node.array(notices));
        }
        terminal.out().println(Printer.jsonPretty(document.build(), Mask.none()));
    }
}
