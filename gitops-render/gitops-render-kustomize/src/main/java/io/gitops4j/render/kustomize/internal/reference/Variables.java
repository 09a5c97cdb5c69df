package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Problem;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.field.FieldSpecs;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables of a kustomization and of all below it ({@code api/internal/accumulator/resaccumulator.go}). Each is bound to an
 * object where it is declared, and read when every name is final. For one thread.
 */
public final class Variables {
    private record Named(Gvk kind, String name) {}

    private final SortedMap<String, Variable> byName = new TreeMap<>();

    /** No variables. */
    public Variables() {}

    /**
     * Adds the variables that a kustomization declares, and binds each to the one of its {@code items} that it means.
     *
     * @throws GitOpsException where a name is taken, or several objects are meant
     */
    public void declare(List<Variable> declared, Items items) {
        Map<Named, List<Integer>> anywhere = new HashMap<>();
        for (Variable variable : declared) {
            bind(variable, items, anywhere);
        }
        declared.forEach(this::add);
    }

    /**
     * Adds the variables of a kustomization below, which are bound already.
     *
     * @throws GitOpsException where a name is taken
     */
    public void addAll(Variables others) {
        others.byName.values().forEach(this::add);
    }

    private void add(Variable variable) {
        Variable before = byName.putIfAbsent(variable.name(), variable);
        if (before != null) {
            throw problem(
                    variable,
                    "var '" + variable.name() + "' already encountered, in " + before.where()
                            + "; give it another name, or declare it once where both can see it");
        }
    }

    private static void bind(Variable variable, Items items, Map<Named, List<Integer>> anywhere) {
        List<Integer> found;
        if (variable.namespace().isEmpty()) {
            if (anywhere.isEmpty()) {
                index(items, anywhere);
            }
            found = anywhere.getOrDefault(new Named(variable.kind(), variable.object()), List.of());
        } else {
            found = items.positionsOfAny(
                    new ResourceId(variable.kind(), variable.object(), variable.namespace(), false));
        }
        if (found.size() > 1) {
            throw problem(
                    variable,
                    "found " + found.size() + " resId matches for var " + variable.name()
                            + " (unable to disambiguate): "
                            + found.stream()
                                    .map(i -> items.get(i).id().toString())
                                    .toList()
                            + "; name the namespace in its objref");
        }
        if (found.size() == 1) {
            int position = found.get(0);
            items.set(position, items.get(position).readBy(variable.name()));
        }
    }

    private static void index(Items items, Map<Named, List<Integer>> into) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            note(item.id(), i, into);
            for (ResourceId before : item.previousIds()) {
                note(before, i, into);
            }
        }
    }

    private static void note(ResourceId id, int position, Map<Named, List<Integer>> into) {
        List<Integer> positions = into.computeIfAbsent(new Named(id.gvk(), id.name()), none -> new ArrayList<>(1));
        if (positions.isEmpty() || positions.get(positions.size() - 1) != position) {
            positions.add(position);
        }
    }

    /** The variables by name; a view. */
    public Collection<Variable> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * Puts the values of the variables into the fields of {@code items} that {@code specs} name.
     *
     * @param limits of which the bytes bound all that is put
     * @return the names of the variables that are in none of them, sorted
     * @throws GitOpsException where a variable has no value, or too much is put
     */
    public List<String> resolve(Items items, FieldSpecs specs, TextLimits limits) {
        if (byName.isEmpty()) {
            return List.of();
        }
        Map<String, VariableValue> values = values(items);
        VariableFields fields = new VariableFields(specs, values, limits);
        for (int i = 0; i < items.size(); i++) {
            Item before = items.get(i);
            Item after = fields.resolved(before);
            if (after != before) {
                items.set(i, after);
            }
        }
        return values.keySet().stream()
                .filter(name -> !fields.used().contains(name))
                .toList();
    }

    private Map<String, VariableValue> values(Items items) {
        Map<String, Item> bound = new HashMap<>();
        for (Item item : items.list()) {
            item.variables().forEach(name -> bound.putIfAbsent(name, item));
        }
        Map<String, VariableValue> values = new TreeMap<>();
        for (Variable variable : byName.values()) {
            Item item = bound.get(variable.name());
            if (item == null) {
                throw problem(
                        variable,
                        "var '" + variable.name()
                                + "' cannot be mapped to a field in the set of known resources: there is no "
                                + variable.kind() + " named " + variable.object());
            }
            values.put(variable.name(), value(variable, item));
        }
        return values;
    }

    private static VariableValue value(Variable variable, Item item) {
        FieldPath.Found found;
        try {
            found = FieldPath.withIndexes(variable.field()).in(item.body());
        } catch (FieldMismatch e) {
            throw missing(variable, item, ": " + e.getMessage());
        }
        if (found == null) {
            throw missing(variable, item, "");
        }
        Node value = found.value().kind() == Node.Kind.NULL ? Node.of("null") : found.value();
        return new VariableValue(value, variable.where(), item.sensitive(found.path()));
    }

    private static GitOpsException missing(Variable variable, Item item, String why) {
        return problem(
                variable,
                "field specified in var '" + variable.name() + "' not found in corresponding resource: " + item.id()
                        + " has no " + variable.field() + why);
    }

    private static GitOpsException problem(Variable variable, String message) {
        return new GitOpsException(Problem.of(Code.INVALID_CONFIGURATION, variable.where(), message));
    }
}
