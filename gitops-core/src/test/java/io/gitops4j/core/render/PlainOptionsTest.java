package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class PlainOptionsTest {
    @Test
    void stores_only_what_differs_from_the_defaults() {
        assertThat(PlainOptions.defaults().print()).isEqualTo(Node.object());
        assertThat(PlainOptions.defaults().exclude("a").withoutSubfolders().print())
                .isEqualTo(Node.objectBuilder()
                        .put("exclude", Node.array(Node.of("a")))
                        .put("recurse", false)
                        .build());
    }

    @Test
    void names_every_unknown_option_and_the_nearest_known_one() {
        Node.Obj stored = Node.object().with("recursive", Node.of(true)).with("kind", Node.of(1));
        assertThatThrownBy(() -> PlainOptions.parse(stored))
                .hasMessage("kind: unknown option \"kind\" (there are include, exclude, recurse)\n"
                        + "recursive: unknown option \"recursive\"; did you mean \"recurse\"? (there are"
                        + " include, exclude, recurse)");
    }

    @Test
    void names_an_option_of_the_wrong_type() {
        assertThatThrownBy(() -> PlainOptions.parse(Node.object().with("include", Node.of("a"))))
                .hasMessage("include: must be a list of strings, not a string");
        assertThatThrownBy(() -> PlainOptions.parse(Node.object().with("include", Node.array(Node.of(1)))))
                .hasMessage("include[0]: must be a string, not a number");
        assertThatThrownBy(() -> PlainOptions.parse(Node.object().with("recurse", Node.of("yes"))))
                .hasMessage("recurse: must be true or false, not a string");
    }

    @Test
    void names_every_malformed_pattern() {
        assertThatThrownBy(() -> PlainOptions.defaults().exclude("a", "[", "{"))
                .hasMessage("exclude[1]: the pattern \"[\" has a \"[\" without its \"]\"\n"
                        + "exclude[2]: the pattern \"{\" has a \"{\" without its \"}\"");
    }
}
