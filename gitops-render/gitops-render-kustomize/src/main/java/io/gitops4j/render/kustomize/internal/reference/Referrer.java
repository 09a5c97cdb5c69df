package io.gitops4j.render.kustomize.internal.reference;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.Location;
import io.gitops4j.core.Problem;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.field.FieldProblem;
import io.gitops4j.render.kustomize.internal.field.FieldWalk;
import io.gitops4j.render.kustomize.internal.field.NamingFields;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import io.gitops4j.render.kustomize.internal.resource.ScalarText;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One object whose references are put right. For one thread and one use. */
final class Referrer {
    private static final Path NAME = Path.of("metadata", "name");

    private final Items items;
    private final Candidates candidates;
    private final Set<Integer> referred;
    private final Candidates.View view;
    private Item item;

    /**
     * A referrer.
     *
     * @param referred where the positions of the objects are put that it refers to
     */
    Referrer(Item item, Items items, Candidates candidates, Set<Integer> referred) {
        this.item = item;
        this.items = items;
        this.candidates = candidates;
        this.referred = referred;
        this.view =
                new Candidates.View(item.id().clusterScoped(), item.id().effectiveNamespace(), accountNamespaces(item));
    }

    /** The namespaces that a role binding names beside its service accounts, of which it may name those ({@code reswrangler.go}). */
    private static Set<String> accountNamespaces(Item item) {
        if (item.id().clusterScoped()
                || !item.id().gvk().kind().equals("RoleBinding")
                || !(item.body().get("subjects") instanceof Node.Arr subjects)) {
            return Set.of();
        }
        Set<String> namespaces = new HashSet<>();
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i) instanceof Node.Obj subject
                    && subject.text("kind").filter("ServiceAccount"::equals).isPresent()
                    && subject.has("namespace")) {
                if (!(subject.get("namespace") instanceof Node.Str namespace)) {
                    Path at = Path.of("subjects").index(i).key("namespace");
                    throw problem(
                            item,
                            at,
                            "Invalid Input: namespace is blank for resource \"" + item.id()
                                    + "\"; write the namespace of the service account as a string, or leave the field out");
                }
                namespaces.add(namespace.value());
            }
        }
        return namespaces;
    }

    /** The object with the names that its {@code fields} refer to now. */
    Item named(NamesOfKind fields, String transformer) {
        BitSet present = fields.in(item.body());
        for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
            Item before = item;
            item = named(fields.get(i), transformer);
            if (item != before) {
                present = fields.in(item.body());
            }
        }
        return item;
    }

    private Item named(NamingFields.Field field, String transformer) {
        Changes changes = new Changes(transformer);
        try {
            Node.Obj after = FieldWalk.changeSelected(
                    item.body(), field.spec(), Made.NOTHING, (value, at) -> value(value, at, field, changes));
            return changes.applied(item, after);
        } catch (FieldProblem e) {
            throw problem(item, e.path(), prefix(field) + e.getMessage());
        }
    }

    private Node value(Node value, Path at, NamingFields.Field field, Changes changes) {
        if (!(value instanceof Node.Arr list)) {
            return single(value, at, field, changes);
        }
        Node[] names = list.items().toArray(new Node[0]);
        boolean changed = false;
        for (int i = 0; i < names.length; i++) {
            if (names[i] instanceof Node.Arr) {
                throw wrong(field, at.index(i), "a list is expected to hold names or maps with a name, not lists");
            }
            Node before = names[i];
            names[i] = single(before, at.index(i), field, changes);
            changed |= names[i] != before;
        }
        return changed ? Node.array(names) : list;
    }

    private Node single(Node value, Path at, NamingFields.Field field, Changes changes) {
        if (value instanceof Node.Obj map) {
            return map(map, at, field, changes);
        }
        if (value.kind() == Node.Kind.NULL) {
            return value;
        }
        String old = ScalarText.of(value);
        Item target = refer(candidates.named(old, field.target(), view), field, at, Referrer::sameName);
        if (target == null || target.id().name().equals(old)) {
            return value;
        }
        changes.note(at, place(target));
        return name(value, target.id().name());
    }

    /** {@code name} in the place of {@code old}; a number, which was no string, stays one where it can. */
    private static Node name(Node old, String name) {
        return old instanceof Node.Str || !ScalarText.isScalar(old) ? Node.of(name) : Scalars.resolve(name);
    }

    private Node map(Node.Obj map, Path at, NamingFields.Field field, Changes changes) {
        Node name = map.get("name");
        if (name == null) {
            throw wrong(
                    field,
                    at,
                    "path config error; no 'name' field in node: the name reference must lead to a name, to a map"
                            + " with one, or to a list of such");
        }
        String old = ScalarText.of(name);
        Node namespace = map.get("namespace");
        List<Integer> known = namespace == null
                ? candidates.named(old, field.target(), view)
                : candidates.named(old, field.target(), view, ScalarText.of(namespace));
        Item target = refer(known, field, at, Referrer::sameNameAndNamespace);
        if (target == null) {
            return map;
        }
        Node.Obj after = map;
        if (!target.id().name().equals(old)) {
            after = after.with("name", name(name, target.id().name()));
            changes.note(at.key("name"), place(target));
        }
        String written = target.id().namespace();
        if (!written.isEmpty() && !Node.of(written).equals(namespace)) {
            after = after.with("namespace", Node.of(written));
            changes.note(at.key("namespace"), place(target));
        }
        return after;
    }

    private static Location place(Item target) {
        return target.origins().at(NAME).location();
    }

    private static boolean sameName(Item a, Item b) {
        return a.id().name().equals(b.id().name());
    }

    private static boolean sameNameAndNamespace(Item a, Item b) {
        return sameName(a, b) && a.id().namespace().equals(b.id().namespace());
    }

    /** The one of {@code known} that is meant, which is then referred to, or null. */
    private @Nullable Item refer(
            List<Integer> known, NamingFields.Field field, Path at, BiPredicate<Item, Item> alike) {
        int position = select(known, field, at, alike);
        if (position < 0) {
            return null;
        }
        referred.add(position);
        return items.get(position);
    }

    private int select(List<Integer> known, NamingFields.Field field, Path at, BiPredicate<Item, Item> alike) {
        Gvk role = field.isRoleReference() ? role() : null;
        List<Integer> left = known.stream()
                .filter(i -> role == null || wasOf(items.get(i), role))
                .filter(i -> mayName(items.get(i)))
                .toList();
        if (left.size() == 1) {
            return left.get(0);
        }
        left = left.stream().filter(i -> Affixes.mayBeOne(items.get(i), item)).toList();
        if (left.size() > 1) {
            left = left.stream().filter(i -> Affixes.areOne(items.get(i), item)).toList();
        }
        if (left.isEmpty()) {
            return -1;
        }
        Item first = items.get(left.get(0));
        if (!left.stream().allMatch(i -> alike.test(first, items.get(i)))) {
            throw ambiguous(left, field, at);
        }
        return left.get(0);
    }

    private static boolean wasOf(Item candidate, Gvk kind) {
        return candidate.previousIds().stream().anyMatch(id -> id.gvk().isSelectedBy(kind));
    }

    /** The kind that the object's role reference says, or null where it does not. */
    private @Nullable Gvk role() {
        Node group = item.body().at("roleRef", "apiGroup").orElse(null);
        Node kind = item.body().at("roleRef", "kind").orElse(null);
        return group == null || kind == null ? null : new Gvk(ScalarText.of(group), "", ScalarText.of(kind));
    }

    /** Whether the namespaces let the object name {@code candidate}; a role binding may name accounts of other namespaces. */
    private boolean mayName(Item candidate) {
        return item.id().clusterScoped()
                || candidate.id().clusterScoped()
                || candidate.id().gvk().kind().equals("ServiceAccount")
                || candidate.id().sameNamespace(item.id());
    }

    private GitOpsException ambiguous(List<Integer> left, NamingFields.Field field, Path at) {
        String ids = left.stream().map(i -> items.get(i).id().toString()).collect(Collectors.joining(", "));
        String places = left.stream()
                .map(i -> items.get(i).location().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return wrong(
                field,
                at,
                "found multiple possible referrals: " + ids + "; they come from " + places
                        + ". Give the objects different names, or namespaces of their own");
    }

    private GitOpsException wrong(NamingFields.Field field, Path at, String why) {
        return problem(item, at, prefix(field) + why);
    }

    private String prefix(NamingFields.Field field) {
        return "updating name reference in '" + field.spec().path() + "' field of '" + item.id() + "': ";
    }

    private static GitOpsException problem(Item item, Path at, String message) {
        Location where = item.origins().at(at).location();
        return new GitOpsException(Problem.of(
                Code.INVALID_CONFIGURATION,
                where.withObject(item.manifest().title()).withField(at.toString()),
                message));
    }
}
