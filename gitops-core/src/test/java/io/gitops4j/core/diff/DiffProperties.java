package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.AnySpec;
import io.gitops4j.core.merge.Applied;
import io.gitops4j.core.merge.FieldManager;
import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.PathElement;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.Types;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of comparing, on random objects of a kind that has a field of each sort. */
class DiffProperties {
    private static final String US = "gitops";
    private static final String TIME = "2024-01-01T00:00:00Z";
    private static final ObjectSchema SCHEMA = ObjectSchema.of(Types.KIND, ObjectSchema.Source.DEFINITION, "test");
    private static final Differ DIFFER = Differ.of(Digester.keyed(new byte[32]), US);
    private static final ServerSideApply SERVER = ServerSideApply.of(Types.KIND);

    @Provide
    Arbitrary<Node.Obj> specs() {
        return AnySpec.specs();
    }

    private static Node.Obj object(Node.Obj spec) {
        return Node.objectBuilder()
                .put("apiVersion", "example.com/v1")
                .put("kind", "Thing")
                .put("metadata", Node.object().with("name", Node.of("one")).with("uid", Node.of("u1")))
                .put("spec", spec)
                .build();
    }

    private static Node.Obj desired(Node.Obj spec) {
        return Normal.of(object(spec));
    }

    private static Live.Present live(Applied applied) {
        return new Live.Present(applied.body(), applied.managed());
    }

    private static Live.Present applied(Live.Present before, Node.Obj desired, String manager) {
        return live(SERVER.apply(before.body(), before.managed(), desired, FieldManager.apply(manager), true, TIME));
    }

    private static Live.Present created(Node.Obj spec) {
        Applied applied = SERVER.apply(
                object(Node.object()).without("spec"),
                ManagedFields.empty(),
                desired(spec),
                FieldManager.apply(US),
                true,
                TIME);
        return live(applied);
    }

    private static DiffRequest request(Node.Obj spec, Live.Present live) {
        return DiffRequest.of(desired(spec), PathSet.empty(), live).as(SCHEMA);
    }

    /** What we know after an apply of {@code spec} that was answered with {@code answer}. */
    private static DiffRequest after(DiffRequest request, Node.Obj spec, Live.Present answer) {
        FieldSet owned = DIFFER.owned(answer, FieldSet.empty());
        return request.after(owned, Optional.of(DIFFER.witness(desired(spec), PathSet.empty(), answer, owned)));
    }

    private static List<Difference> delta(Node.Obj a, Node.Obj b) {
        return Delta.between(Types.KIND, object(a), object(b), FieldSet.empty());
    }

    @Property
    void an_object_does_not_differ_from_itself(@ForAll("specs") Node.Obj spec) {
        assertThat(delta(spec, spec)).isEmpty();
        assertThat(DIFFER.compare(request(spec, created(spec))).verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Property
    void the_differences_make_the_one_of_the_other(@ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b) {
        Node patched = object(a);
        for (Difference difference : delta(a, b)) {
            patched = Patching.apply(patched, difference);
        }
        assertThat(Patching.unordered(patched)).isEqualTo(Patching.unordered(object(b)));
    }

    @Property
    void the_other_way_round_the_same_fields_differ_with_kinds_inverted(
            @ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b) {
        assertThat(delta(b, a))
                .extracting(one -> one.kind() + " " + one.path())
                .containsExactlyInAnyOrderElementsOf(delta(a, b).stream()
                        .map(one -> inverted(one.kind()) + " " + one.path())
                        .toList());
    }

    private static Change.Kind inverted(Change.Kind kind) {
        return kind == Change.Kind.ADD ? Change.Kind.REMOVE : kind == Change.Kind.REMOVE ? Change.Kind.ADD : kind;
    }

    @Property
    void another_order_of_items_is_a_reorder_and_nothing_else(@ForAll("specs") Node.Obj spec, @ForAll long seed) {
        Node.Obj shuffled = spec;
        for (String list : List.of("containers", "words")) {
            List<Node> items = new ArrayList<>(spec.array(list).items());
            Collections.shuffle(items, new Random(seed));
            shuffled = items.isEmpty() ? shuffled : shuffled.with(list, Node.array(items));
        }

        assertThat(delta(spec, shuffled))
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Change.Kind.REORDER));
    }

