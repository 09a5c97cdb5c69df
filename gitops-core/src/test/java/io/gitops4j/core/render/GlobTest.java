package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.yaml | a.yaml",
                "*.yaml | deep/down/a.yaml",
                "tests | tests/a.yaml",
                "tests | deep/tests/a.yaml",
                "tests/ | tests/a.yaml",
                "/a.yaml | a.yaml",
                "./a.yaml | a.yaml",
                "deep/*.yaml | deep/a.yaml",
                "deep/*/a.yaml | deep/down/a.yaml",
                "deep/** | deep",
                "deep/** | deep/down/a.yaml",
                "**/a.yaml | a.yaml",
                "**/a.yaml | deep/down/a.yaml",
                "deep/**/a.yaml | deep/a.yaml",
                "deep/**/a.yaml | deep/x/y/a.yaml",
                "** | deep/a.yaml",
                "?.yaml | a.yaml",
                "?.yaml | 😀.yaml",
                "[a-c].yaml | b.yaml",
                "[!a-c].yaml | d.yaml",
                "[]x].yaml | ].yaml",
                "[a-].yaml | -.yaml",
                "{a,b}.yaml | b.yaml",
                "{a,}.yaml | .yaml",
                "{dev,prod/eu}/*.yaml | prod/eu/a.yaml",
                "{dev,pr{e,o}d}/** | pred/a.yaml",
                "{dev/**,x}/a.yaml | dev/a.yaml",
                "a\\*.yaml | a*.yaml",
                "*a*a*a*.yaml | xaxaxax.yaml",
            })
    void matches(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.yaml | a.yml",
                "*.yaml | a.yaml.bak",
                "/a.yaml | deep/a.yaml",
                "deep/*.yaml | deep/down/a.yaml",
                "deep/*.yaml | very/deep/a.yaml",
                "deep/** | deeper/a.yaml",
                "**/a.yaml | ba.yaml",
                "deep/**/a.yaml | deep/ba.yaml",
                "a?b | a/b",
                "[!x] | xx",
                "a[!x]b/c | a/b/c",
                "{a,b}.yaml | c.yaml",
                "a.yaml | axyaml",
                "tests | tests2/a.yaml",
            })
    void does_not_match(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a[b | the pattern \"a[b\" has a \"[\" without its \"]\", at character 2",
                "{a,b | the pattern \"{a,b\" has a \"{\" without its \"}\"",
                "a} | the pattern \"a}\" has a \"}\" without its \"{\", at character 2",
                "[b-a] | the pattern \"[b-a]\" has a range that ends before it begins",
                "a\\ | the pattern \"a\\\" ends with a \"\\\" that takes no character, at character 2",
                "a**/b | the pattern \"a**/b\" has a \"**\" beside other characters of a name; it stands for whole"
                        + " names, at character 2",
                "/ | the pattern \"/\" is empty",
            })
    void says_what_is_wrong_with_a_pattern(String pattern, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(pattern)).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "{a,a}", "{a,{a,a}}*", "?*", "**/"})
    void needs_no_more_time_for_a_pattern_that_breaks_backtracking_matchers(String part) {
        Glob glob = Glob.of(part.repeat(900 / part.length()) + "b");
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches("a/".repeat(10) + "a".repeat(2_000)))
                        .isFalse());
    }
}
