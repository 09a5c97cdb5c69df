package io.gitops4j.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.pattern.internal.SyntaxProblem;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
    private static final long ENOUGH = 10_000_000;

    private static boolean matches(String regex, String text) {
        return LinearPattern.compile(regex, false).matches(text, Budget.of(ENOUGH));
    }

    private static boolean finds(String regex, String text) {
        return LinearPattern.compile(regex, false).finds(text, Budget.of(ENOUGH));
    }

    @ParameterizedTest
    @CsvSource({
        "web-[0-9]+, web-12, true",
        "web-[0-9]+, web-, false",
        "web|api, api, true",
        "web|api, apis, false",
        "(?i)WEB, web, true",
        "(?i:W)eb, wEb, false",
        "a{2}b?, aab, true",
        "'a{2,}', aaaa, true",
        "'a{1,2}', aaa, false",
        "a{x, a{x, true",
        "[^a-c]+, xyz, true",
        "[^a-c]+, xbz, false",
        "[[:alpha:]_]+, ab_, true",
        "[]a]+, ]a, true",
        "\\d+\\.\\w, 12.x, true",
        "\\bweb\\b, web, true",
        ".*, '', true",
        "(?P<name>a+)(?:b), aab, true",
        "x*?y, xxy, true",
    })
    void the_whole_text_is_matched(String regex, String text, boolean expected) {
        assertThat(matches(regex, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "^istio, istio-proxy, true",
        "^istio, an-istio, false",
        "proxy$, istio-proxy, true",
        "o-p, istio-proxy, true",
        "\\bproxy, istio-proxy, true",
        "\\Bproxy, istio-proxy, false",
        "'', x, true",
    })
    void a_part_of_the_text_is_found(String regex, String text, boolean expected) {
        assertThat(finds(regex, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a", "a)", "[a", "*a", "a{2000}", "a{3,2}", "\\1", "(?=a)", "(?<!a)", "\\p{L}", "a++", "[b-a]", "\\"
            })
    void what_is_beyond_re2_is_refused(String regex) {
        assertThatThrownBy(() -> LinearPattern.compile(regex, false)).isInstanceOf(SyntaxProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((a{1000}){1000}){1000})", "(((){1000}){1000}){1000}", "((a?){500}){500}"})
    void what_stands_for_too_much_is_refused(String regex) {
        assertThatThrownBy(() -> LinearPattern.compile(regex, false))
                .isInstanceOf(SyntaxProblem.class)
                .hasMessageContaining("repeats too much");
    }

    /** Each of these takes java.util.regex time that doubles with each character. */
    @ParameterizedTest
    @ValueSource(strings = {"(a*)*b", "(a|a)*b", "(a+)+b", "(a|aa)+b", "(.*)*(.*)*b", "(a?){50}a{50}b", "((a*)*)*b"})
    void no_expression_takes_more_than_linear_time(String regex) {
        String text = "a".repeat(20_000);

        assertThat(matches(regex, text)).isFalse();
    }

    @Test
    void steps_are_counted() {
        LinearPattern pattern = LinearPattern.compile("(a*)*b", false);

        assertThatThrownBy(() -> pattern.matches("a".repeat(1000), Budget.of(500)))
                .isInstanceOf(Budget.Spent.class);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void it_agrees_with_java(@ForAll("expressions") String regex, @ForAll("texts") String text) {
        assertThat(matches(regex, text)).as("%s on %s", regex, text).isEqualTo(Pattern.matches(regex, text));
        assertThat(finds(regex, text))
                .as("%s in %s", regex, text)
                .isEqualTo(Pattern.compile(regex).matcher(text).find());
    }

    @Provide
    Arbitrary<String> expressions() {
        // java.util.regex does not go back into a repeated group that has an assertion in it
        return Arbitraries.of("", "^", "\\b").flatMap(before -> expressions(4).map(regex -> before + regex));
    }

    private static Arbitrary<String> expressions(int depth) {
        Arbitrary<String> atoms = Arbitraries.of("a", "b", ".", "[ab]", "[^a]", "\\w", "-");
        if (depth == 0) {
            return atoms;
        }
        Arbitrary<String> inner = expressions(depth - 1);
        return Arbitraries.oneOf(
                atoms,
                inner.tuple2().map(pair -> pair.get1() + pair.get2()),
                inner.tuple2().map(pair -> "(?:" + pair.get1() + "|" + pair.get2() + ")"),
                inner.flatMap(part ->
                        Arbitraries.of("*", "+", "?", "{2}", "{0,2}").map(repeat -> "(" + part + ")" + repeat)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab-").ofMaxLength(6);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void any_text_is_a_pattern_or_a_problem(@ForAll("noise") String regex) {
        try {
            assertThat(LinearPattern.compile(regex, true).source()).isEqualTo(regex);
        } catch (SyntaxProblem e) {
            assertThat(e.column()).isBetween(1, regex.length() + 1);
        }
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("ab(){}[]|*+?^$.\\-:,1<>=!P").ofMaxLength(20);
    }
}
