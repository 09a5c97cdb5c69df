package io.gitops4j.core.ignore;

import io.gitops4j.core.merge.ListItems;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.pattern.Budget;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the steps of a rule through what is declared and what is live at once. A condition counts where it holds on one
 * side: the field is then left alone on both, as it would differ otherwise. For one thread.
 */
final class FieldWalk {
    private final Budget budget;
    private final Consumer<FieldPair> found;

    FieldWalk(Budget budget, Consumer<FieldPair> found) {
        this.budget = budget;
        this.found = found;
    }

    /** Hands on each field at the end of one of the paths of {@code query}. */
    void walk(FieldQuery query, FieldPair from) {
        for (List<Step> path : query.paths()) {
            walk(path, 0, from);
        }
    }

    private void walk(List<Step> path, int at, FieldPair field) {
        budget.spend(1);
        if (at == path.size()) {
            found.accept(field);
            return;
        }
        Consumer<FieldPair> further = next -> walk(path, at + 1, next);
        Step step = path.get(at);
        if (step instanceof Step.Member member) {
            further.accept(field.member(member.name()));
        } else if (step instanceof Step.Token token) {
            token(token, field, further);
        } else if (step instanceof Step.Position position) {
            position(position.position(), field, further);
        } else if (step instanceof Step.Each) {
            members(field, further);
            items(field, item -> true, further);
        } else if (step instanceof Step.Keyed keyed) {
            ListType list = field.type().listOrAtomic();
            items(field, item -> hasKeys(keyed, list, item), further);
        } else if (step instanceof Step.Valued valued) {
            items(field, valued.values()::contains, further);
        } else if (holds(((Step.Where) step).filter(), field)) {
            further.accept(field);
        }
    }

    private boolean holds(Filter filter, FieldPair field) {
        Node declared = field.declared();
        Node live = field.live();
        return declared != null && filter.holds(declared, budget) || live != null && filter.holds(live, budget);
    }

    private static boolean hasKeys(Step.Keyed keyed, ListType list, Node item) {
        if (!(item instanceof Node.Obj obj)) {
            return false;
        }
        for (Map.Entry<String, List<Node>> key : keyed.keys().entrySet()) {
            Node value = list.key(obj, key.getKey());
            if (value == null || !key.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }

    private void token(Step.Token token, FieldPair field, Consumer<FieldPair> further) {
        boolean list =
                field.declared() instanceof Node.Arr || field.declared() == null && field.live() instanceof Node.Arr;
        if (!list) {
            further.accept(field.member(token.text()));
        } else if (token.position() >= 0) {
            position(token.position(), field, further);
        } else if (token.text().equals("*")) {
            items(field, item -> true, further);
        }
    }

    private void members(FieldPair field, Consumer<FieldPair> further) {
        TreeSet<String> names = new TreeSet<>();
        for (Node side : sides(field)) {
            if (side instanceof Node.Obj obj) {
                names.addAll(obj.keys());
            }
        }
        for (String name : names) {
            further.accept(field.member(name));
        }
    }

    private static List<Node> sides(FieldPair field) {
        List<Node> sides = new ArrayList<>(2);
        if (field.declared() != null) {
            sides.add(field.declared());
        }
        if (field.live() != null) {
            sides.add(field.live());
        }
        return sides;
    }

    /** The item that stands at a place as declared, or where the list is not declared, as live; by its keys on both sides. */
    private void position(int position, FieldPair field, Consumer<FieldPair> further) {
        ListType list = field.type().listOrAtomic();
        Node side = field.declared() != null ? field.declared() : field.live();
        if (!(side instanceof Node.Arr items) || position >= items.size()) {
            return;
        }
        PathElement step = ListItems.element(list, items.get(position), position);
        paired(field, list, (found, pair) -> {
            if (found.equals(step)) {
                further.accept(field.item(found, pair[0], pair[1]));
            }
        });
    }

    /** The items of a list for which {@code test} holds on one side. */
    private void items(FieldPair field, Predicate<Node> test, Consumer<FieldPair> further) {
        paired(field, field.type().listOrAtomic(), (step, pair) -> {
            Node declared = pair[0];
            Node live = pair[1];
            if (declared != null && test.test(declared) || live != null && test.test(live)) {
                further.accept(field.item(step, declared, live));
            }
        });
    }

    @FunctionalInterface
    private interface Items {
        void accept(PathElement step, @Nullable Node[] pair);
    }

    /** Items by step, as declared and as live. Those that their index tells, and those that are there twice, are no pair. */
    private void paired(FieldPair field, ListType list, Items out) {
        Map<PathElement, @Nullable Node[]> pairs = new LinkedHashMap<>();
        for (int side = 0; side < 2; side++) {
            if (!((side == 0 ? field.declared() : field.live()) instanceof Node.Arr items)) {
                continue;
            }
            budget.spend(items.size());
            for (int i = 0; i < items.size(); i++) {
                PathElement step = ListItems.element(list, items.get(i), i);
                Node[] pair = step instanceof PathElement.Index ? null : pairs.get(step);
                if (pair == null) {
                    pair = new Node[2];
                    if (!(step instanceof PathElement.Index)) {
                        pairs.put(step, pair);
                    }
                }
                if (step instanceof PathElement.Index || pair[side] != null) {
                    Node[] alone = new Node[2];
                    alone[side] = items.get(i);
                    out.accept(step, alone);
                } else {
                    pair[side] = items.get(i);
                }
            }
        }
        pairs.forEach(out::accept);
    }
}
