package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.render.Warning;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels:
                region: ${region}
            spec:
              replicas: ${count}
            """;

    @Test
    void values_take_the_type_that_their_text_has() {
        Manifest web = Manifests.only(builder().variable("region", "eu").variable("count", "3"), DEPLOYMENT);

        assertThat(web.body().at("spec", "replicas")).contains(Node.of(3));
        assertThat(web.body().text("metadata", "labels", "region")).contains("eu");
    }

    @Test
    void a_quoted_value_stays_a_string() {
        Manifest web = Manifests.only(builder().variable("region", "'7'").variable("count", "3"), DEPLOYMENT);

        assertThat(web.body().text("metadata", "labels", "region")).contains("7");
    }

    @Test
    void line_feeds_are_removed_from_values() {
        Manifest web = Manifests.only(builder().variable("region", "e\nu\n").variable("count", "3"), DEPLOYMENT);

        assertThat(web.body().text("metadata", "labels", "region")).contains("eu");
    }

    @Test
    void an_object_without_expansions_passes_untouched() {
        List<Manifest> given =
                Manifests.of("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: cost $5}}");

        Rendered out = Manifests.apply(builder().variable("x", "1"), given);

        assertThat(out.manifests().get(0)).isSameAs(given.get(0));
    }

    @Test
    void a_label_or_annotation_opts_out() {
        for (String map : List.of("labels", "annotations")) {
            Manifest kept = Manifests.only(
                    builder().variable("x", "1"),
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, " + map
                            + ": {kustomize.toolkit.fluxcd.io/substitute: disabled}}, data: {k: \"${y}\"}}");

            assertThat(kept.body().text("data", "k")).contains("${y}");
        }
    }

    @Test
    void each_object_of_a_list_opts_out_by_itself() {
        List<Manifest> out =
                Manifests.apply(builder().variable("x", "one"), """
                        apiVersion: v1
                        kind: List
                        items:
                        - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: "${x}"}}
                        - apiVersion: v1
                          kind: ConfigMap
                          metadata: {name: b, labels: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
                          data: {k: "${x}"}
                        """).manifests();

        assertThat(out)
                .extracting(one -> one.body().text("data", "k").orElse(""))
                .containsExactly("one", "${x}");
    }

    @Test
    void without_variables_nothing_is_substituted_unless_always() {
        String yaml = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \"${x:=one}\"}}";

        assertThat(Manifests.only(builder(), yaml).body().text("data", "k")).contains("${x:=one}");
        assertThat(Manifests.only(builder().always(), yaml).body().text("data", "k"))
                .contains("one");
    }

    @Test
    void keys_are_substituted_and_keep_their_places() {
        Manifest map = Manifests.only(builder().variable("zone", "a").variable("v", "1"), """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m
                data:
                  first: same
                  ${zone}-key: text
                """);

        assertThat(map.body().text("data", "a-key")).contains("text");
        assertThat(map.origin(Path.of("data", "a-key")).toString())
                .isEqualTo("deploy/app.yaml:7:16, data[\"${zone}-key\"] (post-build)");
        assertThat(map.origin(Path.of("data", "first")).toString()).isEqualTo("deploy/app.yaml:6:10, data.first");
    }

    @Test
    void changed_values_are_set_by_the_substitution() {
        Manifest web =
                Manifests.only(builder().id("flux").variable("region", "eu").variable("count", "3"), DEPLOYMENT);

        assertThat(web.origin(Path.of("spec", "replicas")).toString())
                .isEqualTo("deploy/app.yaml:8:13, spec.replicas (flux)");
        assertThat(web.origin(Path.of("metadata", "name")).setBy()).isEmpty();
        assertThat(web.origin(Path.of("spec")).setBy()).isEmpty();
    }

    @Test
    void a_variable_that_is_not_set_is_named_with_its_place_and_what_was_meant() {
        assertThatThrownBy(
                        () -> Manifests.apply(builder().variable("regoin", "eu").variable("count", "3"), DEPLOYMENT))
                .isInstanceOf(GitOpsException.class)
                .hasMessage(
                        "deploy/app.yaml:6:13, Deployment web, metadata.labels.region: the variable \"region\" is not"
                                + " set (substitution is strict); did you mean \"regoin\"?");
    }

    @Test
    void every_object_with_a_problem_is_named() {
        String two = DEPLOYMENT + "---\n" + DEPLOYMENT.replace("name: web", "name: api");

        assertThatThrownBy(() -> Manifests.apply(builder().variable("x", "1"), two))
                .isInstanceOfSatisfying(
                        GitOpsException.class,
                        failure -> assertThat(failure.problems())
                                .hasSize(2)
                                .allMatch(problem -> problem.code().equals(Code.INVALID_CONFIGURATION)));
    }

    @Test
    void a_lenient_substitution_warns_of_what_is_not_set() {
        Rendered out = Manifests.apply(builder().lenient().variable("region", "eu"), DEPLOYMENT);

        assertThat(out.manifests().get(0).body().at("spec", "replicas")).contains(Node.nil());
        assertThat(out.warnings())
                .extracting(Warning::text)
                .containsExactly(
                        "deploy/app.yaml:8:13, Deployment web, spec.replicas: the variable \"count\" is not set,"
                                + " and the empty text stands for it; define it or give it a default");
    }

    @Test
    void a_malformed_expansion_says_where_and_how_to_write_it() {
        assertThatThrownBy(() -> Manifests.apply(builder().variable("x", "1"), """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: a}
                        data:
                          run.sh: |
                            set -e
                            echo ${HOME-/root}
                        """))
                .hasMessage(
                        "deploy/app.yaml:5:11, ConfigMap a, data[\"run.sh\"]: after the variable \"HOME\" comes \"-\","
                                + " which is no operator; a default is written \":-\"; write \"$${\" where the text itself is"
                                + " meant");
    }

    @Test
    void a_result_that_is_no_yaml_blames_the_expansion() {
        assertThatThrownBy(() ->
                        Manifests.apply(builder().variable("region", "a: b").variable("count", "1"), DEPLOYMENT))
                .isInstanceOfSatisfying(GitOpsException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(Code.INVALID_TEXT);
                    assertThat(failure.getMessage())
                            .startsWith(
                                    "deploy/app.yaml:6:13, Deployment web, metadata.labels.region: with its variables"
                                            + " replaced the object cannot be read: ")
                            .endsWith("; put the expansion in quotes, or quote the value of the variable");
                });
    }

    @Test
    void names_the_variables_that_an_object_refers_to() {
        Manifest web = Manifests.of(DEPLOYMENT.replace("${region}", "${region:-${fallback}}"))
                .get(0);

        assertThat(Substitution.variablesOf(web)).containsExactly("count", "fallback", "region");
    }

    @Test
    void refuses_names_that_cannot_be_written() {
        assertThatThrownBy(() -> builder()
                        .from(Manifests.object(
                                "{apiVersion: v1, kind: Secret, metadata: {name: tls}, data: {tls.crt: eA==}}"))
                        .build())
                .hasMessage("\"tls.crt\" of Secret tls is no name of a variable: it must be a letter or \"_\", then"
                        + " letters, digits and \"_\"; rename the entry");
        assertThatThrownBy(() -> builder().id("postBuild").build()).hasMessageContaining("not \"postBuild\"");
    }

    private static SubstitutionBuilder builder() {
        return Substitution.builder();
    }
}
