package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each expected text is what kustomize at commit 12f9e6391 prints. */
class KustomizeTextTest {
    private static String value(Node value) {
        String text = KustomizeText.of(List.of(Node.object().with("a", value)));
        assertThat(text).startsWith("a:").endsWith("\n");
        return text.substring("a:".length()).strip();
    }

    private static String text(String text) {
        return value(Node.of(text));
    }

    private static Node.Obj keys(String... keys) {
        Node.Obj map = Node.object();
        for (String key : keys) {
            map = map.with(key, Node.of(1));
        }
        return map;
    }

    @Test
    void parts_documents_with_a_marker() {
        Node.Obj map = Node.object().with("a", Node.of(true)).with("b", Node.nil());
        assertThat(KustomizeText.of(List.of(map, Node.object(), map)))
                .isEqualTo("a: true\nb: null\n---\n{}\n---\na: true\nb: null\n");
        assertThat(KustomizeText.of(List.of())).isEmpty();
    }

    @Test
    void starts_a_list_at_the_column_of_its_key_and_one_in_a_list_beyond_it() {
        Node.Arr list = Node.array(Node.of(1), Node.array(Node.of(2), keys("b", "c")), Node.array(), Node.object());
        assertThat(KustomizeText.of(List.of(Node.object().with("a", list))))
                .isEqualTo("a:\n- 1\n- - 2\n  - b: 1\n    c: 1\n- []\n- {}\n");
    }

    @Test
    void sorts_keys_by_their_numbers_and_what_is_no_letter_first() {
        assertThat(KustomizeText.of(
                        List.of(keys("k10", "k2", "K3", "k", "k02", "10", "9", "_x", "\u00E9", "k2b", "k2.5"))))
                .isEqualTo("""
                        _x: 1
                        "9": 1
                        "10": 1
                        K3: 1
                        k: 1
                        k2: 1
                        k2.5: 1
                        k2b: 1
                        k02: 1
                        k10: 1
                        é: 1
                        """);
    }

    @Test
    void orders_keys_that_go_in_circles_somehow() {
        // a0023b10 < a0Y=Z < a17b1 < a0023b10: upstream gives one of several orders
        assertThat(KustomizeText.of(List.of(keys("a0Y=Z", "a17b1", "a03b1", "a0023b10")))
                        .lines())
                .containsExactlyInAnyOrder("a03b1: 1", "a0023b10: 1", "a0Y=Z: 1", "a17b1: 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "N",
                "yes",
                "Off",
                "true",
                "NULL",
                "~",
                "",
                "1",
                "-1",
                "+1_0",
                "017",
                "0o17",
                "0x1F",
                "1e3",
                "1.",
                ".5",
                ".inf",
                "-.INF",
                ".NaN",
                "190:20:30",
                "2001-12-14",
                "2001-12-14 21:59:43",
                "2001-12-14T21:59:43.1Z"
            })
    void doubly_quotes_what_reads_as_another_type(String text) {
        assertThat(text(text)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "<<",
                "=",
                "-a",
                "a-",
                "..",
                "a:b",
                "a#b",
                "12e4567",
                "2001-02-30",
                "0o",
                "1 2",
                "nULL",
                "_1",
                "a'b",
                "é"
            })
    void leaves_other_texts_plain(String text) {
        assertThat(text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "? a", "---a", "...", "*", "&a", "!a", "%a", "`a",
                "{", "]", "\"a"
            })
    void singly_quotes_what_plain_would_mean_otherwise(String text) {
        assertThat(text(text)).isEqualTo("'" + text + "'");
    }

    @Test
    void doubles_single_quotes_between_single_quotes() {
        assertThat(text("'a': it's")).isEqualTo("'''a'': it''s'");
    }

    @Test
    void escapes_what_is_not_printable_and_all_beyond_16_bits() {
        assertThat(text("a\tb\r\0\u0007\u001B\u0001\"\\")).isEqualTo("\"a\\tb\\r\\0\\a\\e\\x01\\\"\\\\\"");
        assertThat(text("\uD83D\uDE00")).isEqualTo("\"\\U0001F600\"");
        assertThat(text("a\uFEFFb")).isEqualTo("\"a\\uFEFFb\"");
        assertThat(text("\u00A0\u00E9\u4E2D\uFFFD")).isEqualTo("\u00A0\u00E9\u4E2D\uFFFD");
    }

