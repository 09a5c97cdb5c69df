package io.gitops4j.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize at commit 12f9e6391 makes of a resource, as JSON. */
class KustomizeDialectTest {
    private static String json(String yaml) {
        List<Document> documents = Parser.strict().dialect(Dialect.KUSTOMIZE).parseYaml("r.yaml", yaml);
        return Printer.json(documents.get(0).root(), Mask.none());
    }

    private static Node value(String scalar) {
        return Parser.strict()
                .dialect(Dialect.KUSTOMIZE)
                .parseYaml("r.yaml", "a: " + scalar)
                .get(0)
                .root()
                .at("a")
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "Yes",
                "no",
                "on",
                "OFF",
                "12e4567",
                "190:20:30",
                "2001-02-30",
                "0o8",
                "=",
                "<<",
                "._1",
                "1e999"
            })
    void keeps_as_strings(String plain) {
        assertThat(value(plain)).isEqualTo(Node.of(plain));
    }

    @ParameterizedTest
    @CsvSource({
        "017, 15",
        "0o17, 15",
        "0o+7, 7",
        "0o-7, -7",
        "0b-1, -1",
        "08, 8",
        "1_000, 1000",
        "+_1, 1",
        "0x_1F, 31",
        "1.0, 1",
        "-0.0, 0",
        "1e3, 1000",
        ".1_0, 0.1",
        "True, true",
        "~, null",
        "Null, null",
        "'', null",
        "18446744073709551615, 18446744073709551615",
        "1.2345678901234567e+18, 1234567890123456800",
        "-9223372036854775808, -9223372036854775808",
        "-9223372036854775809, -9223372036854776000"
    })
    void reads_as_another_type(String plain, String expected) {
        assertThat(Printer.json(value(plain), Mask.none())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-12-14, 2001-12-14T00:00:00Z",
        "2001-1-2 3:4:5, 2001-01-02T03:04:05Z",
        "2001-12-14   01:02:03, 2001-12-14T01:02:03Z",
        "2001-12-14T1:2:3.100Z, 2001-12-14T01:02:03.1Z",
        "2001-12-14t1:2:3.1234567891+05:30, 2001-12-14T01:02:03.123456789+05:30",
        "2001-12-14T1:2:3.0+00:00, 2001-12-14T01:02:03Z",
        "!!timestamp 2001-1-1, 2001-01-01T00:00:00Z"
    })
    void reads_a_date_as_the_text_of_its_moment(String plain, String expected) {
        assertThat(value(plain)).isEqualTo(Node.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "!!str 12, '\"12\"'",
        "!!binary aGVsbG8=, '\"hello\"'",
        "!!float 1, 1",
        "!!int \"0x10\", 16",
        "!!null, null",
        "!own 1, '\"1\"'"
    })
    void follows_tags(String tagged, String expected) {
        assertThat(Printer.json(value(tagged), Mask.none())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.Inf", ".nan", "!!bool yes", "!!null a", "!!float 18446744073709551615"})
    void refuses(String scalar) {
        assertThatThrownBy(() -> value(scalar)).isInstanceOf(GitOpsException.class);
    }

    @Test
    void keeps_nulls() {
        assertThat(json("a: ~\nb:\nc: [1, ~]")).isEqualTo("{\"a\":null,\"b\":null,\"c\":[1,null]}");
    }

    @Test
    void takes_a_value_left_out_between_brackets_for_the_empty_string() {
        assertThat(json("a: {b, c: , d: ~}")).isEqualTo("{\"a\":{\"b\":\"\",\"c\":\"\",\"d\":null}}");
    }

    @Test
    void takes_any_key_at_the_root_as_it_is_written() {
        assertThat(json("017: 1\ny: 2\n1.50: 3")).isEqualTo("{\"017\":1,\"1.50\":3,\"y\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "~", "2001-12-12", "1e3", "!!int 3", "!own a"})
    void takes_strings_only_for_keys_below_it(String key) {
        assertThatThrownBy(() -> json("a:\n  " + key + ": x")).hasMessageContaining("the key is no string");
        assertThat(json("a:\n  ? '" + key + "'\n  : x")).isEqualTo("{\"a\":{\"" + key + "\":\"x\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "!!str 1", "1e999"})
    void takes_for_keys_what_it_takes_for_strings(String key) {
        assertThat(json("a:\n  " + key + ": x")).endsWith("\":\"x\"}}");
    }

    @Test
    void lets_keys_win_over_merged_ones_wherever_the_merge_stands() {
        assertThat(json("x: &x {a: 1, b: 2}\ny: {a: 3, <<: *x, c: 4}"))
                .isEqualTo("{\"x\":{\"a\":1,\"b\":2},\"y\":{\"a\":3,\"b\":2,\"c\":4}}");
        assertThat(json("x: &x {a: 1}\ny: {<<: [*x, {a: 5, c: 3}]}")).endsWith("\"y\":{\"a\":1,\"c\":3}}");
    }

    @Test
    void keeps_keys_of_large_maps_over_merged_ones() {
        StringBuilder yaml = new StringBuilder("x: &x {k0: 1, z: 1}\ny:\n");
        for (int i = 0; i < 200; i++) {
            yaml.append("  k").append(i).append(": own\n");
        }
        Node root = Parser.strict()
                .dialect(Dialect.KUSTOMIZE)
                .parseYaml("r.yaml", yaml.append("  <<: *x\n").toString())
                .get(0)
                .root();
        assertThat(root.text("y", "k0")).contains("own");
        assertThat(root.at("y", "z")).contains(Node.of(1));
    }

    @Test
    void takes_one_merge_key_a_map_and_none_that_is_quoted() {
        assertThatThrownBy(() -> json("a: {<<: {b: 1}, <<: {c: 1}}")).hasMessageContaining("duplicate merge key");
        assertThatThrownBy(() -> json("a: {\"<<\": {b: 1}}")).hasMessageContaining("a key << that is quoted is lost");
    }

    @Test
    void reads_folded_texts_as_kustomize_writes_them_and_reads_them_again() {
        assertThat(json("a: >\n  b\n  c\n\n  d\n")).isEqualTo("{\"a\":\"b c\\nd\\n\"}");
        assertThat(json("a: >\n  b\n    c\n  d\n")).isEqualTo("{\"a\":\"b\\n\\n  c\\nd\\n\"}");
        assertThat(json("a: >+\n  b\n\n")).isEqualTo("{\"a\":\"b\\n\\n\\n\"}");
        assertThat(json("a: >2\n    b\n\n  c\n\n  d\n")).isEqualTo("{\"a\":\"  b\\n\\nc d\\n\"}");
    }
}
