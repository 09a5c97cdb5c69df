package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.asJson;
import static io.gitops4j.core.text.Texts.documents;
import static io.gitops4j.core.text.Texts.json;
import static io.gitops4j.core.text.Texts.problem;
import static io.gitops4j.core.text.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"---", "--- ", "---\t", "---\t# x", "--- # x", "---  \t  ", "...\n---", "...\t# x\n---\t"})
    void markers_may_carry_blanks_tabs_and_comments(String marker) {
        assertThat(documents("a: 1\n" + marker + "\nb: 2\n"))
                .extracting(Document::number)
                .containsExactly(1, 2);
    }

    @Test
    void empty_documents_count_but_are_not_there() {
        assertThat(documents("# header\n---\na: 1\n---\n---\n# nothing\n---\nnull\n---\nb: 2\n---\n"))
                .extracting(Document::number)
                .containsExactly(1, 5);
        assertThat(documents("")).isEmpty();
        assertThat(documents("# only a comment\n")).isEmpty();
    }

    @Test
    void text_after_the_marker_is_content() {
        assertThat(json("--- {a: 1}\n")).isEqualTo("{\"a\":1}");
        assertThat(json("--- |\n  x\n")).isEqualTo("\"x\\n\"");
    }

    @Test
    void dashes_inside_a_block_text_are_no_marker() {
        assertThat(json("a: |\n  x\n  ---\n  y\n")).isEqualTo("{\"a\":\"x\\n---\\ny\\n\"}");
    }

    @Test
    void directives_are_read() {
        assertThat(json("%YAML 1.1\n---\na: yes\n")).isEqualTo("{\"a\":true}");
        assertThat(json("%YAML 1.2 # x\n%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 1\n"))
                .isEqualTo("{\"a\":\"1\"}");
        assertThat(problem("%YAML 2.0\n---\na: 1\n").text())
                .isEqualTo("app.yaml:1:1: the text says it is in a version of YAML other than 1.1 and 1.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\tb",
                "a: b\t# c",
                "a: \"b\"\t# c",
                "a:\t\"b\"\t",
                "{a:\tb}",
                "{\n\ta: b\n}",
                "\"a\"\t: b",
                "a:\t\n  b"
            })
    void tabs_may_separate(String yaml) {
        assertThat(json(yaml)).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void tabs_may_not_indent() {
        assertThat(problem("a:\n\tb: 1\n").text()).isEqualTo("app.yaml:2:1: a tab cannot indent; use blanks");
    }

    @Test
    void line_ends_of_windows_and_old_macs_mean_the_same() {
        String unix =
                "script: |\n  #!/bin/sh\n  exit\nfolded: >\n  a\n  b\nquoted: \"x\n  y\"\nescaped: \"z\\r\\n\"\n---\nb: 2\n";

        for (String lineEnd : List.of("\r\n", "\r")) {
            List<Document> documents = documents(unix.replace("\n", lineEnd));
            assertThat(documents)
                    .extracting(Document::root)
                    .isEqualTo(documents(unix).stream().map(Document::root).toList());
            assertThat(asJson(documents))
                    .isEqualTo("{\"escaped\":\"z\\r\\n\",\"folded\":\"a b\\n\",\"quoted\":\"x y\","
                            + "\"script\":\"#!/bin/sh\\nexit\\n\"}");
        }
    }

    @Test
    void emoji_are_characters_like_others() {
        assertThat(json("# \uD83D\uDC69\u200D\uD83D\uDE80\n\uD83D\uDC8E: a \uD83D\uDE80 b\nx: \"\\U0001F680\"\n"))
                .isEqualTo("{\"x\":\"\uD83D\uDE80\",\"\uD83D\uDC8E\":\"a \uD83D\uDE80 b\"}");
    }

    @Test
    void escapes_give_control_characters() {
        assertThat(json("a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\x1f\\N\\_\\L\\P\\u20ac\\\\\\\"\"\n"))
                .isEqualTo("{\"a\":\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001b\\u001f\u0085\u00A0\u2028\u2029\u20AC"
                        + "\\\\\\\"\"}");
    }

    @Test
    void a_surrogate_escape_is_an_error_as_for_kubectl() {
        assertThat(problem("a: \"\\ud83d\\ude80\"\n").text())
                .isEqualTo(
                        "app.yaml:1:5: the escape names no character; YAML has no surrogate pairs, so write the character or"
                                + " \\U and 8 digits");
    }

    @Test
    void a_raw_control_character_is_an_error_with_line_and_column() {
        assertThat(problem("a: 1\n\uD83D\uDE80: x\u0007y\n").text())
                .isEqualTo(
                        "app.yaml:2:5: the control character U+0007 cannot stand in YAML; write it as an escape in double"
                                + " quotes, or keep binary data as base64 in binaryData");
    }

    @Test
    void byte_order_marks_are_dropped_at_the_start_and_between_documents() {
        byte[] content = utf8("\uFEFFa: 1\n\uFEFF---\n\uFEFFb: 2\n---\n\uFEFF# x\nc: 3\n");

        assertThat(Parser.strict().parse("a.yaml", content))
                .hasSize(3)
                .first()
                .extracting(d -> asJson(List.of(d)))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void utf_16_with_a_mark_is_read() {
        for (String name : List.of("UTF-16BE", "UTF-16LE")) {
            byte[] content = "\uFEFFa: é\uD83D\uDE80\n".getBytes(java.nio.charset.Charset.forName(name));
            assertThat(asJson(Parser.strict().parse("a.yaml", content))).isEqualTo("{\"a\":\"é\uD83D\uDE80\"}");
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_an_error_with_their_offset() {
        byte[] content = "a: 1\r\nb: é\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problem(() -> Parser.strict().parse("a.yaml", content)).text())
                .isEqualTo(
                        "a.yaml:2:4: the byte at offset 9 is no valid UTF-8; save the file as UTF-8, or keep binary data as"
                                + " base64 in binaryData");
    }

    @Test
    void a_replacement_character_that_is_really_there_is_fine() {
        assertThat(asJson(Parser.strict().parse("a.yaml", utf8("a: \uFFFD\n")))).isEqualTo("{\"a\":\"\uFFFD\"}");
    }

    @Test
    void parse_one_wants_one_map() {
        assertThat(Parser.strict().parseOne("a.yaml", utf8("---\na: 1\n---\n")).size())
                .isEqualTo(1);
        assertThat(problem(() -> Parser.strict().parseOne("a.yaml", utf8("a: 1\n---\nb: 2\n")))
                        .text())
                .isEqualTo("a.yaml: exactly one document that is a map was expected, but there are 2 documents");
        assertThat(problem(() -> Parser.strict().parseOne("a.yaml", utf8("- a\n")))
                        .text())
                .isEqualTo(
                        "a.yaml: exactly one document that is a map was expected, but the document is no map but a [1 items]");
    }
}
