package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Problem;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.Plan;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The views of a plan: deterministic, masked, without bodies. */
final class PlanText {
    private static final int FORMAT = 1;

    private PlanText() {}

    static Node.Obj document(Plan plan) {
        var sources = Node.objectBuilder();
        plan.revisions().all().forEach((name, revision) -> {
            var one = Node.objectBuilder()
                    .put("address", revision.source().address())
                    .put("ref", revision.ref())
                    .put("id", revision.id());
            revision.commit()
                    .ifPresent(commit -> one.put("author", commit.author())
                            .put("at", commit.at().toString())
                            .put("subject", commit.subject()));
            revision.replaced().ifPresent(previous -> one.put("replaced", previous));
            sources.put(name, one.build());
        });
        var out = Node.objectBuilder()
                .put("format", "gitops4j/plan@" + FORMAT)
                .put("application", plan.application().name())
                .put("digest", plan.digest().value())
                .put("config", plan.config().value())
                .put("revisions", sources.build())
                .put("unchanged", plan.unchanged())
                .put(
                        "changes",
                        Node.array(plan.changes().stream().map(PlanText::line).toList()))
                .put("warnings", problems(plan.warnings()));
        if (!plan.application().tenant().isEmpty()) {
            out.put("tenant", plan.application().tenant());
        }
        return out.build();
    }

    private static Node line(PlannedChange line) {
        var out = Node.objectBuilder()
                .put("object", line.object())
                .put("action", word(line.action().name()))
                .put("verdict", word(line.verdict().name()))
                .put(
                        "changes",
                        Node.array(line.changes().stream().map(PlanText::change).toList()));
        if (!line.location().toString().isEmpty()) {
            out.put("location", line.location().toString());
        }
        line.reason().ifPresent(reason -> out.put("reason", problem(reason)));
        return out.build();
    }

    private static Node change(Change change) {
        var out = Node.objectBuilder()
                .put("path", change.path().toString())
                .put("kind", word(change.kind().name()))
                .put("cause", word(change.cause().name()));
        change.before().ifPresent(value -> out.put("before", value.shown()));
        change.after().ifPresent(value -> out.put("after", value.shown()));
        if (!change.owners().isEmpty()) {
            out.put("owners", Node.array(change.owners().stream().map(Node::of).toList()));
        }
        if (!change.flags().isEmpty()) {
            out.put(
                    "flags",
                    Node.array(change.flags().stream()
                            .map(flag -> word(flag.name()))
                            .sorted()
                            .map(Node::of)
                            .toList()));
        }
        return out.build();
    }

    private static Node problems(List<Problem> problems) {
        return Node.array(problems.stream().map(PlanText::problem).toList());
    }

    private static Node problem(Problem problem) {
        var out = Node.objectBuilder()
                .put("code", problem.code().id())
                .put("message", problem.message())
                .put("retryable", problem.retryable());
        if (!problem.where().toString().isEmpty()) {
            out.put("where", problem.where().toString());
        }
        return out.build();
    }

    /** {@code DESIRED_CHANGED} becomes {@code desiredChanged}. */
    private static String word(String constant) {
        StringBuilder out = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_")) {
            out.append(out.length() == 0 ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return out.toString();
    }

    static String markdown(Plan plan) {
        List<String> out = new ArrayList<>();
        out.add("### Plan for `" + plan.application() + "` at " + plan.revisions());
        out.add("");
        out.add(summary(plan));
        out.add("");
        for (PlannedChange line : plan.changes()) {
            out.add("- **" + word(line.action().name()) + "** `" + line.object() + "`"
                    + line.reason().map(reason -> ": " + reason.message()).orElse(""));
            for (Change change : line.changes()) {
                out.add("  - `" + change.text().replace("`", "'") + "`");
            }
        }
        for (Problem warning : plan.warnings()) {
            out.add("- warning: " + warning.text());
        }
        out.add("");
        out.add("digest `" + plan.digest() + "`");
        return String.join("\n", out) + "\n";
    }

    private static String summary(Plan plan) {
        List<String> parts = new ArrayList<>();
        for (Action action : Action.values()) {
            if (plan.count(action) > 0) {
                parts.add(plan.count(action) + " to " + word(action.name()));
            }
        }
        parts.add(plan.unchanged() + " unchanged");
        return String.join(", ", parts);
    }
}
