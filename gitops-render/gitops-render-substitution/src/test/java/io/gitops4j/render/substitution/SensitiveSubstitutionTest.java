package io.gitops4j.render.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Path;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SensitiveSubstitutionTest {
    private static final String PASSWORD = "hunter2";

    @Test
    void what_a_value_of_a_secret_goes_into_is_sensitive() {
        Manifest map = Manifests.only(secret(PASSWORD).variable("user", "app"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: db}
                data:
                  file: |
                    user = ${user}
                    password = ${password}
                  length: "n${#password}"
                  list: ["${user}", "x-${password}"]
                  url: "postgres://${user}:${password}@db"
                  user: ${user}
                """);

        assertThat(map.sensitive().roots())
                .containsExactly(
                        Path.of("data", "file"),
                        Path.of("data", "length"),
                        Path.of("data", "list").index(1),
                        Path.of("data", "url"));
        assertThat(map.body().text("data", "url")).contains("postgres://app:hunter2@db");
        assertThat(Printer.yaml(map.body(), map.mask())).doesNotContain(PASSWORD);
    }

    @Test
    void a_default_that_is_used_is_sensitive_and_one_that_is_not_is_not() {
        Manifest map = Manifests.only(
                secret(PASSWORD).variable("user", "app"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a},"
                        + " data: {used: \"${missing:-${password}}\", unused: \"${user:-${password}}\"}}");

        assertThat(map.sensitive().roots()).containsExactly(Path.of("data", "used"));
    }

    @Test
    void a_whole_structure_out_of_a_secret_is_sensitive() {
        Manifest map = Manifests.only(
                secret("{a: hunter2, b: [hunter2]}").variable("user", "app"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \"${password}\", u: \"${user}\"}}");

        assertThat(map.sensitive().roots()).containsExactly(Path.of("data", "k"));
        assertThat(map.body().text("data", "k", "a")).contains("hunter2");
    }

    @Test
    void an_alias_of_a_value_of_a_secret_is_sensitive_too() {
        Manifest map = Manifests.only(
                secret("&p hunter2").variable("alias", "*p"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \"${password}\", l: \"${alias}\"}}");

        assertThat(map.body().text("data", "l")).contains("hunter2");
        assertThat(map.sensitive().roots()).containsExactly(Path.of("data", "k"), Path.of("data", "l"));
    }

    @Test
    void a_value_of_a_secret_never_becomes_a_name() {
        for (String yaml : List.of(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: \"x-${password}\"}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: \"${password}\"}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {\"k${password}\": a}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {\"${password}\": a}}")) {
            assertThatThrownBy(() -> Manifests.apply(secret(PASSWORD), yaml))
                    .isInstanceOfSatisfying(GitOpsException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(Code.INVALID_OBJECT);
                        assertThat(failure).hasMessageContaining("which is shown everywhere");
                        assertThat(failure.getMessage()).doesNotContain(PASSWORD);
                    });
        }
    }

    @Test
    void a_key_out_of_a_secret_in_a_list_is_refused() {
        assertThatThrownBy(() -> Manifests.apply(
                        secret("hunter2: x"),
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {k: [\"${password}\"]}}"))
                .hasMessageContaining("the name of a field")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void a_variable_that_may_be_shown_is_not_sensitive() {
        Manifest map = Manifests.only(
                secret(PASSWORD).shown("password"),
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: \"x-${password}\"}}");

        assertThat(map.name()).contains("x-hunter2");
        assertThat(map.sensitive().isEmpty()).isTrue();
    }

    @Test
    void no_value_of_a_secret_is_in_an_error() {
        for (String value : List.of("hunter2: hunter2", "\"hunter2", "*hunter2", "{hunter2", "hunter2: [")) {
            assertThatThrownBy(() -> Manifests.apply(
                            secret(value),
                            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \"${password}\"}}"))
                    .hasMessageStartingWith("deploy/app.yaml:1:66, ConfigMap a, data.k: with its variables replaced")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void the_text_of_a_sensitive_value_is_not_quoted() {
        String yaml = "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {k: \"pa${hunter2%s}\"}}";

        for (String rest : List.of("", "-x", "^")) {
            assertThatThrownBy(() -> Manifests.apply(secret("x"), yaml.formatted(rest)))
                    .hasMessageStartingWith("deploy/app.yaml:1:69, Secret a, stringData.k: ")
                    .hasMessageNotContaining("hunter2");
        }
        assertThat(Manifests.apply(secret("x").lenient(), yaml.formatted("")).warnings())
                .noneMatch(warning -> warning.text().contains("hunter2"));
    }

    @Test
    void what_was_sensitive_under_a_renamed_key_stays_so() {
        Manifest given = Manifests.of(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {\"${k}\": s, l: t}}")
                .get(0)
                .withSensitive(PathSet.of(Path.of("data", "${k}")));

        Manifest out = Manifests.apply(Substitution.builder().variable("k", "z"), List.of(given))
                .manifests()
                .get(0);

        assertThat(out.sensitive(Path.of("data", "z"))).isTrue();
        assertThat(out.sensitive(Path.of("data", "l"))).isFalse();
    }

    @Test
    void a_value_that_an_expansion_swallows_stays_sensitive_where_it_comes_out() {
        Manifest given = Manifests.of(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: \"${x:=1\", b: \"s}\"}}")
                .get(0)
                .withSensitive(PathSet.of(Path.of("data", "b")));

        Manifest out = Manifests.apply(Substitution.builder().variable("k", "z"), List.of(given))
                .manifests()
                .get(0);

        assertThat(out.body().text("data", "b")).contains("s");
        assertThat(out.sensitive(Path.of("data", "b"))).isTrue();
    }

    @Test
    void bytes_that_are_no_text_matter_only_where_they_are_used() {
        SubstitutionBuilder binary = Substitution.builder()
                .from(Manifests.object(
                        "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {bytes: /w==, text: eA==}}"));

        assertThat(Manifests.only(binary, "{apiVersion: v1, kind: A, metadata: {name: a}, x: \"${text}\"}")
                        .body()
                        .text("x"))
                .contains("x");
        assertThatThrownBy(() ->
                        Manifests.apply(binary, "{apiVersion: v1, kind: A, metadata: {name: a}, x: \"${bytes}\"}"))
                .hasMessageEndingWith("the variable \"bytes\" of Secret s holds bytes that are no UTF-8 text");
    }

    @Test
    void nothing_that_prints_itself_prints_a_value() {
        SubstitutionBuilder builder = secret(PASSWORD);

        assertThat(List.of(builder.toString(), builder.build().toString()))
                .allSatisfy(printed -> assertThat(printed).doesNotContain(PASSWORD));
        assertThat(new Variable(PASSWORD, true, "Secret s").toString()).doesNotContain(PASSWORD);
        assertThat(Objects.toString(Evaluation.of(Template.parse(PASSWORD), Map.of(), true, new Effort())))
                .doesNotContain(PASSWORD);
    }

    private static SubstitutionBuilder secret(String password) {
        String data = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        return Substitution.builder()
                .from(Manifests.object(
                        "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {password: " + data + "}}"));
    }
}
