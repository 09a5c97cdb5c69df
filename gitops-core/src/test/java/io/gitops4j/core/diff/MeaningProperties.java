package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.schema.FieldType;
import io.gitops4j.core.schema.ListType;
import io.gitops4j.core.schema.MapType;
import io.gitops4j.core.schema.Scalar;
import io.gitops4j.core.schema.StructField;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Meaning the same is an equivalence, also of whole objects that leave out what goes without saying. */
class MeaningProperties {
    private static final FieldType STRING = FieldType.of(Scalar.STRING);
    private static final FieldType QUANTITIES = FieldType.of(MapType.of(FieldType.of(Scalar.QUANTITY)));
    private static final FieldType PORT = FieldType.of(MapType.of(
            List.of(
                    StructField.of("port", FieldType.of(Scalar.NUMBER)),
                    StructField.of("protocol", STRING).withDefault(Node.of("TCP"))),
            null));
    private static final FieldType OBJECT = FieldType.of(MapType.of(
            List.of(
                    StructField.of("limits", QUANTITIES).omittingEmpty(),
                    StructField.of("ports", FieldType.of(ListType.keyed(PORT, List.of("port", "protocol")))),
                    StructField.of("age", FieldType.of(Scalar.DURATION))),
            null));

    /** Few meanings in many spellings, so that two of them often are the same. */
    @Provide
    Arbitrary<Node> objects() {
        return Combinators.combine(
                        maybe(Arbitraries.of("0.5", "500m", "1")), maybe(ports()), maybe(Arbitraries.of("60s", "1m0s")))
                .as((limit, ports, age) -> {
                    ObjBuilder out = Node.objectBuilder();
                    limit.forEach(value -> out.put("limits", Node.object().with("cpu", Node.of(value))));
                    ports.forEach(value -> out.put("ports", Node.array(value)));
                    age.forEach(value -> out.put("age", value));
                    return (Node) out.build();
                })
                .flatMap(object -> Arbitraries.of(List.of(object, emptied((Node.Obj) object))));
    }

    /** None or one. */
    private static <T> Arbitrary<List<T>> maybe(Arbitrary<T> values) {
        return values.list().ofMaxSize(1);
    }

    private static Arbitrary<Node> ports() {
        return Combinators.combine(
                        Arbitraries.of(Node.of(80), Node.of(80.0), Node.of(81)), Arbitraries.of("", "TCP", "UDP"))
                .as((port, protocol) -> {
                    Node.Obj object = Node.object().with("port", port);
                    return protocol.isEmpty() ? object : object.with("protocol", Node.of(protocol));
                });
    }

    /** With an empty map where there is none. */
    private static Node emptied(Node.Obj object) {
        return object.has("limits") ? object : object.with("limits", Node.object());
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void what_means_the_same_is_told_so_from_either_side(@ForAll("objects") Node a, @ForAll("objects") Node b) {
        assertThat(Meaning.same(OBJECT, a, a)).isTrue();
        assertThat(Meaning.same(OBJECT, b, a)).isEqualTo(Meaning.same(OBJECT, a, b));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void what_means_the_same_as_one_thing_means_the_same(@ForAll @Size(8) List<@From("objects") Node> objects) {
        for (Node a : objects) {
            for (Node b : objects) {
                for (Node c : objects) {
                    if (Meaning.same(OBJECT, a, b) && Meaning.same(OBJECT, b, c)) {
                        assertThat(Meaning.same(OBJECT, a, c)).isTrue();
                    }
                }
            }
        }
    }
}