    @Test
    void escapes_every_character_after_a_byte_order_mark() {
        assertThat(text("\uFEFFab ")).isEqualTo("\"\\uFEFF\\x61\\x62\\x20\"");
    }

    @Test
    void breaks_the_line_at_a_line_separator_as_if_it_were_a_break() {
        assertThat(text("\u2028a b")).isEqualTo("'\u2028  a b'");
    }

    @Test
    void folds_next_line_characters_with_the_blanks_around_them() {
        assertThat(text("a\u0085b")).isEqualTo("a b");
        assertThat(text("a \u0085 \u0085 b")).isEqualTo("|-\n  a\n  b");
    }

    @Test
    void prints_what_upstream_cannot_read_back() {
        assertThat(text("a\u007F\u0080")).isEqualTo("\"a\\x7F\\x80\"");
    }

    @Test
    void writes_several_lines_as_a_literal_block_where_that_reads_back() {
        assertThat(text("a\nb")).isEqualTo("|-\n  a\n  b");
        assertThat(text("a\n\n b\n")).isEqualTo("|\n  a\n\n   b");
        assertThat(text(" a\n")).isEqualTo("|2\n   a");
        assertThat(text("\na")).isEqualTo("|2-\n\n  a");
        assertThat(KustomizeText.of(List.of(Node.object().with("a", Node.of("b\n\n")))))
                .isEqualTo("a: |+\n  b\n\n");
        assertThat(KustomizeText.of(List.of(Node.object().with("a", Node.of("\n")))))
                .isEqualTo("a: |2+\n\n");
        assertThat(text("a \nb")).isEqualTo("\"a \\nb\"");
        assertThat(text("a\nb ")).isEqualTo("\"a\\nb \"");
        assertThat(text("a\n\tb")).isEqualTo("\"a\\n\\tb\"");
    }

    @Test
    void folds_past_80_columns_at_single_blanks() {
        String words = "word ".repeat(18).strip();
        assertThat(text(words + " end")).isEqualTo("word ".repeat(15) + "word\n  word word end");
        assertThat(text(words + ": end")).isEqualTo("'" + "word ".repeat(15) + "word\n  word word: end'");
        assertThat(text("x".repeat(90) + "  y z")).isEqualTo("x".repeat(90) + "  y\n  z");
    }

    @Test
    void keeps_a_blank_after_a_fold_between_double_quotes_with_a_backslash() {
        assertThat(text("\t" + "x".repeat(90) + "  y")).isEqualTo("\"\\t" + "x".repeat(90) + "\n  \\ y\"");
    }

    @Test
    void does_not_fold_keys_and_puts_long_and_broken_ones_after_a_question_mark() {
        String key = "word ".repeat(25) + "abc";
        assertThat(KustomizeText.of(List.of(keys(key)))).isEqualTo(key + ": 1\n");
        assertThat(KustomizeText.of(List.of(keys(key + "d"))))
                .isEqualTo("? " + "word ".repeat(15) + "word\n  " + "word ".repeat(9) + "abcd\n: 1\n");
        Node.Obj list = Node.object().with("a\nb", Node.array(Node.of(1)));
        assertThat(KustomizeText.of(List.of(list))).isEqualTo("? |-\n  a\n  b\n: - 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "1e21, 1e+21",
        "1e20, 1e+20",
        "1234567.5, 1.2345675e+06",
        "123456.5, 123456.5",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-2.5e-10, -2.5e-10",
        "1e300, 1e+300",
        "2e-3, 0.002",
        "5e-324, 5e-324",
        "-0.0, 0",
        "1e6, 1000000"
    })
    void prints_doubles_as_go_does(double number, String expected) {
        assertThat(value(Node.of(number))).isEqualTo(expected);
    }

    @Test
    void prints_integers_of_64_bits_in_digits() {
        assertThat(value(Node.of(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(value(Node.of(new BigInteger("18446744073709551615")))).isEqualTo("18446744073709551615");
        assertThat(value(Node.of(new BigInteger("18446744073709551617")))).isEqualTo("1.8446744073709552e+19");
        assertThat(value(Node.of(new BigInteger("-9223372036854776000")))).isEqualTo("-9.223372036854776e+18");
    }
}
