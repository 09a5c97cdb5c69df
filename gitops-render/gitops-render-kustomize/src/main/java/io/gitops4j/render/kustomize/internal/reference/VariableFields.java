package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldSpec;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expands the texts of the fields in which variables may stand ({@code api/filters/refvar/refvar.go}). For one thread. */
final class VariableFields {
    private static final String NAME = "RefVarTransformer";

    private final FieldSpecs specs;
    private final Map<String, VariableValue> values;
    private final Expansion expansion = new Expansion(this::take);
    private final Map<Gvk, List<FieldSpec>> byKind = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final PutBudget budget;

    /** What the text that is being expanded took. */
    private final List<VariableValue> taken = new ArrayList<>();

    /** Where that text is. */
    private Path path = Path.root();

    VariableFields(FieldSpecs specs, Map<String, VariableValue> values, TextLimits limits) {
        this.specs = specs;
        this.values = values;
        this.budget = new PutBudget(limits);
    }

    /** The names of the variables of which the value was put somewhere. */
    Set<String> used() {
        return used;
    }

    /** {@code item} with the values of the variables in its fields. */
    Item resolved(Item item) {
        List<FieldSpec> own = byKind.computeIfAbsent(item.id().gvk(), specs::of);
        if (own.isEmpty()) {
            return item;
        }
        Changes changes = new Changes(NAME);
        Node.Obj body = item.body();
        for (FieldSpec spec : own) {
            try {
                body = FieldWalk.changeSelected(body, spec, Made.NOTHING, (value, at) -> value(value, at, changes));
            } catch (FieldProblem e) {
                throw problem(item, e.path(), e.getMessage());
            }
        }
        return changes.applied(item, body);
    }

    private static GitOpsException problem(Item item, Path at, @Nullable String message) {
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                item.origins().at(at).location().withObject(item.manifest().title()),
                message == null ? "" : message));
    }

    private Node value(Node value, Path at, Changes changes) {
        if (value instanceof Node.Obj map) {
            Node.Obj after = map;
            for (int i = 0; i < map.size(); i++) {
                if (map.value(i) instanceof Node.Str text) {
                    Node expanded = expanded(text, at.key(map.key(i)), changes);
                    after = expanded == text ? after : after.with(map.key(i), expanded);
                }
            }
            return after;
        }
        if (value instanceof Node.Arr list) {
            return items(list, at, changes);
        }
        return value instanceof Node.Str text ? expanded(text, at, changes) : value;
    }

    private Node items(Node.Arr list, Path at, Changes changes) {
        Node[] items = list.items().toArray(new Node[0]);
        boolean changed = false;
        for (int i = 0; i < items.length; i++) {
            if (!(items[i] instanceof Node.Str text)) {
                throw new FieldProblem(at.index(i), "invalid value type expect a string");
            }
            items[i] = expanded(text, at.index(i), changes);
            changed |= items[i] != text;
        }
        return changed ? Node.array(items) : list;
    }

    private Node expanded(Node.Str text, Path at, Changes changes) {
        taken.clear();
        path = at;
        Node after = expansion.of(text);
        if (!taken.isEmpty()) {
            changes.note(at, taken.get(0).where());
            if (taken.stream().anyMatch(VariableValue::secret)) {
                changes.hide(at);
            }
        }
        return after;
    }

    private @Nullable Node take(String name) {
        VariableValue value = values.get(name);
        if (value == null || !ScalarText.isScalar(value.value())) {
            return null;
        }
        budget.take(path, value.value(), value.where());
        used.add(name);
        taken.add(value);
        return value.value();
    }
}
