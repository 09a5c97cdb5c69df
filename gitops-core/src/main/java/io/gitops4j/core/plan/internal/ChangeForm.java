package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Location;
import io.gitops4j.core.diff.Change;
import io.gitops4j.core.diff.DiffForm;
import io.gitops4j.core.diff.Value;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.plan.Action;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The stored form of the lines of a plan and their differences. A constant that a later version added is read as what is
 * nearest to it and promises least.
 */
public final class ChangeForm {
    private ChangeForm() {}

    /** The form of a line. */
    public static Node.Obj print(PlannedChange line) {
        ObjBuilder out = Node.objectBuilder()
                .put("object", line.object())
                .put("action", ConstantNames.of(line.action()))
                .put("verdict", ConstantNames.of(line.verdict()));
        if (!line.changes().isEmpty()) {
            out.put(
                    "changes",
                    Node.array(line.changes().stream().map(DiffForm::print).toList()));
        }
        line.reason().ifPresent(reason -> out.put("reason", ProblemForm.print(reason)));
        ProblemForm.putPlace(out, "location", line.location());
        return out.build();
    }

    /** The line of a form. */
    public static PlannedChange read(StoredFields form) {
        Action action = form.word("action", Action.values(), Action.BLOCKED);
        Verdict verdict = form.word("verdict", Verdict.values(), Verdict.UNKNOWN);
        List<Change> changes =
                form.maps("changes").stream().map(ChangeForm::change).toList();
        Location location = ProblemForm.place(form, "location");
        PlannedChange line = PlannedChange.of(form.text("object"), action, verdict, changes, location);
        return form.maybeMap("reason").map(ProblemForm::read).map(line::because).orElse(line);
    }

    private static Change change(StoredFields form) {
        String path = form.text("path");
        List<Change.Flag> flags = form.texts("flags").stream()
                .flatMap(word -> ConstantNames.find(word, Change.Flag.values()).stream())
                .toList();
        return Change.stored(
                form.checked("path", "the path of a field", () -> FieldPath.parse(path)),
                form.word("kind", Change.Kind.values(), Change.Kind.MODIFY),
                value(form, "before"),
                value(form, "after"),
                form.word("cause", Change.Cause.values(), Change.Cause.UNKNOWN),
                form.texts("owners"),
                flags,
                form.word("confidence", Change.Confidence.values(), Change.Confidence.UNKNOWN));
    }

    private static Optional<Value> value(StoredFields form, String key) {
        return Optional.ofNullable(form.node().get(key)).map(shown -> Value.stored(shown, form.flag(key + "Masked")));
    }
}
