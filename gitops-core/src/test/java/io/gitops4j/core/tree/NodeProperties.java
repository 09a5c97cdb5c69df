package io.gitops4j.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NodeProperties {
    private static final List<String> KEYS = List.of("a", "b", "spec", "metadata.name", "x/y", "");

    @Property
    void equal_trees_have_equal_hashes(@ForAll("trees") Node tree) {
        Node copy = copy(tree);

        assertThat(copy).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(copy.hash()).isEqualTo(tree.hash());
    }

    @Property
    void different_hashes_mean_different_trees(@ForAll("trees") Node a, @ForAll("trees") Node b) {
        assertThat(a.equals(b)).isEqualTo(b.equals(a));
        if (a.hash() != b.hash()) {
            assertThat(a).isNotEqualTo(b);
        }
    }

    @Property
    void numbers_are_equal_when_their_values_are(@ForAll("doubles") double value) {
        BigDecimal exact = new BigDecimal(value);
        if (exact.stripTrailingZeros().scale() <= 0) {
            BigInteger integer = exact.toBigInteger();
            assertThat(Node.of(integer)).isEqualTo(Node.of(value));
            assertThat(Node.of(integer).hash()).isEqualTo(Node.of(value).hash());
        }
    }

    @Property
    void what_was_set_is_there(@ForAll("objects") Node tree, @ForAll("paths") Path path, @ForAll("trees") Node value) {
        Node changed = withoutScalarsOn(tree, path).with(path, value);

        assertThat(changed.at(path)).contains(value);
    }

    @Property
    void setting_twice_is_setting_the_second(
            @ForAll("paths") Path path, @ForAll("trees") Node first, @ForAll("trees") Node second) {
        Node empty = Node.object();

        assertThat(empty.with(path, first).with(path, second)).isEqualTo(empty.with(path, second));
    }

    @Property
    void setting_what_is_there_changes_nothing(@ForAll("objects") Node tree) {
        Node.Obj object = (Node.Obj) tree;
        for (String key : object.keys()) {
            assertThat(object.with(key, object.at(key).orElseThrow())).isSameAs(object);
        }
    }

    @Property
    void removing_what_was_added_gives_the_tree_before(@ForAll("objects") Node tree, @ForAll("trees") Node value) {
        Path path = Path.of("not-there-yet");

        assertThat(tree.with(path, value).without(path)).isEqualTo(tree);
        assertThat(tree.without(path)).isSameAs(tree);
    }

    @Property
    void the_order_of_insertion_does_not_matter(@ForAll("keys") List<String> keys) {
        ObjBuilder forwards = Node.objectBuilder();
        keys.forEach(key -> forwards.put(key, key));
        Collections.reverse(keys);
        ObjBuilder backwards = Node.objectBuilder();
        keys.forEach(key -> backwards.put(key, key));

        assertThat(forwards.build()).isEqualTo(backwards.build());
        assertThat(forwards.build().keys()).isSorted();
    }

    @Property
    void shared_shapes_and_nodes_are_equal_to_unshared_ones(@ForAll("trees") Node tree) {
        Shapes shapes = new Shapes();

        assertThat(share(tree, shapes)).isEqualTo(tree);
        assertThat(share(copy(tree), shapes)).isEqualTo(tree);
    }

    private static Node withoutScalarsOn(Node tree, Path path) {
        return tree.at(path.prefix(1)).filter(Node.Obj.class::isInstance).isPresent()
                ? Node.object()
                : tree.without(path.prefix(1));
    }

    private static Node copy(Node node) {
        return share(node, null);
    }

    private static Node share(Node node, @org.jspecify.annotations.Nullable Shapes shapes) {
        if (node instanceof Node.Obj obj) {
            ObjBuilder builder = Node.objectBuilder();
            obj.keys()
                    .forEach(key ->
                            builder.put(new String(key), share(obj.at(key).orElseThrow(), shapes)));
            return shapes == null ? builder.build() : shapes.share(builder.build(shapes));
        }
        if (node instanceof Node.Arr arr) {
            Node copy = Node.array(
                    arr.items().stream().map(item -> share(item, shapes)).toList());
            return shapes == null ? copy : shapes.share(copy);
        }
        return node instanceof Node.Str text
                ? (shapes == null ? Node.of(new String(text.value())) : shapes.text(text.value()))
                : node;
    }

    @Provide
    Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.longs().map(Long::doubleValue),
                Arbitraries.of(0x1p63, -0x1p63, 0x1p64, -0x1p64, 1e19, 1e22, 1e300, 0.0, -0.0));
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.strings()
                .ofMaxLength(3)
                .list()
                .uniqueElements()
                .ofMaxSize(40)
                .map(java.util.ArrayList::new);
    }

    @Provide
    Arbitrary<Path> paths() {
        return Arbitraries.of("a", "b", "spec", "metadata.name", "x/y")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(keys -> Path.of(keys.toArray(new String[0])));
    }

    @Provide
    Arbitrary<Node> trees() {
        return Arbitraries.longs().map(seed -> tree(new Random(seed), 3));
    }

    @Provide
    Arbitrary<Node> objects() {
        return Arbitraries.longs().map(seed -> object(new Random(seed), 3));
    }

    private static Node tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> Node.of("s" + random.nextInt(5));
            case 1 -> Node.of(random.nextInt(5));
            case 2 -> Node.of(random.nextInt(5) / 2.0);
            case 3 -> random.nextInt(3) == 0 ? Node.nil() : Node.of(random.nextBoolean());
            case 4 ->
                Node.array(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> tree(random, depth - 1))
                        .toList());
            default -> object(random, depth - 1);
        };
    }

    private static Node object(Random random, int depth) {
        ObjBuilder builder = Node.objectBuilder();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            builder.put(KEYS.get(random.nextInt(KEYS.size())), tree(random, depth));
        }
        return builder.build();
    }
}
