package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final Map<String, String> VALUES =
            Map.of("empty", "", "file", "a/b/c.tar.gz", "two", "2", "less", "-2", "word", "éa漢b", "abc", "abcabc");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "${file#*/}|b/c.tar.gz",
                "${file##*/}|c.tar.gz",
                "${file%.*}|a/b/c.tar",
                "${file%%.*}|a/b/c",
                "${abc#*}|bcabc",
                "${abc##*}|''",
                "${abc#[a-b]?}|cabc",
                "${abc#[^a]}|abcabc",
                "${abc#[a}|abcabc",
                "${abc//bc/-}|a-a-",
                "${abc//${empty}/-}|-a-b-c-a-b-c-",
                "${abc/#a/x}|xbcabc",
                "${abc/%c/x}|abcabx",
                "${abc/%c/}|abcabc",
                "${abc:1:2}|bc",
                "${abc:${less}}|bc",
                "${abc:9}|''",
                "${abc:0:99999999999999999999}|abcabc",
                "${abc: -1}|abcabc",
                "${#word}|7",
                "${word:2:1}|a",
                "${word^^}|ÉA漢B",
                "${abc,^}|abcabc",
                "${empty:+x}|x",
                "${empty=x}|x",
                "${empty:?x$$y}|x$$y",
                "$$$${abc} $abc $|$${abc} $abc $",
                "$$$|$$",
                "a\\/b|a\\/b",
                "${abc}${two}|abcabc2",
            })
    void replaces_expansions_as_upstream_does(String template, String expected) {
        assertThat(evaluated(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "${",
                "${}",
                "${#}",
                "${ abc}",
                "${abc",
                "${abc-x}",
                "${abc+x}",
                "${abc?x}",
                "${abc:}",
                "${abc:é}",
                "${abc::1}",
                "${abc:1:}",
                "${abc#}",
                "${abc/x}",
                "${abc//}",
                "${abc,,,}",
                "${abc^x}",
                "${abc:-x",
                "${abc#${two}x}",
                "${abc!}",
                "${abc:0:-1}",
                "${word:1}",
            })
    void refuses_what_upstream_refuses_or_fails_at(String template) {
        assertThatThrownBy(() -> evaluated(template))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_TEXT));
    }

    @Test
    void arguments_are_evaluated_before_the_variable_even_where_they_are_not_needed() {
        assertThatThrownBy(() -> evaluated("${abc:-${missing}}")).hasMessageStartingWith("the variable \"missing\"");
    }

    @Test
    void deep_nesting_ends_in_a_limit() {
        int depth = 100_000;

        assertThatThrownBy(() -> evaluated("${a:-".repeat(depth) + "}".repeat(depth)))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.LIMIT));
    }

    @Test
    void a_text_that_explodes_ends_in_a_limit() {
        String grown = "${x//a/${x//a/${x//a/${x//a/${x}}}}}";

        assertThatThrownBy(() -> Evaluation.of(
                        Template.parse(grown), variables(Map.of("x", "a".repeat(1_000))), true, new Effort()))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.LIMIT));
    }

    @Test
    void work_without_a_result_ends_in_a_limit() {
        Map<String, Variable> variables = variables(Map.of("x", "a".repeat(1 << 16), "p", "*a".repeat(1 << 14) + "b"));

        assertThatThrownBy(() -> Evaluation.of(Template.parse("${x#${p}}${x#${p}}"), variables, true, new Effort()))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.LIMIT));
        assertThatThrownBy(() ->
                        Evaluation.of(Template.parse("${#x}".repeat(100)), variables, true, new Effort(1_000_000)))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.LIMIT));
    }

    private static String evaluated(String template) {
        return Evaluation.of(Template.parse(template), variables(VALUES), true, new Effort())
                .text();
    }

    private static Map<String, Variable> variables(Map<String, String> values) {
        Map<String, Variable> variables = new HashMap<>();
        values.forEach((name, value) -> variables.put(name, new Variable(value, false, "the test")));
        return variables;
    }
}
