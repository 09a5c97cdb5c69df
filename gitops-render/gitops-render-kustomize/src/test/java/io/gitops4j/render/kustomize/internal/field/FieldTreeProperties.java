package io.gitops4j.render.kustomize.internal.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.field.FieldChange.Made;
import io.gitops4j.render.kustomize.internal.resource.Gvk;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FieldTreeProperties {
    private static final Gvk ANY = new Gvk("", "", "");

    /** A field that the tree does not find is one whose walk touches nothing, and fails on nothing. */
    @Property(tries = 3_000)
    void finds_every_field_that_a_walk_has_something_to_do_with(
            @ForAll("specs") List<FieldSpec> specs, @ForAll("bodies") Node.Obj body) {
        BitSet found = FieldTree.of(specs).in(body);
        for (int i = 0; i < specs.size(); i++) {
            if (!found.get(i)) {
                boolean[] touched = {false};
                Node.Obj after = FieldWalk.changeSelected(body, specs.get(i), Made.NOTHING, (value, at) -> {
                    touched[0] = true;
                    return value;
                });
                assertThat(touched[0]).as("%s of %s", specs.get(i), body).isFalse();
                assertThat(after).isSameAs(body);
            }
        }
    }

    /** Where no scalar, null or strange step is on the way, it finds no other either. */
    @Property(tries = 2_000)
    void finds_no_field_that_a_walk_has_nothing_to_do_with(@ForAll("plainSpecs") List<FieldSpec> specs) {
        Node.Obj body = Node.object()
                .with("a", Node.object().with("b", Node.array(Node.object().with("c", Node.object()))))
                .with("b", Node.object());
        BitSet found = FieldTree.of(specs).in(body);
        for (int i = 0; i < specs.size(); i++) {
            boolean[] touched = {false};
            FieldWalk.changeSelected(body, specs.get(i), Made.NOTHING, (value, at) -> {
                touched[0] = true;
                return value;
            });
            assertThat(found.get(i)).as("%s", specs.get(i)).isEqualTo(touched[0]);
        }
    }

    @Provide
    Arbitrary<List<FieldSpec>> specs() {
        return paths("a", "b", "c", "a[]", "b[]", "0", "-", "[a=b]", "");
    }

    @Provide
    Arbitrary<List<FieldSpec>> plainSpecs() {
        return paths("a", "b", "c", "b[]");
    }

    private static Arbitrary<List<FieldSpec>> paths(String... steps) {
        return Arbitraries.of(steps)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(way -> new FieldSpec(ANY, String.join("/", way), false))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Node.Obj> bodies() {
        Arbitrary<Node> scalar = Arbitraries.of(Node.of("x"), Node.of(1), Node.nil(), Node.object(), Node.array());
        Arbitrary<Node> value = scalar;
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<Node> lists = value.list().ofMaxSize(3).map(items -> Node.array(items.toArray(new Node[0])));
            value = Arbitraries.oneOf(scalar, object(value).map(Node.class::cast), lists);
        }
        return object(value);
    }

    private static Arbitrary<Node.Obj> object(Arbitrary<Node> value) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "0", "d", "e"), value)
                .ofMaxSize(4)
                .map(fields -> {
                    Node.Obj object = Node.object();
                    for (Map.Entry<String, Node> field : fields.entrySet()) {
                        object = object.with(field.getKey(), field.getValue());
                    }
                    return object;
                });
    }
}
