package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScalarProperties {
    @Property
    void same_is_an_equivalence_relation(
            @ForAll Scalar scalar,
            @ForAll("spellings") Node a,
            @ForAll("spellings") Node b,
            @ForAll("spellings") Node c) {
        assertThat(scalar.same(a, a)).isTrue();
        assertThat(scalar.same(a, b)).isEqualTo(scalar.same(b, a));
        if (scalar.same(a, b) && scalar.same(b, c)) {
            assertThat(scalar.same(a, c)).isTrue();
        }
    }

    @Property
    void what_is_the_same_has_one_canonical_spelling_which_is_the_same_again(
            @ForAll Scalar scalar, @ForAll("spellings") Node a, @ForAll("spellings") Node b) {
        Node canonical = scalar.canonical(a);

        assertThat(scalar.same(a, canonical)).isTrue();
        assertThat(scalar.canonical(canonical)).isEqualTo(canonical);
        assertThat(scalar.canonical(b).equals(canonical)).isEqualTo(scalar.same(a, b));
    }

    @Property
    void equal_values_are_the_same_under_every_schema(@ForAll Scalar scalar, @ForAll("spellings") Node a) {
        Node copy = a instanceof Node.Str text ? Node.of(new String(text.value().toCharArray())) : a;

        assertThat(scalar.same(a, copy)).isTrue();
    }

    @Property
    void a_quantity_may_be_given_in_a_smaller_unit(@ForAll("amounts") long amount) {
        List<String> units = List.of("E", "P", "T", "G", "M", "k", "", "m", "u", "n");
        for (int i = 1; i < units.size(); i++) {
            assertThat(Scalar.QUANTITY.same(Node.of(amount + units.get(i - 1)), Node.of(amount + "000" + units.get(i))))
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(-999_999, 999_999);
    }

    /** Few values in many spellings, so that two of them often are the same. */
    @Provide
    Arbitrary<Node> spellings() {
        return Arbitraries.oneOf(quantities(), durations(), instants(), bytes(), numbers(), strange());
    }

    private static Arbitrary<Node> quantities() {
        Arbitrary<String> numbers =
                Arbitraries.of("0", "1", "-1", "+1", "1.0", "1000", "0.001", "1024", ".5", "1e3", "");
        Arbitrary<String> suffixes =
                Arbitraries.of("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ei", "e3", "E-3");
        return Combinators.combine(numbers, suffixes).as((number, suffix) -> Node.of(number + suffix));
    }

    private static Arbitrary<Node> durations() {
        Arbitrary<String> parts =
                Arbitraries.of("1h", "60m", "3600s", "1.5h", "90m", "30m", "0", "0s", "1ms", "1000us", "-");
        return parts.list().ofMinSize(1).ofMaxSize(3).map(list -> Node.of(String.join("", list)));
    }

    private static Arbitrary<Node> instants() {
        return Combinators.combine(
                        Arbitraries.of(
                                "2024-03-01T12:00:00",
                                "2024-03-01T13:00:00",
                                "0000-01-01T00:00:00",
                                "9999-12-31T23:59:59"),
                        Arbitraries.of("", ".5", ".500000", ",500000", ".000000"),
                        Arbitraries.of("Z", "+01:00", "-01:00", ""))
                .as((time, fraction, zone) -> Node.of(time + fraction + zone));
    }

    private static Arbitrary<Node> bytes() {
        return Combinators.combine(
                        Arbitraries.of("", "a", "ab", "abc", "hello"), Arbitraries.of("", "\n", "\r\n", " ", "="))
                .as((text, end) ->
                        Node.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + end));
    }

    private static Arbitrary<Node> numbers() {
        return Arbitraries.of(Node.of(0), Node.of(1), Node.of(1.0), Node.of(0.001), Node.of(1e30), Node.of(1000));
    }

    private static Arbitrary<Node> strange() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(4).map(Node::of),
                Arbitraries.strings()
                        .withChars("0123456789.eEkKmMin+-h")
                        .ofMaxLength(8)
                        .map(Node::of),
                Arbitraries.of(Node.nil(), Node.of(true), Node.object(), Node.array()));
    }
}
