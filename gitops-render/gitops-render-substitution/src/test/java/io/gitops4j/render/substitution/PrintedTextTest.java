package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Location;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.resource.Origins;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.ObjBuilder;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the text that kustomize prints, quotes and folded lines, makes of a value that is put into it. */
class PrintedTextTest {
    private static final String LONG = "x".repeat(90);

    @Test
    void a_text_that_looks_like_a_mapping_stands_in_single_quotes() {
        assertThat(substituted("foo: ${v}", "a\"b")).isEqualTo(Node.of("foo: a\"b"));
        assertThat(substituted("foo: ${v}", "a\\nb")).isEqualTo(Node.of("foo: a\\nb"));
        assertThat(substituted("foo: ${v}", "a''b")).isEqualTo(Node.of("foo: a'b"));
        assertThatThrownBy(() -> substituted("foo: ${v}", "it's"))
                .hasMessageContaining("data.k: with its variables replaced the object cannot be read");
    }

    @Test
    void a_text_without_quotes_may_become_a_number() {
        assertThat(substituted("+${v}", "1")).isEqualTo(Node.of(1));
        assertThat(substituted("${v}", "1")).isEqualTo(Node.of(1));
        assertThat(substituted("${v}", "'1'")).isEqualTo(Node.of("1"));
    }

    @Test
    void an_emoji_makes_double_quotes_in_which_a_backslash_escapes() {
        assertThat(substituted("🚀 ${v}", "a\\tb")).isEqualTo(Node.of("🚀 a\tb"));
        assertThat(substituted("🚀 ${v}", "it's")).isEqualTo(Node.of("🚀 it's"));
        assertThatThrownBy(() -> substituted("🚀 ${v}", "a\"b")).hasMessageContaining("data.k: with its variables");
    }

    @Test
    void a_line_folds_at_a_blank_inside_of_an_expansion_too() {
        String folded = LONG + "${unset:=a b} and ${v}";
        assertThat(substituted(folded, "c d")).isEqualTo(Node.of(LONG + "a b and c d"));
        // the pattern has the fold in it, and so occurs no more
        assertThat(substituted(LONG + "${v/a b/c}", "a b")).isEqualTo(Node.of(LONG + "a b"));
        assertThat(substituted("${v/a b/c}", "a b")).isEqualTo(Node.of("c"));
    }

    @Test
    void a_text_of_several_lines_takes_any_value() {
        assertThat(substituted("first: ${v}\nsecond ${v}\n", "a: \"b\" # 'c'"))
                .isEqualTo(Node.of("first: a: \"b\" # 'c'\nsecond a: \"b\" # 'c'\n"));
        assertThat(substituted("  indented ${v}\nnot\n", "x")).isEqualTo(Node.of("  indented x\nnot\n"));
    }

    @Test
    void what_needs_quotes_keeps_them() {
        Manifest given = manifest("${v}", "y", "yes", "0x1f", "1e3", "null", "2024-01-01", "~", "", " a ", "a #b");

        Manifest out = apply(Substitution.builder().variable("v", "x"), given);

        assertThat(out.body().object("data").without("k"))
                .isEqualTo(given.body().object("data").without("k"));
        assertThat(out.origin(Path.of("data", "other0")).toString()).doesNotContain("post-build");
    }

    @Test
    void what_a_secret_went_into_is_sensitive_in_every_kind_of_text() {
        for (String text : List.of(
                "foo: ${v}",
                "🚀 ${v}",
                LONG + " words ${v} words",
                "line\n${v}\n",
                LONG + "${unset:=a b ${v}}",
                "${v}")) {
            Manifest out = apply(Substitution.builder().sensitiveVariable("v", "hunter2"), manifest(text, "plain"));

            assertThat(out.sensitive().roots()).as(text).containsExactly(Path.of("data", "k"));
            assertThat(Printer.yaml(out.body(), out.mask())).doesNotContain("hunter2");
        }
    }

    private static Node substituted(String text, String value) {
        Manifest out = apply(Substitution.builder().variable("v", value), manifest(text));
        return out.body().at("data", "k").orElseThrow();
    }

    private static Manifest apply(SubstitutionBuilder builder, Manifest given) {
        return Manifests.apply(builder, List.of(given)).manifests().get(0);
    }

    /** A ConfigMap with {@code text} as {@code k}, and others. */
    private static Manifest manifest(String text, String... others) {
        ObjBuilder data = Node.objectBuilder().put("k", text);
        for (int i = 0; i < others.length; i++) {
            data.put("other" + i, others[i]);
        }
        Node.Obj body = Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", Node.objectBuilder().put("name", "a").build())
                .put("data", data.build())
                .build();
        return Manifest.of(body, Origins.at(Location.file("deploy/app.yaml")));
    }
}
