package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaCountTransformerTest {
    private static final String OBJECTS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 1
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata:
              name: web
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            """;

    @Test
    void counts_all_objects_of_a_name_that_have_replicas() {
        assertThat(SampleBuild.yaml(run("replicas: [{name: web, count: 3}]"))).isEqualTo("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                        ---
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata:
                          name: web
                        """);
    }

    @Test
    void finds_objects_by_the_name_that_they_had_and_that_they_have() {
        Items items = run("""
                namePrefix: dev-
                replicas:
                - {name: web, count: 3}
                - {name: dev-web, count: 4}
                """);
        assertThat(items.get(0).body().at("spec", "replicas")).hasToString("Optional[number]");
        assertThat(SampleBuild.yaml(items)).contains("replicas: 4").doesNotContain("replicas: 3");
    }

    @Test
    void names_the_line_of_the_count() {
        Item item = run("replicas:\n- name: web\n  count: 3").get(0);
        assertThat(item.origins().at(Path.of("spec", "replicas")))
                .hasToString("kustomization.yaml:3:3, replicas[0].count (ReplicaCountTransformer)");
    }

    @Test
    void names_every_entry_that_means_nothing() {
        assertThatThrownBy(() -> run("replicas: [{name: wep, count: 3}, {name: web, count: 2}, {name: db, count: 1}]"))
                .hasMessageContaining("resource with name wep does not match a config with the following GVK "
                        + "[Deployment.[noVer].[noGrp] StatefulSet.[noVer].[noGrp] ReplicaSet.[noVer].[noGrp] "
                        + "ReplicationController.[noVer].[noGrp]]; did you mean \"web\"?")
                .hasMessageContaining("resource with name db does not match");
    }

    @Test
    void takes_the_fields_of_a_plugin() {
        String config = """
                replica: {name: web, count: 5}
                fieldSpecs:
                - path: spec/size
                  create: true
                  kind: Service
                """;
        Items items = SampleBuild.plugin(ReplicaCountTransformer::ofPlugin, config, OBJECTS);
        assertThat(SampleBuild.yaml(items)).contains("size: 5").contains("replicas: 1");
    }

    private static Items run(String kustomization) {
        return new SampleBuild(Map.of()).run(kustomization, OBJECTS);
    }
}
