package io.gitops4j.core.plan.internal;

import io.gitops4j.core.Problem;
import io.gitops4j.core.plan.PlannedChange;
import io.gitops4j.core.resource.GroupKind;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.resource.ResourceKey;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a plan of its inputs: which writes, in which order, and what must have succeeded before each. Pure. */
public final class Planner {
    private Planner() {}

    /** The objects of the inventory that are no longer declared, and may be removed. */
    public static List<ResourceKey> candidates(PlanInput input) {
        return PrunePlanner.candidates(input.inventory(), input.declared());
    }

    /** The plan. Two inputs that differ only in order give one plan. */
    public static DeliveryPlan plan(PlanInput input) {
        DeclaredPlanner declared = new DeclaredPlanner(input).plan();
        PrunePlanner prune = new PrunePlanner(input).plan();
        List<Step> applies = new ArrayList<>(declared.steps());
        applies.sort(Comparator.comparing(Step::key, Ranks.APPLY));
        List<Step> steps = new ArrayList<>();
        Map<ResourceKey, Integer> numbers = new HashMap<>();
        for (Step step : applies) {
            numbers.put(step.key(), steps.size());
            steps.add(step.at(steps.size(), List.of()));
        }
        Map<GroupKind, Integer> definitions = definitions(steps);
        steps.replaceAll(step -> step.at(step.number(), needs(step, numbers, definitions)));
        steps.addAll(removals(prune.steps(), steps.size(), input.live()));
        List<PlannedChange> blocked = new ArrayList<>(declared.blocked());
        blocked.addAll(prune.blocked());
        blocked.sort(Comparator.comparing(PlannedChange::object));
        List<Problem> warnings = new ArrayList<>(input.warnings());
        warnings.addAll(input.declared().warnings());
        warnings.addAll(declared.warnings());
        warnings.addAll(prune.warnings());
        List<ObjectState> states = new ArrayList<>(declared.states());
        states.addAll(prune.states());
        return new DeliveryPlan(
                input.application(),
                input.config(),
                input.revisions(),
                input.inventory(),
                steps,
                blocked,
                declared.tolerated(),
                warnings,
                states,
                prune.gone(),
                declared.recognised(),
                declared.unchanged());
    }

    /** The removals in order: a namespace, or a definition, needs what goes with it to be gone before. */
    private static List<Step> removals(List<Step> unordered, int first, Map<ResourceKey, Live> live) {
        List<Step> removals = new ArrayList<>(unordered);
        removals.sort(Comparator.comparing(Step::key, Ranks.APPLY).reversed());
        List<Step> steps = new ArrayList<>();
        for (Step step : removals) {
            List<Integer> needs = steps.stream()
                    .filter(other -> holds(step.key(), live, other.key()))
                    .map(Step::number)
                    .toList();
            steps.add(step.at(first + steps.size(), needs));
        }
        return steps;
    }

    /** Whether {@code inner} would go with {@code outer}. */
    private static boolean holds(ResourceKey outer, Map<ResourceKey, Live> live, ResourceKey inner) {
        if (Ranks.isNamespace(outer)) {
            return inner.namespace().equals(outer.name());
        }
        return Ranks.isDefinition(outer)
                && live.get(outer) instanceof Live.Present present
                && kind(present.body()).equals(inner.groupKind());
    }

    private static GroupKind kind(Node.Obj definition) {
        Node.Obj spec = definition.object("spec");
        return new GroupKind(
                spec.text("group").orElse(""), spec.text("names", "kind").orElse(""));
    }

    /** For each kind that a definition of this plan makes, the number of its step. */
    private static Map<GroupKind, Integer> definitions(List<Step> steps) {
        Map<GroupKind, Integer> byKind = new HashMap<>();
        for (Step step : steps) {
            if (Ranks.isDefinition(step.key())) {
                byKind.put(kind(step.desired()), step.number());
            }
        }
        return byKind;
    }

    private static List<Integer> needs(
            Step step, Map<ResourceKey, Integer> numbers, Map<GroupKind, Integer> definitions) {
        List<Integer> needs = new ArrayList<>();
        Integer namespace =
                numbers.get(new ResourceKey("", "Namespace", "", step.key().namespace()));
        if (namespace != null) {
            needs.add(namespace);
        }
        Integer definition = definitions.get(step.key().groupKind());
        if (definition != null) {
            needs.add(definition);
        }
        return needs;
    }
}