    @Property
    void what_is_in_sync_an_apply_does_not_change(@ForAll("specs") Node.Obj spec, @ForAll("specs") Node.Obj other) {
        Live.Present answer = created(spec);
        Live.Present live = live(SERVER.apply(
                answer.body(), answer.managed(), desired(other), FieldManager.apply("other"), false, TIME));
        Diff diff = DIFFER.compare(request(spec, live));
        Assume.that(diff.verdict() == Verdict.IN_SYNC);

        Live.Present after = applied(live, desired(spec), US);

        assertThat(after.body()).isEqualTo(live.body());
        assertThat(after.managed().sameFields(live.managed())).isTrue();
    }

    @Property
    void what_is_predicted_is_what_an_apply_gives_and_is_in_sync_then(
            @ForAll("specs") Node.Obj before, @ForAll("specs") Node.Obj other, @ForAll("specs") Node.Obj spec) {
        Live.Present live = applied(created(before), desired(other), "other");
        Diff diff = DIFFER.compare(request(spec, live).after(FieldSet.empty(), Optional.empty()));

        Live.Present after = applied(live, desired(spec), US);

        diff.predicted().ifPresent(predicted -> assertThat(predicted).isEqualTo(after.body()));
        assertThat(DIFFER.compare(request(spec, after)).changes())
                .filteredOn(change -> change.kind() != Change.Kind.ADOPT)
                .isEmpty();
    }

