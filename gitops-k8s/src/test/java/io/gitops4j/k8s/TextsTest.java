package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Invalid value: "hunter2": a DNS-1035 label must be short          | a DNS-1035 label must be short
            Invalid value: "a \\"hunter2\\": b": field is immutable           | field is immutable
            Invalid value: 77: must be less than 5                            | must be less than 5
            Invalid value: {"a":"hunter2","b":[1]}: field is immutable        | field is immutable
            Invalid value: v1.X{A:"hunter2: c", B:map[string]int(nil)}: bad   | bad
            Invalid value: "hunter2"                                          | invalid value
            Invalid value: {"a": "hunter2                                     | invalid value
            Duplicate value: {"name":"hunter2"}                               | duplicate value
            Unsupported value: "hunter2": supported values: "A", "B"          | supported values: "A", "B"
            Required value: name is required                                  | Required value: name is required
            Forbidden: may not be set                                         | Forbidden: may not be set
            Too long: may not be more than 63 bytes                           | too long
            """)
    void says_what_is_wrong_with_a_field_without_its_value(String given, String expected) {
        assertThat(Texts.fieldError(given)).isEqualTo(expected);
    }

    @Test
    void hides_whatever_is_quoted() {
        assertThat(Texts.unquoted("admission webhook \"x\" denied: `hunter2` and \"a\\\"b\" are bad"))
                .isEqualTo("admission webhook *** denied: *** and *** are bad");
    }

    @Test
    void makes_one_line_of_bearable_length() {
        assertThat(Texts.line("a\nb\tc")).isEqualTo("a b c");
        assertThat(Texts.line("x".repeat(5_000))).hasSize(601);
    }

    @Test
    void keeps_of_a_typed_error_what_was_expected() {
        assertThat(Texts.typedError(".a: expected string, got &value.valueUnstructured{Value:\"hunter2\"}"))
                .isEqualTo(".a: expected string");
    }
}
