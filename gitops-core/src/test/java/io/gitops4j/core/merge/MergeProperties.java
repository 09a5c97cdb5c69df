package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of comparing, merging and applying, on random values of one small kind. */
class MergeProperties {
    private static final ServerSideApply SERVER = ServerSideApply.of(Types.KIND);

    record Request(Node.Obj spec, String manager, boolean update, boolean force) {}

    @Provide
    Arbitrary<Node.Obj> specs() {
        return AnySpec.specs();
    }

    @Provide
    Arbitrary<List<Request>> histories() {
        return Combinators.combine(
                        specs(),
                        Arbitraries.of("m1", "m2", "m3"),
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(true, false))
                .as(Request::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static TypedValue typed(Node spec) {
        return TypedValue.validated(spec, Types.SPEC);
    }

    @Property
    void merging_a_value_with_itself_gives_it_back(@ForAll("specs") Node.Obj spec) {
        assertThat(typed(spec).merge(typed(spec)).value()).isSameAs(spec);
        assertThat(typed(spec).compare(typed(spec)).isSame()).isTrue();
    }

    @Property
    void comparing_the_other_way_swaps_added_and_removed(@ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b) {
        Comparison there = typed(a).compare(typed(b));
        assertThat(typed(b).compare(typed(a)))
                .isEqualTo(
                        new Comparison(/* removed= */ there.added(), there.modified(), /* added= */ there.removed()));
    }

    @Property
    void a_merge_holds_all_that_is_applied(@ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b) {
        TypedValue merged = typed(a).merge(typed(b));
        merged.validate();
        assertThat(merged.merge(typed(b)).value()).isEqualTo(merged.value());
        assertThat(typed(b).fieldSet().minus(merged.fieldSet()).members())
                .allMatch(field -> containsEmpty(typed(b), field));
    }

    @Property
    void the_leaves_of_what_was_applied_extract_it_again(
            @ForAll("specs") Node.Obj object, @ForAll("specs") Node.Obj partial) {
        TypedValue applied = typed(partial);
        FieldSet leaves = applied.fieldSet().leaves();
        TypedValue extracted = typed(object).merge(applied).extract(leaves);
        assertThat(extracted.fieldSet().leaves().minus(leaves).members())
                .allMatch(field -> containsEmpty(applied, field));
        assertThat(leaves.minus(extracted.fieldSet()).members()).allMatch(field -> containsEmpty(applied, field));
    }

    /** An empty list or map that is applied owns itself and shows what others have in it. */
    private static boolean containsEmpty(TypedValue applied, FieldPath field) {
        for (int length = 1; length <= field.length(); length++) {
            Node at = field.prefix(length)
                    .in(applied.value())
                    .flatMap(path -> applied.value().at(path))
                    .orElse(Node.of("absent"));
            if (at instanceof Node.Obj obj && obj.size() == 0 || at instanceof Node.Arr arr && arr.size() == 0) {
                return true;
            }
        }
        return false;
    }

    @Property
    void what_is_taken_out_is_not_there_and_the_rest_is(
            @ForAll("specs") Node.Obj spec, @ForAll("specs") Node.Obj other) {
        FieldSet gone = typed(spec).fieldSet().intersect(typed(other).fieldSet());
        FieldSet rest = typed(spec).without(gone).fieldSet();
        assertThat(rest.intersect(gone.leaves()).members())
                .allMatch(field -> !typed(spec).fieldSet().leaves().names(field));
        assertThat(typed(spec).fieldSet().minusRecursively(gone).minus(rest).isEmpty())
                .isTrue();
    }

    @Property
    void the_order_of_map_keys_says_nothing(@ForAll("specs") Node.Obj spec, @ForAll long seed) {
        StringBuilder yaml = new StringBuilder();
        List<String> keys = new ArrayList<>(spec.keys());
        Collections.shuffle(keys, new Random(seed));
        for (String key : keys) {
            Node value = spec.at(key).orElseThrow();
            yaml.append(yaml.length() == 0 ? "" : ", ")
                    .append(key)
                    .append(": ")
                    .append(Printer.json(value, Mask.none()));
        }
        Node again =
                Parser.strict().parseYaml("x.yaml", "{" + yaml + "}").get(0).root();
        assertThat(typed(again).fieldSet().toFieldsV1Text())
                .isEqualTo(typed(spec).fieldSet().toFieldsV1Text());
    }

    @Property
    void field_sets_survive_their_encoding(@ForAll("specs") Node.Obj spec) {
        FieldSet set = typed(spec).fieldSet();
        assertThat(FieldSet.parse(set.toFieldsV1Text())).isEqualTo(set);
        assertThat(FieldSet.fromFieldsV1(set.toFieldsV1())).isEqualTo(set);
        assertThat(FieldSet.of(set.members())).isEqualTo(set);
    }

    @Property
    void the_algebra_is_that_of_sets_of_paths(
            @ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b, @ForAll("specs") Node.Obj c) {
        FieldSet x = typed(a).fieldSet();
        FieldSet y = typed(b).fieldSet();
        FieldSet z = typed(c).fieldSet();
        assertThat(x.union(y)).isEqualTo(y.union(x));
        assertThat(x.intersect(y)).isEqualTo(y.intersect(x));
        assertThat(x.union(y).intersect(z)).isEqualTo(x.intersect(z).union(y.intersect(z)));
        assertThat(x.minus(y).union(x.intersect(y))).isEqualTo(x);
        assertThat(x.minus(y).intersect(y).isEmpty()).isTrue();
        assertThat(x.union(x.intersect(y))).isSameAs(x);
    }

    private static Node.Obj object(Node.Obj spec) {
        return Types.object("{}").with("spec", spec);
    }

    private static Applied request(Node.Obj live, Request request, String time) {
        Node.Obj object = object(request.spec);
        return request.update
                ? SERVER.update(live, object, FieldManager.update(request.manager), time)
                : SERVER.apply(live, object, request.manager, request.force, time);
    }

    @Property
    void no_history_leaves_an_owner_of_nothing_or_of_what_is_not_there(@ForAll("histories") List<Request> history) {
        Node.Obj live = Node.object();
        for (int i = 0; i < history.size(); i++) {
            live = request(live, history.get(i), "2024-01-01T00:00:0" + i + "Z").object();
            if (live.size() == 0) {
                continue;
            }
            Node.Obj bare = ManagedFields.empty().on(live);
            FieldSet there = TypedValue.of(Node.object(), Types.KIND)
                    .compare(TypedValue.of(bare, Types.KIND))
                    .added();
            for (ManagedFields.Entry entry : ManagedFields.of(live).entries()) {
                assertThat(entry.fields().isEmpty()).isFalse();
                assertThat(entry.fields().minus(there).printed())
                        .as("%s", entry)
                        .isEmpty();
            }
        }
    }

    private static boolean hasEmpty(Node node) {
        if (node instanceof Node.Obj obj) {
            return obj.size() == 0
                    || obj.keys().stream().anyMatch(key -> hasEmpty(obj.at(key).orElseThrow()));
        }
        return node instanceof Node.Arr arr
                && (arr.size() == 0 || arr.items().stream().anyMatch(MergeProperties::hasEmpty));
    }

    /**
     * But where it declares an empty container: one that was emptied by it is null then, upstream as here, and empty only
     * after the next apply.
     */
    @Property
    void an_apply_that_succeeded_changes_nothing_when_it_is_repeated(
            @ForAll("histories") List<Request> history, @ForAll("specs") Node.Obj spec) {
        Assume.that(!hasEmpty(spec));
        Node.Obj live = Node.object();
        for (Request request : history) {
            live = request(live, request, "2024-01-01T00:00:00Z").object();
        }
        Applied applied = SERVER.apply(live, object(spec), "m1", true, "2024-01-01T00:00:01Z");
        Applied again = SERVER.apply(applied.object(), object(spec), "m1", false, "2024-01-01T00:00:02Z");
        assertThat(again.conflicts()).isEmpty();
        assertThat(again.object()).isEqualTo(applied.object());
        assertThat(again.changed()).isFalse();
    }

    @Property
    void conflicts_are_what_others_own_of_what_changes(
            @ForAll("histories") List<Request> history, @ForAll("specs") Node.Obj spec) {
        Node.Obj live = Node.object();
        for (Request request : history) {
            live = request(live, request, "2024-01-01T00:00:00Z").object();
        }
        Applied refused = SERVER.apply(live, object(spec), "m1", false, "2024-01-01T00:00:01Z");
        Applied forced = SERVER.apply(live, object(spec), "m1", true, "2024-01-01T00:00:01Z");
        Comparison changes = TypedValue.of(ManagedFields.empty().on(live), Types.KIND)
                .compare(TypedValue.of(ManagedFields.empty().on(forced.object()), Types.KIND));
        FieldSet taken = changes.modified().union(changes.added());
        List<Conflict> expected = new ArrayList<>();
        for (ManagedFields.Entry entry : ManagedFields.of(live).entries()) {
            if (!entry.manager().equals(FieldManager.apply("m1"))) {
                entry.fields()
                        .intersect(taken)
                        .members()
                        .forEach(field -> expected.add(new Conflict(entry.manager(), entry.apiVersion(), field)));
            }
        }
        assertThat(refused.conflicts()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
