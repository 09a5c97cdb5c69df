package io.gitops4j.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeOptionsTest {
    @TempDir
    Path folder;

    private Shell shopOfAKustomization() {
        Shell shell = new Shell(folder).withShop();
        shell.git
                .write("deploy/kustomization.yaml", "resources: [config.yaml, web.yaml]\n")
                .write("deploy/loud/kustomization.yaml", """
                        apiVersion: kustomize.config.k8s.io/v1alpha1
                        kind: Component
                        patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {greeting: HELLO}}"}]
                        """)
                .commit("A kustomization");
        return shell;
    }

    @Test
    void what_is_wanted_beside_the_kustomization_is_in_the_plan() throws Exception {
        Path patch = Files.writeString(folder.resolve("patch.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {paused: true}
                """);
        try (Shell shell = shopOfAKustomization()) {
            shell.shop("apply").exits(Exit.DONE);
            String plan = shell.shop(
                            "plan",
                            "--kustomize-image",
                            "nginx=registry.example/nginx:1.28",
                            "--kustomize-replicas",
                            "web=4",
                            "--kustomize-label",
                            "team=web",
                            "--kustomize-annotation",
                            "note=a=b",
                            "--kustomize-patch",
                            patch.toString(),
                            "--kustomize-component",
                            "loud")
                    .exits(Exit.PENDING)
                    .out();
            assertThat(plan)
                    .contains(
                            "\"nginx:1.27\" -> \"registry.example/nginx:1.28\"",
                            "spec.replicas: 1 -> 4",
                            "metadata.labels.team",
                            "metadata.annotations.note",
                            "spec.paused",
                            "data.greeting: \"Welcome\" -> \"HELLO\"");
        }
    }

    @Test
    void names_and_the_namespace_are_those_that_are_wanted() {
        try (Shell shell = shopOfAKustomization()) {
            assertThat(shell.shop(
                                    "plan",
                                    "--kustomize-namespace",
                                    "annex",
                                    "--kustomize-prefix",
                                    "a-",
                                    "--kustomize-suffix",
                                    "-z")
                            .exits(Exit.PENDING)
                            .out())
                    .contains("+ ConfigMap annex/a-web-z", "+ Deployment.apps annex/a-web-z");
        }
    }

    @Test
    void what_fits_no_kustomization_is_refused() {
        try (Shell shell = shopOfAKustomization()) {
            assertThat(shell.shop("plan", "--kustomize-image", "nginx")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error: images: \"nginx\" is no image to set");
            assertThat(shell.shop("plan", "--kustomize-prefix", "a-", "--renderer", "plain")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("these are for kustomizations, and not for plain files");
            assertThat(shell.shop("plan", "--kustomize-patch", "nowhere.yaml")
                            .exits(Exit.ERROR)
                            .err())
                    .contains("error: nowhere.yaml: there is no such patch");
        }
    }
}
