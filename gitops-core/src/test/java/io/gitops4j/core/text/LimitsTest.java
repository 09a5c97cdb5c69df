package io.gitops4j.core.text;

import static io.gitops4j.core.text.Texts.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LimitsTest {
    private static final String RAISE = "; if the file is trusted, raise the limit in TextLimits";

    static Stream<String> deep() {
        StringBuilder maps = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            maps.append(" ".repeat(Math.min(i, 1_000))).append("a:\n");
        }
        return Stream.of(
                "[".repeat(10_000),
                "[".repeat(100_000),
                "[".repeat(10_000) + "]".repeat(10_000),
                "{a: ".repeat(10_000),
                "{".repeat(100_000),
                "- ".repeat(10_000) + "x",
                "? ".repeat(10_000) + "x",
                "? ".repeat(50_000),
                "- ? ".repeat(10_000),
                "[\n".repeat(20_000),
                "[a, ".repeat(20_000),
                "[? ".repeat(20_000),
                maps.toString());
    }

    @ParameterizedTest
    @MethodSource("deep")
    void deep_nesting_is_an_error_and_no_stack_overflow(String text) {
        Problem problem = problem(() -> Parser.strict().parseYaml("a.yaml", text));

        assertThat(problem.code()).isIn(Code.LIMIT, Code.INVALID_TEXT);
    }

    @Test
    void the_error_of_deep_nesting_names_limit_and_place() {
        assertThat(problem(() -> Parser.strict().parseYaml("a.yaml", "[".repeat(10_000)))
                        .text())
                .isEqualTo("a.yaml:1:201: more than 200 levels of nesting" + RAISE);
        assertThat(problem(() -> Parser.strict().parseYaml("a.yaml", "- ".repeat(10_000)))
                        .text())
                .isEqualTo("a.yaml:1:401: more than 200 levels of nesting" + RAISE);
        assertThat(problem(() -> Parser.strict().parseJson("a.json", "[".repeat(100_000)))
                        .text())
                .isEqualTo("a.json:1:201: more than 200 levels of nesting" + RAISE);
        assertThat(problem(() -> Parser.strict().parse("a.yaml", Texts.utf8("{\"a\":".repeat(10_000))))
                        .code())
                .isEqualTo(Code.LIMIT);
    }

    @Test
    void nesting_up_to_the_limit_is_fine() {
        Parser parser = Parser.strict().limits(TextLimits.builder().depth(1_000).build());

        assertThat(parser.parseYaml("a", "[".repeat(1_000) + "]".repeat(1_000))).hasSize(1);
        assertThat(parser.parseJson("a", "[".repeat(1_000) + "]".repeat(1_000))).hasSize(1);
    }

    @Test
    void a_bomb_of_aliases_ends_quickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }

        assertThat(problem(bomb.toString()).message())
                .isEqualTo("more than 2000000 values, aliases counted as what they stand for" + RAISE);
    }

    @Test
    void a_bomb_of_merge_keys_ends_quickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {k: [x, x, x, x, x, x, x, x, x]}\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d {".formatted(i, i));
            for (int j = 0; j < 9; j++) {
                bomb.append("k").append(j).append(": {<<: *a").append(i - 1).append("}, ");
            }
            bomb.append("}\n");
        }

        assertThat(problem(bomb.toString()).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void aliases_cannot_nest_past_the_limit_on_depth() {
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 300; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }

        assertThat(problem(chain.toString()).message())
                .isEqualTo("more than 200 levels of nesting, aliases followed" + RAISE);
    }

    @Test
    void the_number_of_aliases_is_limited() {
        Parser parser = Parser.strict().limits(TextLimits.builder().aliases(2).build());

        assertThat(parser.parseYaml("a", "[&a x, *a, *a]")).hasSize(1);
        assertThat(problem(() -> parser.parseYaml("a", "[&a x, *a, *a, *a]")).text())
                .isEqualTo("a:1:16: more than 2 aliases" + RAISE);
    }

    @Test
    void a_large_file_is_refused_at_once() {
        assertThat(problem(() -> Parser.strict().parse("big.yaml", new byte[50 << 20]))
                        .text())
                .isEqualTo("big.yaml: the file has 52428800 bytes, over the limit of 16777216; split it, or raise"
                        + " TextLimits.bytes if it is trusted");
    }

    @Test
    void values_scalars_and_documents_are_limited() {
        TextLimits limits = TextLimits.builder().nodes(3).scalar(5).documents(2).build();
        Parser parser = Parser.strict().limits(limits);

        assertThat(problem(() -> parser.parseYaml("a", "[1, 2, 3]")).text())
                .isEqualTo("a:1:8: more than 3 values, aliases counted as what they stand for" + RAISE);
        assertThat(problem(() -> parser.parseJson("a", "[1, 2, 3]")).text())
                .isEqualTo("a:1:8: more than 3 values, aliases counted as what they stand for" + RAISE);
        assertThat(problem(() -> parser.parseYaml("a", "a: secret")).text())
                .isEqualTo("a:1:4: a scalar of 6 characters, over the limit of 5" + RAISE);
        assertThat(problem(() -> parser.parseJson("a", "[\"secret\"]")).text())
                .isEqualTo("a:1:2: a scalar of 6 characters, over the limit of 5" + RAISE);
        assertThat(problem(() -> parser.parseYaml("a", "---\n---\n---\n")).text())
                .isEqualTo("a:3:1: more than 2 documents in one file" + RAISE);
    }

    @Test
    void hostile_texts_of_a_megabyte_take_linear_time() {
        int size = 1 << 20;
        StringBuilder keys = new StringBuilder();
        for (int i = size / 10; i > 0; i--) {
            keys.append('k').append(i).append(": 1\n");
        }
        for (String text : List.of(
                keys.toString(),
                "a: \"" + "\\\"".repeat(size / 2),
                "a: '" + "''".repeat(size / 2),
                "a: " + "b ".repeat(size / 2) + "\n",
                "a: " + "b\n ".repeat(size / 3) + "\n",
                "a: |\n" + "  b\n".repeat(size / 4),
                "a: |\n" + "\n".repeat(size),
                "a: >\n" + " \n".repeat(size / 2),
                "[" + "a,".repeat(size / 2) + "]",
                "[" + "[],".repeat(size / 3) + "]",
                "{" + "\"a\":1,".repeat(size / 6) + "}",
                "#".repeat(size),
                "---\n".repeat(size / 40),
                "a" + ":".repeat(size),
                "9".repeat(size),
                "[" + ".1,".repeat(size / 4) + "]",
                "!" + "a".repeat(size),
                "&" + "a".repeat(size),
                "*a ".repeat(size / 3),
                " ".repeat(size),
                "\t".repeat(size),
                "%" + "A".repeat(size))) {
            try {
                Parser.tolerant().parseYaml("a", text);
            } catch (io.gitops4j.core.GitOpsException e) {
                assertThat(e.code()).isIn(Code.LIMIT, Code.INVALID_TEXT);
            }
        }
    }

    @Test
    void limits_below_one_are_refused() {
        assertThatThrownBy(() -> TextLimits.builder().nodes(0).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextLimits.builder().depth(1_001).build())
                .hasMessage("a depth of 1001 is over 1000, which the stack may not bear");
    }
}
