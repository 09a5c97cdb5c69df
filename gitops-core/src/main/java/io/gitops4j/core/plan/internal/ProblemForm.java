package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;

/** The stored form of problems and places. */
public final class ProblemForm {
    private ProblemForm() {}

    /** The form of a problem. */
    public static Node.Obj print(Problem problem) {
        ObjBuilder out = Node.objectBuilder()
                .put("code", problem.code().id())
                .put("message", problem.message())
                .put("retryable", problem.retryable());
        putPlace(out, "where", problem.where());
        return out.build();
    }

    /** The forms of several. */
    public static Node.Arr print(List<Problem> problems) {
        return Node.array(problems.stream().map(ProblemForm::print).toList());
    }

    /** The problem of a form. */
    public static Problem read(StoredFields fields) {
        return new Problem(
                new Code(fields.text("code")),
                fields.text("message"),
                place(fields, "where"),
                fields.flag("retryable"));
    }

    /** Puts the form of a place, unless it is nowhere. */
    public static void putPlace(ObjBuilder out, String key, Location place) {
        ObjBuilder form = Node.objectBuilder();
        place.file().ifPresent(file -> form.put("file", file));
        place.document().ifPresent(document -> form.put("document", document));
        place.line().ifPresent(line -> form.put("line", line));
        place.column().ifPresent(column -> form.put("column", column));
        place.object().ifPresent(object -> form.put("object", object));
        place.field().ifPresent(field -> form.put("field", field));
        if (form.size() > 0) {
            out.put(key, form.build());
        }
    }

    /** The place of the form at {@code key}, nowhere where there is none. */
    public static Location place(StoredFields fields, String key) {
        return fields.maybeMap(key).map(ProblemForm::place).orElse(Location.nowhere());
    }

    private static Location place(StoredFields form) {
        Location place = form.maybeText("file")
                .map(Location::file)
                .orElse(Location.nowhere())
                .withDocument(form.count("document"))
                .withLine(form.count("line"), form.count("column"));
        place = form.maybeText("object").map(place::withObject).orElse(place);
        return form.maybeText("field").map(place::withField).orElse(place);
    }
}
