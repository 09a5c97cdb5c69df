package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxErrorsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a: b: c`, `1:5: a map cannot start here; quote the text if the \": \" belongs to it, or check the indentation`",
                "`a: - b`, `1:4: a list item cannot start here; put \"- \" on a line of its own`",
                "`a: 1|b`, `2:1: a key without its colon; write \": \" after the key, or indent a text that goes on`",
                "`a: 1| b: 2`, `2:3: a map cannot start here; quote the text if the \": \" belongs to it, or check the indentation`",
                "`a:|  b: 1| c: 2`, `3:2: the next key of the map, or its end, was expected here; check the indentation, brackets and quotes`",
                "`- a|b: 1`, `2:1: the next item of the list, or its end, was expected here; check the indentation, brackets and quotes`",
                "`a: [1, 2`, `1:9: a comma or ] was expected here; check the indentation, brackets and quotes`",
                "`a: {b: 1]`, `1:9: a comma or } was expected here; check the indentation, brackets and quotes`",
                "`a: ]`, `1:4: a value was expected here; check the indentation, brackets and quotes`",
                "`a: \"b`, `1:4: the quote is never closed`",
                "`a: 'b|---|c`, `2:1: a document ends inside the quotes of line 1`",
                "`a: @b`, `1:4: a text cannot start with the character @; put it in quotes`",
                "`a: %b`, `1:4: a text cannot start with the character %; put it in quotes`",
                "`a: \"\\q\"`, `1:5: a backslash starts an escape that YAML 1.1 does not know; write \\\\ or use single quotes`",
                "`a: \"\\x4\"`, `1:5: the escape \\x takes 2 hexadecimal digits`",
                "`a: | b`, `1:6: only a comment may follow | or > on its line; start the text on the next line`",
                "`a: |0`, `1:4: a block text cannot be indented by 0; give 1 to 9, or none`",
                "`a: |+|\tb`, `2:1: a tab cannot indent a block text; use blanks`",
                "`a|b: 1`, `2:2: a map cannot start here; quote the text if the \": \" belongs to it, or check the indentation`",
                "`[a]|b`, `2:1: the document ended before this; put --- before the next one, or check the indentation`",
                "`%FOO|---`, `1:1: a line that starts with % must be %YAML 1.1 or a %TAG; quote or indent the text`",
                "`%YAML 1.1|%YAML 1.1|---`, `2:1: the same directive is given twice; keep one`",
                "`a: &  b`, `1:4: after & comes a name of letters, digits, _ and -; quote the text if it is none`",
                "`a: b|? c`, ``"
            })
    void say_where_what_and_what_to_do(String lines, String expected) {
        String yaml = lines.replace('|', '\n');
        if (lines.contains("a: |") || lines.contains("a: | b")) {
            yaml = lines.startsWith("a: |+") ? "a: |+\n\tb" : lines;
        }
        if (expected.isEmpty()) {
            assertThat(Texts.json(yaml)).isEqualTo("{\"a\":\"b\",\"c\":null}");
        } else {
            assertThat(problem(yaml).text()).isEqualTo("app.yaml:" + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: !s3cret!word", "password: !s3cret{", "password: \"s3cret", "password: 's3cret",
                        "password: @s3cret",
                "password: s3cret: x", "password: \"s3\\cret\"", "password: &s3cret* x", "password: [s3cret",
                        "password: {s3cret]",
                "password: |s3cret", "password: \"\\us3cr\"", "password: !<s3cret", "password: !e%s3cret x",
                        "a: 1\n password: s3cret",
                "password: s3cret\ns3cret", "- password: s3cret\ns3cret: 1", "%s3cret", "password: >9s3cret", "{s3cret",
                "password: *s3.cret", "password: !!int s3cret", "? s3cret\n: [", "s3cret\n---\n]"
            })
    void never_show_a_value(String yaml) {
        assertThat(problem(yaml).text()).doesNotContain("s3").doesNotContain("cret");
    }

    @Test
    void carry_no_cause_that_could_show_one() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Parser.strict().parseJson("a", "{\"a\": s3cret}")))
                .hasNoCause()
                .extracting(e -> e.getSuppressed().length)
                .isEqualTo(0);
    }
}
