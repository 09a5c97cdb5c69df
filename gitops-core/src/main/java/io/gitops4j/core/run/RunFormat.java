package io.gitops4j.core.run;

import io.gitops4j.core.ApplicationId;
import io.gitops4j.core.Code;
import io.gitops4j.core.Digest;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.internal.ChangeForm;
import io.gitops4j.core.plan.internal.ProblemForm;
import io.gitops4j.core.plan.internal.RevisionsForm;
import io.gitops4j.core.plan.internal.StoredFields;
import io.gitops4j.core.plan.internal.StoredFormat;
import io.gitops4j.core.source.Revisions;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The stored form of a {@link Run}, {@code gitops4j/run@1}: what a history keeps, and what a program shows as JSON. Free of
 * secrets, as a run is.
 *
 * <p>Histories are never rewritten, so that what a newer version added stays in them. Read here, unknown fields are passed
 * over, and an unknown word is what is nearest to it and promises least: an unknown outcome or status has failed, an unknown
 * action is blocked.
 */
public final class RunFormat {
    private static final StoredFormat FORMAT = new StoredFormat("run", 1);

    private RunFormat() {}

    /** The document of a run. */
    public static Node.Obj print(Run run) {
        ObjBuilder out = Node.objectBuilder()
                .put("format", FORMAT.text())
                .put("application", run.application().name())
                .put("run", run.id().number())
                .put("trigger", print(run.trigger()))
                .put("started", run.started().toString())
                .put("ended", run.ended().toString())
                .put("unchanged", run.unchanged())
                .put("outcome", print(run.outcome()));
        if (!run.application().tenant().isEmpty()) {
            out.put("tenant", run.application().tenant());
        }
        if (!run.revisions().all().isEmpty()) {
            out.put("revisions", RevisionsForm.print(run.revisions()));
        }
        run.plan().ifPresent(plan -> out.put("plan", plan.value()));
        if (!run.steps().isEmpty()) {
            out.put(
                    "steps",
                    Node.array(run.steps().stream().map(RunFormat::print).toList()));
        }
        return out.build();
    }

    /**
     * The run of a document.
     *
     * @param where the file, for messages
     * @throws GitOpsException with {@link Code#STATE} where it is none, is damaged, or is of a newer version
     */
    public static Run read(Location where, Node.Obj document) {
        StoredFields fields = FORMAT.open(where, document);
        String tenant = fields.maybeText("tenant").orElse("");
        String name = fields.text("application");
        Run run = Run.of(
                fields.checked("application", "the name of an application", () -> new ApplicationId(tenant, name)),
                id(fields),
                trigger(fields.map("trigger")),
                fields.instant("started"),
                fields.instant("ended"),
                outcome(fields.map("outcome")));
        Revisions revisions = RevisionsForm.read(fields, "revisions");
        Optional<Digest> plan = fields.maybeDigest("plan");
        List<StepResult> steps =
                fields.maps("steps").stream().map(RunFormat::step).toList();
        // without a plan there are no steps
        return plan.isPresent() ? run.of(revisions, plan.get(), steps, fields.count("unchanged")) : run.of(revisions);
    }

    static RunId id(StoredFields fields) {
        long number = fields.integer("run");
        return fields.checked("run", "the number of a run", () -> new RunId(number));
    }

    static Node.Obj print(Trigger trigger) {
        ObjBuilder out = Node.objectBuilder().put("kind", trigger.kind());
        trigger.actor().ifPresent(actor -> out.put("actor", actor));
        trigger.reason().ifPresent(reason -> out.put("reason", reason));
        return out.build();
    }

    static Trigger trigger(StoredFields form) {
        Trigger trigger = Trigger.of(form.text("kind"));
        trigger = form.maybeText("actor").map(trigger::by).orElse(trigger);
        return form.maybeText("reason").map(trigger::because).orElse(trigger);
    }

    private static Node.Obj print(Outcome outcome) {
        ObjBuilder out = Node.objectBuilder().put("kind", ConstantNames.of(outcome.kind()));
        outcome.phase().ifPresent(phase -> out.put("phase", ConstantNames.of(phase)));
        outcome.retryAt().ifPresent(at -> out.put("retryAt", at.toString()));
        if (!outcome.problems().isEmpty()) {
            out.put("problems", ProblemForm.print(outcome.problems()));
        }
        return out.build();
    }

    private static Outcome outcome(StoredFields form) {
        List<Problem> problems =
                form.maps("problems").stream().map(ProblemForm::read).toList();
        Outcome outcome = Outcome.of(form.word("kind", Outcome.Kind.values(), Outcome.Kind.FAILED), problems);
        Optional<Phase> phase = form.maybeText("phase").flatMap(word -> ConstantNames.find(word, Phase.values()));
        outcome = phase.map(outcome::in).orElse(outcome);
        return form.maybeInstant("retryAt").map(outcome::retryAt).orElse(outcome);
    }

    private static Node.Obj print(StepResult step) {
        Node.Obj out = ChangeForm.print(step.change()).with("status", Node.of(ConstantNames.of(step.status())));
        return step.problem()
                .map(problem -> out.with("problem", ProblemForm.print(problem)))
                .orElse(out);
    }

    private static StepResult step(StoredFields form) {
        StepResult step = StepResult.of(
                ChangeForm.read(form), form.word("status", StepResult.Status.values(), StepResult.Status.FAILED));
        return form.maybeMap("problem")
                .map(ProblemForm::read)
                .map(step::because)
                .orElse(step);
    }
}
