package io.gitops4j.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrinterTest {
    private static String yaml(Node node) {
        return Printer.yaml(node, Mask.none());
    }

    @Test
    void yaml_is_block_style_with_sorted_keys() {
        String yaml = """
                apiVersion: v1
                data:
                  empty: {}
                  list: []
                  nothing: null
                  script: |
                    #!/bin/sh

                      echo "hi"
                  tail: |+
                    a

                  text: |-
                    a
                    b
                  width: 1.5
                items:
                - name: a
                  ports:
                  - 80
                  - "80"
                - - x
                  - - "y"
                    - z: true
                """;

        assertThat(yaml(Texts.documents(yaml).get(0).root())).isEqualTo(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "null",
                "Yes",
                "no",
                "ON",
                "y",
                "true",
                "12",
                "-1",
                "0x1f",
                "0o7",
                "1_000",
                "1e3",
                ".5",
                "1:20",
                "22:22:22",
                "2001-01-01",
                "=",
                "<<",
                "-",
                "- a",
                "a: b",
                "a:",
                "a #b",
                "#a",
                "---",
                "...",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "'a",
                "\"a",
                "{a",
                "[a",
                " a",
                "a ",
                "a\tb",
                "a\u0085b",
                "\uFEFFa",
                ".inf",
                ".NaN",
                "nan",
                "72043e2",
                "?",
                "? a"
            })
    void what_a_reader_could_take_for_something_else_is_quoted(String text) {
        assertThat(yaml(Node.of(text))).startsWith("\"");
        assertThat(yaml(Node.objectBuilder().put(text, 1).build())).startsWith("\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx:1.25",
                "http://a.example/b?c=d#e",
                "--flag=x",
                "-v",
                "app.kubernetes.io/name",
                "100m",
                "64Mi",
                "30s",
                "v1",
                "apps/v1",
                "a b c",
                "it's",
                "$(VAR)",
                "a,b",
                "x=y",
                "\uD83D\uDC8E",
                "日本",
                "yes please",
                "/etc/x",
                "a[0]",
                "deadbeef"
            })
    void what_is_clearly_a_text_is_not_quoted(String text) {
        assertThat(yaml(Node.of(text))).isEqualTo(text + "\n");
    }

    @Test
    void texts_that_a_block_would_change_are_quoted_on_one_line() {
        assertThat(yaml(Node.objectBuilder().put("a", " x\ny").build())).isEqualTo("a: \" x\\ny\"\n");
        assertThat(yaml(Node.objectBuilder().put("a", "x\r\ny").build())).isEqualTo("a: \"x\\r\\ny\"\n");
        assertThat(yaml(Node.objectBuilder().put("a", "x\n  \ny").build())).isEqualTo("a: \"x\\n  \\ny\"\n");
    }

    @Test
    void a_long_key_is_written_so_that_readers_find_its_colon() {
        Node tree = Node.objectBuilder()
                .put("k".repeat(2_000), Node.objectBuilder().put("a", 1).build())
                .build();

        assertThat(yaml(tree)).startsWith("? kkk").contains("\n:\n  a: 1\n");
        assertThat(Texts.documents(yaml(tree)).get(0).root()).isEqualTo(tree);
    }

    @Test
    void documents_have_markers_between_them() {
        assertThat(Printer.yaml(
                        List.of(Node.of(1), Node.objectBuilder().put("a", 2).build())))
                .isEqualTo("1\n---\na: 2\n");
    }

    @Test
    void hidden_values_print_as_stars() {
        Node tree = Texts.documents("data: {a: secret, b: shown}\nlist: [x, {y: 1}]\n")
                .get(0)
                .root();
        Mask mask = Mask.of(PathSet.of(Path.of("data", "a"), Path.of("list").index(1)));

        assertThat(Printer.yaml(tree, mask)).isEqualTo("data:\n  a: \"***\"\n  b: shown\nlist:\n- x\n- \"***\"\n");
        assertThat(Printer.json(tree, mask))
                .isEqualTo("{\"data\":{\"a\":\"***\",\"b\":\"shown\"},\"list\":[\"x\",\"***\"]}");
        assertThat(Printer.json(tree, path -> true)).isEqualTo("\"***\"");
    }

    @Test
    void pretty_json_is_indented_by_two() {
        assertThat(Printer.jsonPretty(
                        Texts.documents("{a: [1, {}], b: []}").get(0).root(), Mask.none()))
                .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "becbf647612f3696, -0.0000033333333333333333"
    })
    void canonical_numbers_are_those_of_ecmascript(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(new String(Printer.canonicalJson(Node.of(value)), StandardCharsets.UTF_8))
                .isEqualTo(expected);
    }

    /** RFC 8785, 3.2.2 and 3.2.3. */
    @Test
    void canonical_json_sorts_by_utf_16_and_escapes_only_what_it_must() {
        Node tree = Node.objectBuilder()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .put("s", "\u20ac$\u000f\nA'B\"\\\\\"/\u2028")
                .build();

        assertThat(new String(Printer.canonicalJson(tree), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u2028\","
                                + "\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }
}
