package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.asJson;
import static io.gitops4j.core.text.Texts.problem;
import static io.gitops4j.core.text.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {
    private static List<Document> parse(String file, String text) {
        return Parser.strict().parse(file, utf8(text));
    }

    @Test
    void escapes_and_tabs_are_read_as_rfc_8259_says() {
        assertThat(asJson(parse(
                        "a.json", "{\t\"a\":\t\"x\\/y \\uD83D\\uDE80 \\u00e9\",\n\t\"b\": [1, -2.5e3, true, null]\t}")))
                .isEqualTo("{\"a\":\"x/y \uD83D\uDE80 é\",\"b\":[1,-2500,true,null]}");
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() {
        assertThat(asJson(parse("a.json", "[\"\\ud83d\", \"\\ude80x\"]"))).isEqualTo("[\"\uFFFD\",\"\uFFFDx\"]");
    }

    @Test
    void a_brace_at_the_start_means_json_in_any_file() {
        assertThat(asJson(parse("a.yaml", " \n{\"a\": \"x\\/y\", \"b\": \"no\"}\n")))
                .isEqualTo("{\"a\":\"x/y\",\"b\":\"no\"}");
    }

    @Test
    void a_brace_at_the_start_may_still_be_yaml() {
        assertThat(asJson(parse("a.yaml", "{a: no, 'b': [0640]} # x\n"))).isEqualTo("{\"a\":false,\"b\":[416]}");
        assertThat(parse("a.yaml", "{\"a\": 1}\n---\nb: 2\n")).hasSize(2);
    }

    @Test
    void several_values_are_several_documents() {
        assertThat(parse("a.json", "{\"a\":1}{\"b\":2}\nnull\n[3]"))
                .extracting(Document::number)
                .containsExactly(1, 2, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "18446744073709551615, 18446744073709551615",
        "1.0, 1",
        "1e2, 100",
        "123456789012345678901234567890, 1.2345678901234568e+29",
        "-0.0, 0",
        "-9223372036854775809, -9223372036854775808"
    })
    void numbers_of_64_bits_are_exact_and_others_doubles(String text, String expected) {
        assertThat(asJson(parse("a.json", text))).isEqualTo(expected);
    }

    @Test
    void a_key_twice_is_an_error_in_json_and_is_not_tried_as_yaml() {
        assertThat(problem(() -> parse("a.yaml", "{\"a\": 1,\n \"b\": 2,\n \"a\": 3}"))
                        .text())
                .isEqualTo("a.yaml:3:2, a: the key \"a\" is on line 1 and again on line 3; keep one of them");
    }

    @Test
    void marks_count_lines_and_characters() {
        Marks marks = parse("a.json", "{\"\uD83D\uDE80\": \"\uD83D\uDE80\", \"b\":\n  [1, {\"c\": null}]}")
                .get(0)
                .marks();

        assertThat(marks.at(Path.root())).hasToString("1:1");
        assertThat(marks.key(Path.of("b"))).hasToString("1:12");
        assertThat(marks.at(Path.of("b"))).hasToString("2:3");
        assertThat(marks.at(Path.of("b").index(0))).hasToString("2:4");
        assertThat(marks.key(Path.of("b").index(1).key("c"))).hasToString("2:8");
        assertThat(marks.at(Path.of("b").index(1).key("c"))).hasToString("2:13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": s3cret}",
                "{\"a\": s3cret",
                "{\"a\": \"s3cret}",
                "{\"a\": 's3cret'}",
                "{a: 1}",
                "{\"a\" 1}",
                "{\"a\": 1,}",
                "[1 2]",
                "{\"a\": 007}",
                "{\"a\": NaN}",
                "{\"a\": .5}",
                "{\"a\": \"s3\ncret\"}",
                "{\"a\": \"s3\\cret\"}",
                "[1",
                "]",
                "// x\n1",
                "{\"a\": 1} s3cret",
                "{\"a\": \"\\u12s3cret\"}",
                "{\"a\": 1e}",
                "{\"a\": tru}",
                "\u0000",
                "+1"
            })
    void what_is_no_json_is_an_error_without_the_text(String text) {
        assertThat(problem(() -> parse("a.json", text)).text())
                .startsWith("a.json:")
                .doesNotContain("s3")
                .doesNotContain("StreamReadFeature");
    }

    @Test
    void errors_say_what_was_expected() {
        assertThat(problem(() -> parse("a.json", "{\"\uD83D\uDE80\": 1,\n \"b\" 2}"))
                        .text())
                .isEqualTo("a.json:2:6: the JSON has an unexpected character ('2' (code 50)); a colon was expected");
        assertThat(problem(() -> parse("a.json", "{\"a\": 1,}")).text())
                .isEqualTo(
                        "a.json:1:9: the JSON has an unexpected character ('}' (code 125)); a key in double quotes was expected");
        assertThat(problem(() -> parse("a.json", "{\"a\": 1e400}")).text())
                .isEqualTo(
                        "a.json:1:7, a: the number is too large; quote the value if it is a text, or write a smaller one");
    }

    @Test
    void of_two_errors_the_one_further_on_is_given() {
        assertThat(problem(() -> parse("a.yaml", "{\n  \"a\": 1,\n  \"b\" 2\n}"))
                        .text())
                .isEqualTo("a.yaml:3:7: the JSON has an unexpected character ('2' (code 50)); a colon was expected");
        assertThat(problem(() -> parse("a.yaml", "{a: 1,\n b: 2\n")).text())
                .isEqualTo("a.yaml:3:1: a comma or } was expected here; check the indentation, brackets and quotes");
    }
}
