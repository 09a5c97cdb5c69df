package io.gitops4j.core.ignore;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.resource.OwnerMark;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of one object that rules leave alone. What names an object, and the owner's mark, stays ours whatever a
 * rule says: without them an apply would mean another object, or lose this one. For one thread.
 */
final class RuleResolution {
    /** Far more than a rule takes for any object that a cluster stores (1.5 MB); about 10 ms. */
    private static final long STEPS_A_RULE = 500_000;

    private static final Set<FieldPath> OURS = Set.of(
            FieldPath.of("apiVersion"),
            FieldPath.of("kind"),
            FieldPath.of("metadata", "name"),
            FieldPath.of("metadata", "namespace"),
            FieldPath.of("metadata", "labels", OwnerMark.LABEL),
            FieldPath.of("metadata", "annotations", OwnerMark.ANNOTATION));

    private final IgnoreTarget target;
    private final IgnoredFields declared = new IgnoredFields();
    private final IgnoredFields live = new IgnoredFields();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable IgnoreRule whole;

    RuleResolution(IgnoreTarget target) {
        this.target = target;
    }

    /** Adds the fields of a rule that selects the object; {@code order} is the rule's place among all. */
    void add(IgnoreRule rule, int order) {
        List<FieldPair> found = new ArrayList<>();
        Budget budget = Budget.of(STEPS_A_RULE);
        try {
            for (FieldSelector selector : rule.fields()) {
                find(selector, budget, found);
            }
        } catch (Budget.Spent spent) {
            // all or nothing: which half would be found first is nobody's choice
            problems.add(Problem.of(
                    Code.LIMIT,
                    Location.nowhere(),
                    "the ignore rule " + rule
                            + " takes too many steps for this object and is left out; make it simpler"));
            return;
        }
        found.forEach(field -> mark(field.path(), field.side(), rule, order));
    }

    private void find(FieldSelector selector, Budget budget, List<FieldPair> found) {
        FieldPair root = new FieldPair(
                FieldPath.root(),
                target.type(),
                target.declared().orElse(null),
                target.live().orElse(null),
                FieldPair.Side.BOTH);
        new FieldWalk(budget, found::add).walk(selector.query(), root);
        selector.managedBy().ifPresent(entries -> owned(entries, budget, found));
    }

    private void owned(ManagedBy entries, Budget budget, List<FieldPair> found) {
        for (ManagedFields.Entry entry : target.managed().entries()) {
            if (entries.selects(entry.manager())) {
                for (FieldPath path : entry.fields().leaves().members()) {
                    budget.spend(1);
                    found.add(new FieldPair(path, target.type(), null, null, FieldPair.Side.BOTH));
                }
            }
        }
    }

    private void mark(FieldPath path, FieldPair.Side side, IgnoreRule rule, int order) {
        if (path.length() == 0) {
            whole = rule;
            return;
        }
        boolean above = false;
        for (FieldPath ours : OURS) {
            if (ours.covers(path)) {
                return;
            }
            above |= path.covers(ours);
        }
        if (above) {
            names(path).forEach(name -> mark(path.field(name), side, rule, order));
            return;
        }
        if (side != FieldPair.Side.LIVE) {
            declared.add(path, rule, order);
        }
        if (side != FieldPair.Side.DECLARED) {
            live.add(path, rule, order);
        }
    }

    /** The members of an object that has one of ours in it. */
    private Set<String> names(FieldPath path) {
        TreeSet<String> names = new TreeSet<>();
        for (Node.@Nullable Obj body : new Node.@Nullable Obj[] {
            target.declared().orElse(null), target.live().orElse(null)
        }) {
            Node at = body;
            for (PathElement step : path.elements()) {
                at = at instanceof Node.Obj obj && step instanceof PathElement.Field field
                        ? obj.get(field.name())
                        : null;
            }
            if (at instanceof Node.Obj obj) {
                names.addAll(obj.keys());
            }
        }
        return names;
    }

    /** What was found. */
    Ignored result() {
        return new Ignored(whole != null ? Treatment.EXCLUDED : Treatment.COMPARED, whole, declared, live, problems);
    }
}