    @Property
    void whatever_admission_makes_of_our_apply_is_in_sync(
            @ForAll("specs") Node.Obj spec, @ForAll("specs") Node.Obj webhook, @ForAll boolean keep) {
        Live.Present applied = created(spec);
        Node.Obj changed = keep
                ? applied.body().with("spec", Types.merged(applied.body().object("spec"), webhook))
                : applied.body().with("spec", webhook);
        Live.Present answer = new Live.Present(changed, applied.managed());

        Diff diff = DIFFER.compare(after(request(spec, answer), spec, answer));

        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Property
    void what_others_do_beside_our_fields_never_alters_the_verdict(
            @ForAll("specs") Node.Obj spec, @ForAll("specs") Node.Obj theirs) {
        Live.Present answer = created(spec);
        // an apply without force takes nothing from us, unless it makes an object of a scalar: upstream sees no
        // conflict there
        Node.Obj beside = theirs.without("any");
        Applied edit = SERVER.apply(
                answer.body(), answer.managed(), desired(beside), FieldManager.apply("other"), false, TIME);
        Assume.that(edit.conflicts().isEmpty());

        Diff diff = DIFFER.compare(after(request(spec, live(edit)), spec, answer));

        // who applies a list gives it an order, which nobody owns: that is told
        assertThat(diff.changes())
                .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Change.Kind.REORDER));
        assertThat(diff.verdict()).isEqualTo(diff.changes().isEmpty() ? Verdict.IN_SYNC : Verdict.DRIFTED);
    }

    @Property
    void a_change_of_a_field_of_ours_is_drift_and_its_author_is_named(
            @ForAll("specs") Node.Obj spec, @ForAll("specs") Node.Obj theirs) {
        Live.Present answer = created(spec);
        Applied conflicting = SERVER.apply(
                answer.body(), answer.managed(), desired(theirs), FieldManager.apply("other"), false, TIME);
        Assume.that(!conflicting.conflicts().isEmpty());
        Live.Present edited = applied(answer, desired(theirs), "other");

        Diff diff = DIFFER.compare(after(request(spec, edited), spec, answer));

        assertThat(diff.verdict()).isEqualTo(Verdict.DRIFTED);
        // forced exactly where it must be
        Applied revert = SERVER.apply(
                edited.body(), edited.managed(), desired(spec), FieldManager.apply(US), diff.force(), TIME);
        assertThat(revert.conflicts()).isEmpty();
        assertThat(diff.changes()).anyMatch(change -> change.owners().contains("other"));
    }

    @Property
    void an_edit_of_any_leaf_of_ours_is_drift(@ForAll("specs") Node.Obj spec, @ForAll Random random) {
        Live.Present answer = created(spec);
        List<FieldPath> leaves = leaves(answer);
        Assume.that(!leaves.isEmpty());
        Path leaf = leaves.get(random.nextInt(leaves.size()))
                .in(answer.body(), Types.KIND)
                .orElseThrow();
        Node value = answer.body().at(leaf).orElseThrow();
        // of false, zero and the empty text the server may keep nothing
        boolean removed = random.nextBoolean() && !Meaning.blank(value) && !leaf.isIndex(leaf.length() - 1);
        Node edited = removed ? answer.body().without(leaf) : answer.body().with(leaf, another(value));
        Live.Present live = new Live.Present((Node.Obj) edited, answer.managed());

        Diff diff = DIFFER.compare(after(request(spec, live), spec, answer));

        assertThat(diff.verdict())
                .as(() ->
                        leaf + (removed ? " removed from " : " edited in ") + Printer.json(answer.body(), Mask.none()))
                .isEqualTo(Verdict.DRIFTED);
        assertThat(DIFFER.compare(request(spec, live)).verdict()).isEqualTo(Verdict.CHANGED);
    }

    /** The fields of ours that hold something, but what items of lists are told by: in an empty map others may put theirs. */
    private static List<FieldPath> leaves(Live.Present live) {
        return DIFFER.owned(live, FieldSet.empty()).leaves().members().stream()
                .filter(path -> !path.isKeyOfItem() && !(path.element(path.length() - 1) instanceof PathElement.Item))
                .filter(path -> at(live.body(), path)
                        .filter(value -> !Meaning.empty(value))
                        .isPresent())
                .toList();
    }

    private static Node another(Node value) {
        if (value instanceof Node.Arr list) {
            return Node.array(Stream.concat(list.items().stream(), Stream.of(Node.of("edited")))
                    .toList());
        }
        return value instanceof Node.Num number
                ? Node.of(number.value().longValue() + 1)
                : value instanceof Node.Str text
                        ? Node.of(text.value() + "!")
                        : ((Node.Obj) value).with("edited", Node.of("x"));
    }

    @Property
    void what_is_ignored_more_makes_no_change_more(
            @ForAll("specs") Node.Obj before, @ForAll("specs") Node.Obj spec, @ForAll Random random) {
        Live.Present live = created(before);
        FieldSet some = ignored(before, random);
        FieldSet more = some.union(ignored(spec, random));

        List<Change> all = DIFFER.compare(request(spec, live).ignoring(some)).changes();
        List<Change> fewer = DIFFER.compare(request(spec, live).ignoring(more)).changes();

        assertThat(fewer)
                .extracting(Change::text)
                .isSubsetOf(all.stream().map(Change::text).toList());
        assertThat(fewer)
                .allSatisfy(change -> assertThat(more.covers(change.path())).isFalse());
    }

    private static FieldSet ignored(Node.Obj spec, Random random) {
        return FieldSet.of(Differ.fields(desired(spec), Types.KIND).members().stream()
                .filter(path -> random.nextInt(4) == 0)
                .toList());
    }

    @Property
    void releasing_a_field_never_changes_its_value(
            @ForAll("specs") Node.Obj before, @ForAll("specs") Node.Obj theirs, @ForAll("specs") Node.Obj spec) {
        Live.Present live = applied(created(before), desired(theirs), "other");
        Diff diff = DIFFER.compare(request(spec, live).after(FieldSet.empty(), Optional.empty()));

        for (Change change : diff.changes()) {
            if (change.kind() == Change.Kind.RELEASE) {
                Node.Obj predicted = diff.predicted().orElseThrow();
                assertThat(at(predicted, change.path())).isEqualTo(at(live.body(), change.path()));
            }
        }
    }

    private static Optional<Node> at(Node.Obj object, FieldPath path) {
        return path.in(object, Types.KIND).flatMap(object::at);
    }

    @Property
    void a_sensitive_value_is_in_no_view_of_a_comparison(@ForAll("specs") Node.Obj a, @ForAll("specs") Node.Obj b) {
        Node.Obj mine = secret(a, "hunter2");
        Node.Obj theirs = secret(b, "swordfish");
        PathSet sensitive = PathSet.of(
                Path.of("spec", "data"), Path.of("spec", "containers").index(0).key("image"));
        Live.Present live = new Live.Present(object(theirs), ManagedFields.empty());

        Diff diff =
                DIFFER.compare(DiffRequest.of(desired(mine), sensitive, live).as(SCHEMA));

        List<String> views = new ArrayList<>(List.of(
                diff.toString(),
                Printer.json(DiffForm.print(diff), Mask.none()),
                TextDiff.unified("one", object(theirs), desired(mine), sensitive)));
        diff.changes().forEach(change -> views.addAll(List.of(change.text(), change.explanation(), "" + change)));
        assertThat(views).noneMatch(view -> view.contains("hunter2") || view.contains("swordfish"));
    }

    private static Node.Obj secret(Node.Obj spec, String value) {
        Node container = Node.object().with("name", Node.of("c0")).with("image", Node.of(value));
        return spec.with("data", Node.object().with("key", Node.of(value))).with("containers", Node.array(container));
    }
}
