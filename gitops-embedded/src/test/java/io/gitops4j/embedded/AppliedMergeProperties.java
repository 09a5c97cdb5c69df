package io.gitops4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of applies in whatever order by whomever. */
class AppliedMergeProperties {
    /** One forced apply. */
    record Step(String manager, Node.Obj declared) {
        @Override
        public String toString() {
            return manager + " declares " + FieldSet.declaredBy(declared);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> manager = Arbitraries.of("a", "b", "c");
        return manager.flatMap(who -> objects(3).map(what -> new Step(who, what)))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Node.Obj> declared() {
        return objects(3);
    }

    private static Arbitrary<Node.Obj> objects(int depth) {
        Arbitrary<Node> leaf = Arbitraries.of(
                Node.of("x"), Node.of(1), Node.array(), Node.array(Node.of("x")), Node.object(), Node.of(true));
        Arbitrary<Node> value = depth == 0
                ? leaf
                : Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(2, leaf),
                        net.jqwik.api.Tuple.of(
                                3, Arbitraries.lazy(() -> objects(depth - 1)).map(obj -> (Node) obj)));
        return Arbitraries.maps(Arbitraries.of("p", "q", "r"), value)
                .ofMaxSize(3)
                .map(map -> {
                    ObjBuilder out = Node.objectBuilder();
                    map.forEach(out::put);
                    return out.build();
                });
    }

    private static AppliedMerge merge(Node.Obj live, Step step, boolean force) {
        return AppliedMerge.of(
                live,
                new AppliedMerge.Request(
                        step.declared(), "example.com/v1", step.manager(), force, "2026-01-01T00:00:00Z"));
    }

    private static Node.Obj after(List<Step> steps) {
        Node.Obj live = Node.object();
        for (Step step : steps) {
            live = body(merge(live, step, true));
        }
        return live;
    }

    private static Node.Obj body(AppliedMerge merge) {
        return Metadata.with(merge.body(), "managedFields", merge.ownership().node());
    }

    @Property(tries = 200)
    void an_apply_gets_what_it_declares(@ForAll("steps") List<Step> steps, @ForAll("declared") Node.Obj declared) {
        AppliedMerge merge = merge(after(steps), new Step("a", declared), true);
        assertThat(FieldSet.declaredBy(declared).paths()).allSatisfy(path -> {
            Node want = declared.at(path).orElseThrow();
            Node have = merge.body().at(path).orElseThrow();
            assertThat(want instanceof Node.Obj ? have instanceof Node.Obj : have.equals(want))
                    .isTrue();
        });
        assertThat(merge.ownership().of(Ownership.Writer.apply("a"))).isEqualTo(FieldSet.declaredBy(declared));
    }

    @Property(tries = 200)
    void an_apply_is_idempotent(@ForAll("steps") List<Step> steps, @ForAll("declared") Node.Obj declared) {
        Step step = new Step("a", declared);
        Node.Obj once = body(merge(after(steps), step, true));
        AppliedMerge again = merge(once, step, false);
        assertThat(again.conflicts()).isEmpty();
        assertThat(body(again)).isEqualTo(once);
    }

    @Property(tries = 200)
    void an_apply_without_conflict_is_the_same_as_by_force(
            @ForAll("steps") List<Step> steps, @ForAll("declared") Node.Obj declared) {
        Node.Obj live = after(steps);
        AppliedMerge merge = merge(live, new Step("a", declared), false);
        if (merge.conflicts().isEmpty()) {
            assertThat(body(merge)).isEqualTo(body(merge(live, new Step("a", declared), true)));
        }
    }

    @Property(tries = 200)
    void fields_of_others_are_not_touched_but_by_force(
            @ForAll("steps") List<Step> steps, @ForAll("declared") Node.Obj declared) {
        Node.Obj live = after(steps);
        AppliedMerge merge = merge(live, new Step("a", declared), false);
        if (!merge.conflicts().isEmpty()) {
            return;
        }
        for (Ownership.Entry other : Ownership.of(live).others(Ownership.Writer.apply("a"))) {
            for (Path path : other.fields().paths()) {
                boolean container = live.at(path).orElseThrow() instanceof Node.Obj;
                assertThat(merge.body().at(path)).isPresent();
                if (!container) {
                    assertThat(merge.body().at(path)).isEqualTo(live.at(path));
                }
            }
        }
    }

    @Property(tries = 200)
    void everybody_owns_only_what_is_there(@ForAll("steps") List<Step> steps) {
        Node.Obj live = after(steps);
        for (Ownership.Entry entry : Ownership.of(live).entries()) {
            assertThat(entry.fields().paths())
                    .allSatisfy(path -> assertThat(live.at(path)).isPresent());
        }
    }

    @Property(tries = 200)
    void nothing_is_left_once_everybody_releases_all(@ForAll("steps") List<Step> steps) {
        Node.Obj live = after(steps);
        for (String manager : List.of("a", "b", "c")) {
            live = body(merge(live, new Step(manager, Node.object()), false));
        }
        assertThat(Metadata.without(live, "managedFields"))
                .isEqualTo(Node.objectBuilder().put("metadata", Node.object()).build());
    }
}
