package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.json;
import static io.gitops4j.core.text.Texts.problem;
import static io.gitops4j.core.text.Texts.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.Code;
import io.gitops4j.core.Location;
import io.gitops4j.core.tree.Node;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
    void words_that_are_true(String word) {
        assertThat(value(word)).isEqualTo(Node.of(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
    void words_that_are_false(String word) {
        assertThat(value(word)).isEqualTo(Node.of(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void words_that_are_null(String word) {
        assertThat(value(word)).isEqualTo(Node.nil());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+7, 7",
        "0640, 416",
        "0o640, 416",
        "0O17, 15",
        "0x1F, 31",
        "-0x10, -16",
        "0b101, 5",
        "0B11, 3",
        "1_000, 1000",
        "1__0, 10",
        "09, 9",
        "1e3, 1000",
        "1., 1",
        "72043e2, 7204300",
        "-9223372036854775808, " + "-9223372036854775808",
        "18446744073709551615, 18446744073709551615",
        "0b+1, 1",
        "2.50, 2.5",
        ".5, 0.5",
        "-.5, -0.5",
        "1.5e-3, 0.0015",
        "12345678901234567890123, 1.2345678901234568e+22",
        "0.1, 0.1",
        "08.5, 8.5"
    })
    void numbers(String text, String json) {
        assertThat(Printer.json(value(text), Mask.none())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-05-06",
                "2021-05-06T07:08:09Z",
                "2021-02-30",
                "10:45",
                "1:30:00",
                "aa:bb:cc:00:11:22",
                "08:00:27:00:00:01",
                "1.2.3",
                "0o8",
                "0x",
                "_1",
                "0x1p3",
                ".e3",
                "yEs",
                "nULL",
                "=",
                "<<",
                "1 2",
                "--1",
                "+-1",
                "tru",
                "1e"
            })
    void texts_that_stay_strings(String text) {
        assertThat(value(text)).isEqualTo(Node.of(text));
    }

    @Test
    void quoted_and_block_scalars_are_strings() {
        assertThat(json("a: 'on'\nb: \"0640\"\nc: |-\n  12\nd: >-\n  null\n"))
                .isEqualTo("{\"a\":\"on\",\"b\":\"0640\",\"c\":\"12\",\"d\":\"null\"}");
    }

    @Test
    void an_integer_of_64_bits_is_exact() {
        assertThat(value("9223372036854775808")).isEqualTo(Node.of(new BigInteger("9223372036854775808")));
    }

    @Test
    void keys_are_converted_as_kubectl_does() {
        assertThat(
                        json(
                                "{on: 1, 8080: 2, 0x10: 3, 1.50: 4, 1e6: 5, 0.00001: 6, .inf: 7, 2020-01-01: 8, 1e999: 9, '1.50': 10}"))
                .isEqualTo("{\".inf\":7,\"1.5\":4,\"1.50\":10,\"16\":3,\"1e+06\":5,\"1e-05\":6,\"1e999\":9,"
                        + "\"2020-01-01\":8,\"8080\":2,\"true\":1}");
    }

    @Test
    void a_null_key_is_an_error() {
        assertThat(problem("a:\n  ~: x\n").text())
                .isEqualTo(
                        "app.yaml:2:3, a: the key is null, a collection or a number over 63 bits, which is no key in JSON;"
                                + " quote it");
    }

    @Test
    void a_map_as_key_is_an_error() {
        assertThat(problem("? {a: b}\n: c\n").text())
                .isEqualTo("app.yaml:1:3: a map cannot be a key in JSON; write a scalar");
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.Inf", ".NaN", "1e999", "-35e4567"})
    void a_number_that_json_cannot_hold_is_an_error_with_its_path(String text) {
        assertThat(problem("metadata:\n  labels:\n    commit: " + text + "\n")).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.INVALID_TEXT);
            assertThat(problem.where())
                    .isEqualTo(Location.of("app.yaml", 3, 13).withDocument(1).withField("metadata.labels.commit"));
            assertThat(problem.message())
                    .isEqualTo(
                            "the number is too large or not finite, which JSON cannot hold; quote the value if it is a"
                                    + " text");
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "!!str 12, `\"12\"`",
                "!!int \"12\", 12",
                "!!int 0x1f, 31",
                "!!float 3, 3",
                "!!bool yes, true",
                "!!null ~, null",
                "!!binary aGVsbG8=, `\"hello\"`",
                "!!timestamp 2021-05-06, `\"2021-05-06\"`",
                "!local 12, `\"12\"`",
                "! 12, `\"12\"`",
                "`!<tag:yaml.org,2002:str> 12`, `\"12\"`",
                "!!set {a}, `{\"a\":null}`",
                "!!str, `\"\"`"
            })
    void tags_decide_the_type(String text, String json) {
        assertThat(Printer.json(value(text), Mask.none())).isEqualTo(json);
    }

    @Test
    void bytes_that_are_no_utf_8_become_replacement_characters() {
        assertThat(value("!!binary gICA")).isEqualTo(Node.of("\uFFFD\uFFFD\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!int s3cret",
                "!!float s3cret",
                "!!bool s3cret",
                "!!null s3cret",
                "!!binary s3cret",
                "!!timestamp " + "2021-02-30"
            })
    void a_text_that_does_not_fit_its_tag_is_an_error_without_the_text(String text) {
        assertThat(problem("v: " + text).text())
                .isEqualTo("app.yaml:1:4, v: the text does not fit its tag " + text.substring(0, text.indexOf(' '))
                        + "; drop the tag");
    }
}
