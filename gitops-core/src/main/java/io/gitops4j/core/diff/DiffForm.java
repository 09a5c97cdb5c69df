package io.gitops4j.core.diff;

import io.gitops4j.core.text.ConstantNames;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;

/**
 * The form of a comparison as JSON, for programs: {@code gitops4j/diff@1}. Within a version fields and words are only added.
 * Equal comparisons have equal forms; sensitive values are masked in it as they are in the changes.
 */
public final class DiffForm {
    /** What the field {@code format} holds. */
    public static final String FORMAT = "gitops4j/diff@1";

    private DiffForm() {}

    /** The form of {@code diff}: {@code format}, {@code verdict}, {@code changes}, and what stays and why where there is any. */
    public static Node.Obj print(Diff diff) {
        ObjBuilder out = Node.objectBuilder()
                .put("format", FORMAT)
                .put("verdict", ConstantNames.of(diff.verdict()))
                .put(
                        "changes",
                        Node.array(diff.changes().stream()
                                .map(change -> print(change).with("explanation", Node.of(change.explanation())))
                                .toList()));
        if (!diff.kept().isEmpty()) {
            out.put("kept", Node.array(diff.kept().stream().map(DiffForm::print).toList()));
        }
        diff.reason().ifPresent(reason -> out.put("reason", reason.message()));
        return out.build();
    }

    /** The form of one change: path, kind, cause, confidence, and where there are any, values, owners and flags. */
    public static Node.Obj print(Change change) {
        ObjBuilder out = Node.objectBuilder()
                .put("path", change.path().toString())
                .put("kind", ConstantNames.of(change.kind()))
                .put("cause", ConstantNames.of(change.cause()))
                .put("confidence", ConstantNames.of(change.confidence()));
        change.before().ifPresent(value -> putValue(out, "before", value));
        change.after().ifPresent(value -> putValue(out, "after", value));
        if (!change.owners().isEmpty()) {
            out.put("owners", texts(change.owners()));
        }
        if (!change.flags().isEmpty()) {
            out.put(
                    "flags",
                    texts(change.flags().stream()
                            .sorted()
                            .map(ConstantNames::of)
                            .toList()));
        }
        return out.build();
    }

    private static Node.Obj print(Kept kept) {
        return Node.objectBuilder()
                .put("path", kept.path().toString())
                .put("owners", texts(kept.owners()))
                .build();
    }

    private static Node.Arr texts(List<String> texts) {
        return Node.array(texts.stream().map(Node::of).toList());
    }

    private static void putValue(ObjBuilder out, String key, Value value) {
        out.put(key, value.shown());
        if (value.masked()) {
            out.put(key + "Masked", true);
        }
    }
}
