package io.gitops4j.render.kustomize.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gitops4j.core.Cancellation;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.resource.Manifest;
import io.gitops4j.core.source.RepoPath;
import io.gitops4j.render.kustomize.Kustomize;
import io.gitops4j.render.kustomize.KustomizeRenderer;
import io.gitops4j.render.kustomize.KustomizeText;
import io.gitops4j.testkit.MemorySnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
    /** {@code GeneratorFactories} of {@code api/internal/plugins/builtinhelpers/builtins.go} in kustomize 5.8. */
    private static final List<String> GENERATORS =
            List.of("ConfigMapGenerator", "HelmChartInflationGenerator", "IAMPolicyGenerator", "SecretGenerator");
    /** {@code TransformerFactories} of the same. */
    private static final List<String> TRANSFORMERS = List.of(
            "AnnotationsTransformer",
            "HashTransformer",
            "ImageTagTransformer",
            "LabelTransformer",
            "NamespaceTransformer",
            "PatchJson6902Transformer",
            "PatchStrategicMergeTransformer",
            "PatchTransformer",
            "PrefixSuffixTransformer",
            "PrefixTransformer",
            "SuffixTransformer",
            "ReplacementTransformer",
            "ReplicaCountTransformer",
            "ValueAddTransformer");

    @Test
    void knows_the_plugins_that_are_built_into_kustomize() {
        List<String> all = new ArrayList<>(GENERATORS);
        all.addAll(TRANSFORMERS);
        assertThat(Plugins.KINDS).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generators", "transformers", "validators"})
    void takes_each_where_kustomize_takes_it(String field) {
        List<String> fitting = field.equals("generators") ? GENERATORS : TRANSFORMERS;
        for (String kind : Plugins.KINDS) {
            Throwable refused = catchThrowable(
                    () -> build(field, "apiVersion: builtin\nkind: " + kind + "\n" + "metadata: {name: x}\n"));
            String message = refused == null ? "" : String.valueOf(refused.getMessage());
            boolean fits = !message.contains("not a generator") && !message.contains("not a transformer");
            assertThat(fits).as(kind + " in " + field + ": " + message).isEqualTo(fitting.contains(kind));
            assertThat(message).doesNotContain("unable to load builtin");
        }
    }

    @Test
    void refuses_what_kustomize_keeps_to_itself() {
        assertThatThrownBy(() ->
                        build("transformers", "{apiVersion: builtin, kind: SortOrderTransformer, metadata: {name: x}}"))
                .hasMessageContaining("unable to load builtin SortOrderTransformer.builtin.[noGrp]");
    }

    @Test
    void generates_a_service_account_from_a_file() {
        Rendered rendered = build("generators", """
                apiVersion: builtin
                kind: IAMPolicyGenerator
                metadata: {name: any}
                cloud: gke
                kubernetesService: {namespace: shop, name: web}
                serviceAccount: {name: account, projectId: project}
                """);
        assertThat(KustomizeText.of(
                        rendered.manifests().stream().map(Manifest::body).toList()))
                .isEqualTo("""
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  annotations:
                    iam.gke.io/gcp-service-account: account@project.iam.gserviceaccount.com
                  name: web
                  namespace: shop
                """);
    }

    private static Rendered build(String field, String plugin) {
        MemorySnapshot snapshot = MemorySnapshot.builder()
                .file("deploy/kustomization.yaml", field + ": [plugin.yaml]\nnamePrefix: ''\n")
                .file("deploy/plugin.yaml", plugin)
                .build();
        return new KustomizeRenderer()
                .render(RenderRequest.of(snapshot, RepoPath.of("deploy"), Kustomize.build()), Cancellation.none());
    }
}
