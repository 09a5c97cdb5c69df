package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobProperties {
    @Property(tries = 3_000)
    void matches_what_the_regular_expression_of_the_same_pattern_matches(
            @ForAll("parts") List<String> parts, @ForAll("paths") String path) {
        String pattern = "/" + String.join("", parts);
        String expression = String.join("", parts)
                .replace(".", "\\.")
                .replace("*", "[^/]*")
                .replace("?", "[^/]")
                .replace("{", "(?:")
                .replace(",", "|")
                .replace("}", ")");
        assertThat(Glob.of(pattern).matches(path)).isEqualTo(path.matches("(?:" + expression + ")(?:/.*)?"));
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.of("a", "b", ".", "/", "?", "*", "{a,b}", "{a,b/a,}", "{a?,*b}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .filter(parts -> !String.join("", parts).contains("**")
                        && !String.join("", parts).startsWith("/")
                        && !String.join("", parts).endsWith("/"));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab./")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(path -> !path.startsWith("/") && !path.endsWith("/") && !path.contains("//"));
    }
}
