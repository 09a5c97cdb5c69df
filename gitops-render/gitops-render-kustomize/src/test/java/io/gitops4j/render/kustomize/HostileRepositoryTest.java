package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.Imports;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.testkit.MemorySnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository may try, and that each ends in an error with its place, soon. */
@SuppressWarnings("StringConcatToTextBlock") // the names in between read better so
class HostileRepositoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Renderers RENDERERS = Renderers.of(List.of(new KustomizeRenderer()));
    private static final String OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n";
    private static final String OWN = "apiVersion: example.com/v1\nkind: Own\nmetadata: {name: own}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [/etc/passwd]",
                "resources: [../../../etc/passwd]",
                "resources: ['..\\..\\etc']",
                "configMapGenerator: [{name: x, files: [/etc/passwd]}]",
                "configMapGenerator: [{name: x, files: [a=../../secret]}]",
                "configMapGenerator: [{name: x, envs: [../outside.env]}]",
                "secretGenerator: [{name: x, files: [../outside.env]}]",
                "patches: [{path: ../outside.env}]",
                "patchesStrategicMerge: [../outside.env]",
                "patchesJson6902: [{target: {kind: X, name: y}, path: /outside.env}]",
                "replacements: [{path: ../outside.env}]",
                "configurations: [../outside.env]",
                "crds: [../outside.env]",
                "openapi: {path: ../outside.env}",
                "transformers: [../outside.env]",
                "generators: [../outside.env]",
                "components: [../../outside]",
                "components: [/outside]",
            })
    void nothing_is_read_from_outside(String field) {
        GitOpsException refused = refusal(builder(field).file("outside.env", "a=b"));
        assertThat(refused.code()).isIn(Code.INVALID_CONFIGURATION, Code.SOURCE_NOT_FOUND);
        assertThat(refused.problem().where().file()).contains("deploy/kustomization.yaml");
    }

    @ParameterizedTest
    @CsvSource({"a/../../.., there is no file or folder", "a\\\\b, the path \"a\\b\" "})
    void folders_of_other_repositories_are_in_them(String folder, String why) {
        GitOpsException refused = catchThrowableOfType(
                GitOpsException.class,
                () -> RENDERERS.render(
                        RenderCall.of(
                                        builder("resources: [\"https://git.example/acme/base.git//" + folder + "\"]")
                                                .build(),
                                        RepoPath.of("deploy"))
                                .with((Imports) (ref, where) ->
                                        builder("resources: [a.yaml]").build()),
                        Cancellation.none()));
        assertThat(refused.problem().where().toString()).isEqualTo("deploy/kustomization.yaml:1:13, resources[0]");
        assertThat(refused).hasMessageContaining(why);
    }

    @Test
    void links_lead_nowhere_outside() {
        assertThat(refusal(builder("resources: [link.yaml]").link("deploy/link.yaml", "../../../etc/passwd"))
                        .code())
                .isEqualTo(Code.SOURCE_REFUSED);
        // inside of the repository, but outside of the folder
        GitOpsException security = refusal(builder("resources: [link.yaml]")
                .file("outside.yaml", OBJECT)
                .link("deploy/link.yaml", "../outside.yaml"));
        assertThat(security).hasMessageContaining("security; file '/deploy/link.yaml' is not in or below '/deploy'");
        assertThat(refusal(builder("resources: [circle.yaml]").link("deploy/circle.yaml", "circle.yaml"))
                        .code())
                .isEqualTo(Code.SOURCE_REFUSED);
    }

    @Test
    void kustomizations_that_include_each_other_in_a_circle_are_named() {
        GitOpsException refused = refusal(builder("resources: [../a]")
                .file("a/kustomization.yaml", "resources: [../b]")
                .file("b/kustomization.yaml", "resources: [../a]"));
        assertThat(refused).hasMessageContaining("cycle detected").hasMessageContaining("/deploy -> /a -> /b -> /a");
    }

    @Test
    void components_that_multiply_end_at_a_limit() {
        MemorySnapshot.Builder builder = builder("components: [../c0]\nresources: [a.yaml]");
        for (int i = 0; i < 40; i++) {
            String next = i == 39 ? "namePrefix: x" : "components: [../c" + (i + 1) + ", ../d" + (i + 1) + "]";
            for (String side : List.of("c", "d")) {
                builder.file(
                        side + i + "/kustomization.yaml",
                        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n" + next + "\n");
            }
        }
        assertThat(refusal(builder).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void bases_that_nest_without_end_end_at_a_limit() {
        MemorySnapshot.Builder builder = builder("resources: [../b0]");
        for (int i = 0; i < 200; i++) {
            builder.file("b" + i + "/kustomization.yaml", "resources: [../b" + (i + 1) + "]");
        }
        assertThat(refusal(builder).code()).isEqualTo(Code.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/kustomization.yaml", "deploy/a.yaml"})
    void aliases_that_multiply_end_at_a_limit(String file) {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", List.of(before, before, before, before, before, before, before, before)));
            bomb.append("]\n");
        }
        GitOpsException refused = refusal(builder("resources: [a.yaml]").file(file, bomb.toString()));
        assertThat(refused.code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void patterns_take_linear_time() {
        String name = "a".repeat(200) + "!";
        assertTimeoutPreemptively(
                SOON,
                () -> RENDERERS.render(
                        RenderCall.of(
                                builder(
                                                "resources: [a.yaml]\npatches:\n- target: {name: '(a+)+(a|aa)+$'}\n  patch: '[]'\n")
                                        .file("deploy/a.yaml", OBJECT.replace("name: a", "name: '" + name + "'"))
                                        .build(),
                                RepoPath.of("deploy")),
                        Cancellation.none()));
        GitOpsException refused =
                refusal(builder("resources: [a.yaml]\npatches:\n- target: {name: '((a{100}){100}){100}'}\n"
                        + "  patch: '[{op: remove, path: /data}]'\n"));
        assertThat(refused).hasMessageContaining("repeats too much");
    }

    @Test
    void a_value_that_is_put_into_itself_again_and_again_ends_at_a_limit() {
        String tree = "- {source: {kind: Own, fieldPath: spec}, targets: [{select: {kind: Own}, fieldPaths: [spec.%d], "
                + "options: {create: true}}]}\n";
        String text = "- {source: {kind: Own, fieldPath: text}, targets: [{select: {kind: Own}, fieldPaths: [text], "
                + "options: {delimiter: '-', index: 1}}]}\n";
        for (String replacement : List.of(tree.replace("%d", "a%d"), text)) {
            StringBuilder many = new StringBuilder("resources: [own.yaml]\nreplacements:\n");
            for (int i = 0; i < 40; i++) {
                many.append(String.format(replacement, i));
            }
            GitOpsException refused =
                    refusal(builder(many.toString()).file("deploy/own.yaml", OWN + "spec: {x: y}\ntext: x-y-z\n"));
            assertThat(refused.code()).isEqualTo(Code.LIMIT);
            assertThat(refused.problem().where().file()).contains("deploy/kustomization.yaml");
            assertThat(refused).hasMessageEndingWith("does it hold the field that it is put into?");
        }
    }

    @Test
    void variables_that_never_end_take_linear_time() {
        String text = "$(".repeat(1_500_000);
        assertTimeoutPreemptively(
                SOON,
                () -> RENDERERS.render(
                        RenderCall.of(
                                builder("resources: [own.yaml]\nconfigurations: [fields.yaml]\nvars:\n- name: A\n"
                                                + "  objref: {apiVersion: example.com/v1, kind: Own, name: own}\n")
                                        .file("deploy/fields.yaml", "varReference: [{path: text, kind: Own}]\n")
                                        .file("deploy/own.yaml", OWN + "text: \"" + text + "\"\n")
                                        .build(),
                                RepoPath.of("deploy")),
                        Cancellation.none()));
    }

    @Test
    void objects_that_come_to_more_than_may_be_read_end_at_a_limit() {
        StringBuilder kustomization = new StringBuilder("resources:\n");
        MemorySnapshot.Builder builder = MemorySnapshot.builder()
                .file("base/kustomization.yaml", "resources: [a.yaml]\n")
                .file("base/a.yaml", OBJECT.replace("v}", "x".repeat(1 << 20) + "}"));
        for (int i = 0; i < 300; i++) {
            kustomization.append("- ../o").append(i).append('\n');
            builder.file("o" + i + "/kustomization.yaml", "resources: [../base]\nnamePrefix: p" + i + "-\n");
        }
        GitOpsException refused = refusal(builder.file("deploy/kustomization.yaml", kustomization.toString()));
        assertThat(refused)
                .hasMessage("deploy/kustomization.yaml:1:1: all objects come to over 268435456 values and characters, "
                        + "the limit of bytes in RenderLimits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replacements: [{sourceValue: x, targets: [{select: {kind: ConfigMap}, fieldPaths: [data.%s], "
                        + "options: {create: true}}]}]",
                "labels: [{pairs: {a: b}, fields: [{path: data/%s, create: true}]}]",
                "transformers: ['{apiVersion: builtin, kind: ValueAddTransformer, metadata: {name: v}, value: x, targets: "
                        + "[{fieldPath: data/%s}]}']",
            })
    void paths_deeper_than_any_object_are_refused(String field) {
        String separator = field.contains("data/") ? "/" : ".";
        String deep = String.join(separator, Collections.nCopies(20_000, "a"));
        GitOpsException refused = refusal(builder("resources: [a.yaml]\n" + field.replace("%s", deep)));
        assertThat(refused).hasMessageContaining("has over 1000 steps, deeper than any object may nest");
        assertThat(refused.problem().where().file()).contains("deploy/kustomization.yaml");
    }

    @Test
    void patches_that_nest_an_object_deeper_each_time_end_at_a_limit() {
        String deeper = "- {op: add, path: /t, value: {}}\n- {op: move, from: /data, path: /t/x}\n"
                + "- {op: move, from: /t, path: /data}\n";
        GitOpsException refused = refusal(
                builder("resources: [a.yaml]\npatches:\n" + "- {target: {kind: ConfigMap}, path: p.yaml}\n".repeat(20))
                        .file("deploy/p.yaml", deeper.repeat(900)));
        assertThat(refused.code()).isEqualTo(Code.LIMIT);
        assertThat(refused).hasMessageContaining("patches[1]: the patch nests over 1000 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replacements: [{source: {kind: Secret, fieldPath: data.p}, targets: [{select: {kind: ConfigMap}}]}]",
                "patches: [{target: {kind: Secret}, patch: '[{op: copy, from: /data/p, path: /metadata/name}]'}]",
                "patches: [{target: {kind: Secret}, patch: '[{op: move, from: /data/p, path: /metadata/namespace}]'}]",
                "{vars: [{name: P, objref: {apiVersion: v1, kind: Secret, name: s}, fieldref: {fieldPath: data.p}}], "
                        + "configurations: [names.yaml], namePrefix: $(P)}",
            })
    void a_secret_does_not_become_the_name_of_an_object(String field) {
        String kustomization = field.startsWith("{")
                ? field.replaceFirst("\\{", "{resources: [a.yaml, s.yaml], ")
                : "resources: [a.yaml, s.yaml]\n" + field;
        GitOpsException refused = refusal(builder(kustomization)
                .file("deploy/names.yaml", "varReference: [{path: metadata/name}]\n")
                .file("deploy/s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {p: c2VjcmV0}\n"));
        assertThat(refused)
                .hasMessageContaining("would be a value that must not be shown")
                .hasMessageNotContaining("c2VjcmV0");
        assertThat(refused.problem().where().file()).contains("deploy/kustomization.yaml");
    }

    @Test
    void code_of_the_repository_does_not_run() {
        for (String kind : List.of("MyExec", "MyFunction")) {
            GitOpsException refused = refusal(builder("generators: [plugin.yaml]")
                    .file(
                            "deploy/plugin.yaml",
                            "apiVersion: example.com/v1\nkind: " + kind
                                    + "\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n"
                                    + "      exec: {path: ./run.sh}\n"));
            assertThat(refused.code()).isEqualTo(Code.NOT_SUPPORTED);
            assertThat(refused).hasMessageContaining("do not run in the host");
        }
    }

    private static MemorySnapshot.Builder builder(String kustomization) {
        return MemorySnapshot.builder()
                .file("deploy/kustomization.yaml", kustomization + "\n")
                .file("deploy/a.yaml", OBJECT);
    }

    private static GitOpsException refusal(MemorySnapshot.Builder repository) {
        return assertTimeoutPreemptively(
                SOON,
                () -> catchThrowableOfType(
                        GitOpsException.class,
                        () -> RENDERERS.render(
                                RenderCall.of(repository.build(), RepoPath.of("deploy"))
                                        .by("kustomize", Kustomize.build().stored()),
                                Cancellation.none())));
    }
}
