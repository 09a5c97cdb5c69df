package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubstitutionProperties {
    private static final Map<String, Variable> VARIABLES = Map.of(
            "a", new Variable("abcabc", false, "the property"),
            "b", new Variable("", false, "the property"),
            "n", new Variable("-3", false, "the property"),
            "w", new Variable("éx漢", false, "the property"));

    @Property
    void a_text_without_expansions_and_escapes_stays_what_it_is(@ForAll String text) {
        Assume.that(!Template.isTemplate(text));

        assertThat(evaluated(text)).isEqualTo(text);
    }

    @Property
    void doubling_every_dollar_gives_the_text_back(@ForAll("templates") String text) {
        assertThat(evaluated(text.replace("$", "$$"))).isEqualTo(text);
    }

    @Property(tries = 5_000)
    void whatever_the_text_is_the_outcome_is_a_text_or_a_known_exception(@ForAll("templates") String text) {
        try {
            assertThat(evaluated(text)).isNotNull();
        } catch (GitOpsException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    @Property
    void the_segments_of_a_result_are_all_of_it(@ForAll("templates") String text) {
        Substituted result;
        try {
            result = Evaluation.of(Template.parse(text), VARIABLES, false, new Effort());
        } catch (GitOpsException refused) {
            return;
        }
        int at = 0;
        for (Segment segment : result.segments()) {
            assertThat(segment.start()).isEqualTo(at);
            at = segment.end();
        }
        assertThat(at).isEqualTo(result.text().length());
    }

    @Property
    void an_object_whose_dollars_are_doubled_comes_back(
            @ForAll("templates") String key, @ForAll("templates") String value) {
        Node.Obj body = body(key, value);

        Manifest out = Manifests.only(
                Substitution.builder().always(),
                Printer.yaml(body(key.replace("$", "$$"), value.replace("$", "$$")), Mask.none()));

        assertThat(out.body()).isEqualTo(body);
    }

    @Property
    void no_printed_form_shows_what_came_from_a_secret(
            @ForAll("templates") String before, @ForAll("templates") String after) {
        String secret = "S3CRET";
        String value = before.replace("$", "$$") + "${password}" + after.replace("$", "$$");
        Manifest out = Manifests.only(
                Substitution.builder().sensitiveVariable("password", secret),
                Printer.yaml(body("key", value), Mask.none()));

        assertThat(Printer.yaml(out.body(), out.mask())).doesNotContain(secret);
        assertThat(out.sensitive(Path.of("data", "other"))).isFalse();
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(List.of(
                        "$", "{", "}", "${", "${a", "${b", "${n", "${w", ":", ":-", "=", "#", "##", "%", "/", "//", "^",
                        ",,", "\\", "*", "?", "[", "]", "a", "c", "1", "-1", "é", "漢", " ", "_", "$$"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static Node.Obj body(String key, String value) {
        return Node.objectBuilder()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", Node.objectBuilder().put("name", "x").build())
                .put(
                        "data",
                        Node.objectBuilder().put("other", "o").put(key, value).build())
                .build();
    }

    private static String evaluated(String text) {
        return Evaluation.of(Template.parse(text), VARIABLES, false, new Effort())
                .text();
    }
}
