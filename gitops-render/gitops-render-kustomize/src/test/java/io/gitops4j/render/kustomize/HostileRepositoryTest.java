package io.gitops4j.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.render.RenderCall;
import io.gitops4j.core.render.Renderers;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.testkit.MemorySnapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository may try, and that each ends in an error with its place, soon. */
@SuppressWarnings("StringConcatToTextBlock") // the names in between read better so
class HostileRepositoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Renderers RENDERERS = Renderers.of(List.of(new KustomizeRenderer()));
    private static final String OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n";

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
