package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1000m",
        "1.5, 1500m",
        "0.5, 500m",
        ".5, 0.50",
        "1., 1",
        "1Ki, 1024",
        "1.5Gi, 1536Mi",
        "1k, 1e3",
        "1E, 1e18",
        "1E3, 1000",
        "1e-3, 1m",
        "1u, 1000n",
        "0, -0",
        "0, 0Gi",
        "+5, 5",
        "0005, 5",
        "' 5 ', 5",
        "-1Ki, -1024",
        "1.0000000001, 1.000000001",
        "-1.0000000001, -1.000000001",
        "0.1n, 1n",
        "1e-900000, 1n",
        "8Ei, 9223372036854775807",
        "100Ei, 9223372036854775807",
        "'', ''",
    })
    void two_spellings_of_a_quantity_are_one_value(String a, String b) {
        assertThat(Scalar.QUANTITY.same(Node.of(a), Node.of(b))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "1, 1k",
        "1k, 1Ki",
        "1M, 1m",
        "1, -1",
        "1.000000001, 1",
        "10E, 9223372036854775807",
        "1K, 1k",
        "1e, 1",
        "1Kim, 1Ki",
        "1 Ki, 1Ki",
        "1.2.3, 1.23",
        "0x10, 16",
        "1_000, 1000",
        "'', 0",
        "a, b",
        "1e9999999999, 1e9999999998",
    })
    void what_differs_or_is_no_quantity_is_not_one_value(String a, String b) {
        assertThat(Scalar.QUANTITY.same(Node.of(a), Node.of(b))).isFalse();
    }

    @Test
    void a_quantity_may_be_a_number() {
        assertThat(Scalar.QUANTITY.same(Node.of(2), Node.of("2"))).isTrue();
        assertThat(Scalar.QUANTITY.same(Node.of(0.1), Node.of("100m"))).isTrue();
        assertThat(Scalar.QUANTITY.same(Node.of(1e-7), Node.of("100n"))).isTrue();
        assertThat(Scalar.QUANTITY.same(Node.of(1e30), Node.of("1e30"))).isTrue();
        assertThat(Scalar.QUANTITY.same(Node.of(true), Node.of("1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1h, 60m",
        "1h30m, 90m",
        "1.5h, 5400s",
        "1000ms, 1s",
        "1000us, 1ms",
        "1000µs, 1ms",
        "1000μs, 1ms",
        ".5s, 500ms",
        "1.s, 1s",
        "0, 0s",
        "-0s, +0h",
        "-1h, -60m",
        "1m1m, 2m",
        "0.9ns, 0s",
    })
    void two_spellings_of_a_duration_are_one_value(String a, String b) {
        assertThat(Scalar.DURATION.same(Node.of(a), Node.of(b))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1h, 1m",
        "1h, -1h",
        "1, 1s",
        "1d, 24h",
        "'1 h', 1h",
        "' 1h', 1h",
        "'', 0",
        ".s, 0s",
        "1h-30m, 30m",
        "x, y",
        "--1h, 1h",
        "9223372036854775808ns, 9223372036854775807ns",
        "9999999h, 9999999h0s",
    })
    void what_differs_or_is_no_duration_is_not_one_value(String a, String b) {
        assertThat(Scalar.DURATION.same(Node.of(a), Node.of(b))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T12:00:00Z, 2024-03-01T13:00:00+01:00",
        "2024-03-01T00:30:00Z, 2024-02-29T23:30:00-01:00",
        "2024-03-01T12:00:00Z, 2024-03-01T12:00:00.999Z",
        "2024-03-01T02:00:00Z, 2024-03-01T2:00:00Z",
        "2024-03-01T02:00:00Z, '2024-03-01T02:00:00,5Z'",
        "1960-01-01T00:00:00Z, 1960-01-01T00:00:00.5Z",
    })
    void two_spellings_of_an_instant_are_one_value(String a, String b) {
        assertThat(Scalar.TIME.same(Node.of(a), Node.of(b))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T12:00:00Z, 2024-03-01T12:00:01Z",
        "2024-03-01T12:00:00Z, 2024-03-01T12:00:00",
        "2024-03-01T12:00:00Z, 2024-03-01t12:00:00z",
        "2024-03-01T12:00:00Z, 2024-03-01 12:00:00Z",
        "2024-03-01T00:00:00Z, 2024-02-30T00:00:00Z",
        "2024-03-02T00:00:00Z, 2024-03-01T24:00:00Z",
        "2024-03-01T00:01:00Z, 2024-03-01T00:00:60Z",
        "2024-03-01T12:00:00Z, 2024-03-01T12:00:00+0000",
    })
    void what_differs_or_is_no_instant_is_not_one_value(String a, String b) {
        assertThat(Scalar.TIME.same(Node.of(a), Node.of(b))).isFalse();
    }

    @Test
    void an_instant_to_the_microsecond_has_six_digits() {
        Node utc = Node.of("2024-03-01T12:00:00.123456Z");

        assertThat(Scalar.MICRO_TIME.same(utc, Node.of("2024-03-01T13:00:00.123456+01:00")))
                .isTrue();
        assertThat(Scalar.MICRO_TIME.same(utc, Node.of("2024-03-01T12:00:00.123457Z")))
                .isFalse();
        assertThat(Scalar.MICRO_TIME.same(Node.of("2024-03-01T12:00:00.123000Z"), Node.of("2024-03-01T12:00:00.123Z")))
                .isFalse();
    }

    @Test
    void bytes_are_what_the_base64_says() {
        assertThat(Scalar.BYTES.same(Node.of("aGVsbG8="), Node.of("aGVs\nbG8=\r\n")))
                .isTrue();
        // the last bits of a group that is not full do not count
        assertThat(Scalar.BYTES.same(Node.of("aGVsbG8="), Node.of("aGVsbG9="))).isTrue();
        assertThat(Scalar.BYTES.same(Node.of("aGVsbG8="), Node.of("aGVsbG8"))).isFalse();
        assertThat(Scalar.BYTES.same(Node.of("aGVsbG8="), Node.of("aGVs bG8="))).isFalse();
        assertThat(Scalar.BYTES.same(Node.of("-_-_"), Node.of("+/+/"))).isFalse();
    }

    @Test
    void an_integer_and_a_string_of_its_digits_are_two_values() {
        for (Scalar scalar : new Scalar[] {Scalar.INT_OR_STRING, Scalar.ANY, Scalar.STRING, Scalar.NUMBER}) {
            assertThat(scalar.same(Node.of(80), Node.of("80")))
                    .as(scalar.name())
                    .isFalse();
            assertThat(scalar.same(Node.of(80), Node.of(80.0)))
                    .as(scalar.name())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "1Ki", "aGVsbG8=\n", "2024-03-01T13:00:00+01:00"})
    void a_string_is_its_characters(String text) {
        for (Scalar scalar : new Scalar[] {Scalar.ANY, Scalar.STRING, Scalar.INT_OR_STRING}) {
            assertThat(scalar.canonical(Node.of(text))).isEqualTo(Node.of(text));
        }
    }
}
