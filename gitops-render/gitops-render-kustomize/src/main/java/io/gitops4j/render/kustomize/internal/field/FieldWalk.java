package io.gitops4j.render.kustomize.internal.field;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.List;

/** Changes the fields that a {@link FieldSpec} means ({@code api/filters/fieldspec/fieldspec.go}). */
public final class FieldWalk {
    private final FieldSpec spec;
    private final Made made;
    private final FieldChange change;

    private FieldWalk(FieldSpec spec, Made made, FieldChange change) {
        this.spec = spec;
        this.made = spec.create() ? made : Made.NOTHING;
        this.change = change;
    }

    /**
     * {@code body} with the fields that {@code spec} means changed; {@code body} itself where there are none.
     *
     * @throws FieldProblem where the path leads through a scalar, or the change cannot be made
     */
    public static Node.Obj change(Node.Obj body, FieldSpec spec, Made made, FieldChange change) {
        return Gvk.of(body).isSelectedBy(spec.kinds()) ? changeSelected(body, spec, made, change) : body;
    }

    /** {@link #change} of an object whose kind is known to be one that {@code spec} means. */
    public static Node.Obj changeSelected(Node.Obj body, FieldSpec spec, Made made, FieldChange change) {
        try {
            return (Node.Obj) new FieldWalk(spec, made, change).walk(body, 0, Path.root());
        } catch (FieldProblem problem) {
            throw problem.considering(spec, body);
        }
    }

    /** {@code body} with the fields of every one of {@code specs} changed, one after another. */
    public static Node.Obj changeAll(Node.Obj body, List<FieldSpec> specs, Made made, FieldChange change) {
        Node.Obj changed = body;
        for (FieldSpec spec : specs) {
            changed = change(changed, spec, made, change);
        }
        return changed;
    }

    private Node walk(Node node, int step, Path at) {
        if (step == spec.way().size()) {
            return change.apply(node, at);
        }
        if (node instanceof Node.Obj obj) {
            return member(obj, step, at);
        }
        if (node instanceof Node.Arr list) {
            return items(list, step, at);
        }
        if (node.kind() == Node.Kind.NULL) {
            return node;
        }
        throw new FieldProblem(at, "expected sequence or mapping node");
    }

    private Node items(Node.Arr list, int step, Path at) {
        Node[] items = null;
        for (int i = 0; i < list.size(); i++) {
            Node before = list.get(i);
            Node after = walk(before, step, at.index(i));
            if (after != before) {
                if (items == null) {
                    items = list.items().toArray(new Node[0]);
                }
                items[i] = after;
            }
        }
        return items == null ? list : Node.array(items);
    }

    private Node member(Node.Obj obj, int step, Path at) {
        FieldStep next = spec.way().get(step);
        String key = next.key();
        boolean list = next.list();
        if (key.isEmpty()) {
            throw new FieldProblem(at, "cannot set or create an empty field name");
        }
        if (next.item()) {
            throw FieldProblem.wrongKind(at, "SequenceNode", obj);
        }
        Made as = made == Made.NOTHING || list
                ? list ? Made.LIST : Made.NOTHING
                : step == spec.way().size() - 1 ? made : Made.OBJECT;
        Node value = obj.get(key);
        if (value == null) {
            if (list || as.empty() == null) {
                return obj;
            }
            value = as.empty();
        } else if (value.kind() == Node.Kind.NULL && as.empty() != null) {
            value = as.empty();
        }
        Node after = walk(value, step + 1, at.key(key));
        return after == obj.get(key) ? obj : obj.with(key, after);
    }
}
