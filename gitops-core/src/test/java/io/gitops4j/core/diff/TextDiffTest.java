package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static final PathSet DATA = PathSet.of(Path.of("data"));

    @Test
    void shows_changed_lines_with_their_surroundings() {
        Node.Obj before = object("spec: {replicas: 1, paused: false}");
        Node.Obj after = object("spec: {replicas: 3, paused: false}");

        assertThat(TextDiff.unified("Deployment shop/web", before, after, PathSet.empty()))
                .isEqualTo("""
            --- live/Deployment shop/web
            +++ declared/Deployment shop/web
            @@ -1,3 +1,3 @@
             spec:
               paused: false
            -  replicas: 1
            +  replicas: 3
            """);
    }

    @Test
    void shows_nothing_where_nothing_differs() {
        Node.Obj same = object("spec: {replicas: 1}");

        assertThat(TextDiff.unified("x", same, same, PathSet.empty())).isEmpty();
    }

    @Test
    void says_which_secret_value_changed_and_nothing_of_any_value() {
        Node.Obj before = object("data: {password: b2xkLXNlY3JldA==, user: YWxpY2U=}");
        Node.Obj after = object("data: {password: bmV3LXNlY3JldA==, user: YWxpY2U=}");

        assertThat(TextDiff.unified("Secret shop/db", before, after, DATA)).isEqualTo("""
            --- live/Secret shop/db
            +++ declared/Secret shop/db
            @@ -1,3 +1,3 @@
             data:
            -  password: "*** (before)"
            +  password: "*** (after)"
               user: "***"
            """);
    }

    @Test
    void shows_a_new_object_as_added_with_its_secrets_hidden() {
        Node.Obj after = object("data: {password: bmV3}");

        assertThat(TextDiff.unified("Secret shop/db", Node.object(), after, DATA))
                .contains("+  password: ")
                .doesNotContain("bmV3");
    }

    @Test
    void a_sensitive_mapping_without_members_is_shown_as_such() {
        assertThat(TextDiff.unified("Secret a", object("data: {}"), object("data: {key: eA==}"), DATA))
                .contains("-data: {}", "+data:", "key: ", "***")
                .doesNotContain("eA==");
    }

    private static Node.Obj object(String yaml) {
        return Parser.strict().parseOne("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
