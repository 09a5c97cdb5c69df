package io.gitops4j.core.merge;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoding of field sets in {@code metadata.managedFields} (structured-merge-diff {@code fieldpath/serialize.go}). */
final class FieldsV1 {
    static final String SELF = ".";

    private final boolean strict;
    private final @Nullable FieldSets shared;

    private FieldsV1(boolean strict, @Nullable FieldSets shared) {
        this.strict = strict;
        this.shared = shared;
    }

    /** A reader that leaves malformed steps out. */
    static FieldsV1 tolerant(@Nullable FieldSets shared) {
        return new FieldsV1(false, shared);
    }

    /** A reader that fails where the API server does. */
    static FieldsV1 strict(@Nullable FieldSets shared) {
        return new FieldsV1(true, shared);
    }

    static FieldSet parse(String text) {
        List<Document> values = Parser.tolerant().parseJson("managedFields", text);
        if (values.isEmpty() && text.strip().equals("null")) {
            return FieldSet.EMPTY;
        }
        if (values.size() != 1 || !(values.get(0).root() instanceof Node.Obj fields)) {
            throw invalid("a field set is one JSON object");
        }
        return strict(null).read(fields);
    }

    static GitOpsException invalid(String message) {
        return new GitOpsException(Problem.of(Code.INVALID_TEXT, Location.nowhere(), message));
    }

    FieldSet read(Node.Obj fields) {
        return shared(level(fields).withMember(false));
    }

    /** An equal set, made of what is shared already. */
    FieldSet shared(FieldSet read) {
        return shared == null ? read : shared.share(read);
    }

    private FieldSet level(Node.Obj fields) {
        if (fields.size() == 0) {
            return FieldSet.LEAF;
        }
        TrieBuilder out = new TrieBuilder(fields.size());
        boolean self = false;
        for (int i = 0; i < fields.size(); i++) {
            String key = fields.key(i);
            if (key.equals(SELF)) {
                self = true;
                continue;
            }
            Object step = step(key);
            if (step != null) {
                out.add(step, below(fields.value(i)));
            }
        }
        FieldSet level = out.build(self);
        return level.steps.length == 0 ? FieldSet.LEAF : level;
    }

    private FieldSet below(Node value) {
        if (value instanceof Node.Obj fields) {
            return level(fields);
        }
        if (strict && !(value instanceof Node.Null)) {
            throw invalid("below a step of a field set stands an object, not a " + value);
        }
        return FieldSet.LEAF;
    }

    /** The step that {@code key} means; null where its prefix is unknown, or it is malformed and may be. */
    @Nullable
    Object step(String key) {
        Object known = shared == null ? null : shared.step(key);
        if (known != null) {
            return known;
        }
        Object step;
        try {
            step = StepText.parse(key);
        } catch (GitOpsException malformed) {
            if (strict) {
                throw malformed;
            }
            return null;
        }
        if (shared != null && step != null) {
            shared.learn(key, step);
        }
        return step;
    }

    static Node.Obj write(FieldSet set) {
        if (set.steps.length == 0) {
            return Node.object();
        }
        ObjBuilder out = Node.objectBuilder();
        if (set.member) {
            out.put(SELF, Node.object());
        }
        for (int i = 0; i < set.steps.length; i++) {
            out.put(Step.serialized(set.steps[i]), write(set.below[i]));
        }
        return out.build();
    }

    static String text(FieldSet set) {
        StringBuilder out = new StringBuilder(256);
        write(set, out);
        return out.toString();
    }

    private static void write(FieldSet set, StringBuilder out) {
        out.append('{');
        boolean first = true;
        if (set.member && set.steps.length > 0) {
            out.append("\".\":{}");
            first = false;
        }
        for (int i : Members.order(set)) {
            out.append(first ? "" : ",");
            first = false;
            StepText.quote(set.steps[i], out);
            out.append(':');
            write(set.below[i], out);
        }
        out.append('}');
    }
}
