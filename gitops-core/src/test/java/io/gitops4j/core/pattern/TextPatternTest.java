package io.gitops4j.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOpsException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

    @ParameterizedTest
    @CsvSource({
        "web, web, true",
        "web, Web, false",
        "web-*, web-, true",
        "*.example.com, a.example.com, true",
        "*.example.com, example.com, false",
        "w?b, web, true",
        "*a*b*, xaxxb, true",
        "*a*b, xab-, false",
        "\\*, *, true",
        "\\*, x, false",
        "/web-[0-9]/, web-1, true",
        "/web/, web-1, false",
        "'', '', true",
        "'', x, false",
    })
    void a_pattern_is_of_the_whole_text(String pattern, String text, boolean expected) {
        assertThat(TextPattern.parse(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void what_a_glob_cannot_say_is_refused_with_its_column() {
        assertThatThrownBy(() -> TextPattern.parse("web-[0-9]"))
                .isInstanceOf(GitOpsException.class)
                .hasMessage(
                        "pattern \"web-[0-9]\", column 5: this is not supported in a glob; write a regular expression "
                                + "between slashes, such as /web-[0-9]+/");
        assertThatThrownBy(() -> TextPattern.parse("/(a/"))
                .isInstanceOf(GitOpsException.class)
                .hasMessage("pattern \"(a\", column 1: this group is not closed; write \\( for the character");
    }

    @Property
    void an_exact_text_is_read_back_and_matches_itself_alone(@ForAll String text, @ForAll String other) {
        TextPattern exact = TextPattern.exactly(text);

        assertThat(TextPattern.parse(exact.toString())).isEqualTo(exact);
        assertThat(exact.matches(text)).isTrue();
        assertThat(exact.matches(other)).isEqualTo(text.equals(other));
    }
}
