package io.gitops4j.core.diff;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields that entries of {@code metadata.managedFields} hold, as paths (structured-merge-diff {@code
 * fieldpath/serialize.go}). A container is no field of its own where there is something in it: who owns a list does not
 * own each item. For one thread.
 */
final class ManagedFields {
    private final Budget budget;
    private final List<FieldPath> paths = new ArrayList<>();

    private ManagedFields(Budget budget) {
        this.budget = budget;
    }

    /** The fields of the live object that are in an entry for which {@code entries} holds. */
    static List<FieldPath> of(IgnoreTarget target, Predicate<Node.Obj> entries, Budget budget) {
        ManagedFields fields = new ManagedFields(budget);
        Node.Arr all = target.live()
                .map(live -> live.object("metadata").array("managedFields"))
                .orElse(Node.array());
        for (Node entry : all.items()) {
            if (entry instanceof Node.Obj obj && entries.test(obj)) {
                fields.collect(obj.object("fieldsV1"), FieldPath.root());
            }
        }
        return fields.paths;
    }

    private void collect(Node.Obj encoded, FieldPath here) {
        boolean leaf = true;
        for (int i = 0; i < encoded.size(); i++) {
            budget.spend(1);
            leaf &= encoded.key(i).equals(".");
            PathElement step = step(encoded.key(i));
            if (step != null) {
                collect(encoded.value(i) instanceof Node.Obj below ? below : Node.object(), here.then(step));
            }
        }
        // an entry without fields owns nothing, rather than the object
        if (leaf && here.length() > 0) {
            paths.add(here);
        }
    }

    private @Nullable PathElement step(String encoded) {
        if (encoded.startsWith("f:")) {
            return PathElement.field(encoded.substring(2));
        }
        if (encoded.startsWith("k:")) {
            return value(encoded) instanceof Node.Obj keys ? PathElement.key(keys) : null;
        }
        if (encoded.startsWith("v:")) {
            Node value = value(encoded);
            return value == null ? null : PathElement.item(value);
        }
        return encoded.matches("i:(0|[1-9][0-9]{0,8})")
                ? PathElement.index(Integer.parseInt(encoded.substring(2)))
                : null;
    }

    private @Nullable Node value(String encoded) {
        budget.spend(encoded.length());
        try {
            List<Document> values = Parser.tolerant().parseJson("managedFields", encoded.substring(2));
            // the parser leaves nulls out
            return values.isEmpty() ? Node.nil() : values.get(0).root();
        } catch (GitOpsException malformed) {
            return null;
        }
    }
}
