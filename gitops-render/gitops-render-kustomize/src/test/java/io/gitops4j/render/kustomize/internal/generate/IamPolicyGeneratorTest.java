package io.gitops4j.render.kustomize.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.Document;
import io.gitops4j.core.text.Mask;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.text.Printer;
import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.config.Settings;
import org.junit.jupiter.api.Test;

class IamPolicyGeneratorTest {
    @Test
    void makes_the_service_account_that_is_bound_to_one_of_the_cloud() {
        assertThat(generated("""
                        cloud: gke
                        kubernetesService: {name: k8s-sa, namespace: shop}
                        serviceAccount: {name: gsa, projectId: project}
                        """)).isEqualTo("""
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          annotations:
                            iam.gke.io/gcp-service-account: gsa@project.iam.gserviceaccount.com
                          name: k8s-sa
                          namespace: shop
                        """);
    }

    @Test
    void knows_no_other_cloud() {
        assertThatThrownBy(() -> generated("cloud: other"))
                .hasMessageContaining("config.yaml:1:1, cloud: cloud provider other not supported yet");
    }

    private static String generated(String config) {
        Document document = Parser.strict().parseYaml("config.yaml", config).get(0);
        Problems problems = Problems.none();
        IamPolicyGenerator generator =
                IamPolicyGenerator.ofPlugin(Settings.of(document, (Node.Obj) document.root(), problems));
        problems.throwIfAny();
        return Printer.yaml(generator.generate(gvk -> false).get(0).body(), Mask.none());
    }
}
