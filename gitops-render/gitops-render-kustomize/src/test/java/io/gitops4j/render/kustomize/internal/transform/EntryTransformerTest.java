package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Node;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryTransformerTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              template:
                metadata:
                  labels: null
            """;

    @Test
    void sets_labels_of_objects_alone_where_nothing_else_is_included() {
        assertThat(labelled("labels: [{pairs: {tier: web}}]")).isEqualTo("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          labels:
                            tier: web
                          name: web
                        spec:
                          template:
                            metadata:
                              labels: null
                        """);
    }

    @Test
    void sets_labels_of_selectors_and_all_that_they_select() {
        String everywhere = """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  labels:
                    tier: web
                  name: web
                spec:
                  selector:
                    matchLabels:
                      tier: web
                  template:
                    metadata:
                      labels:
                        tier: web
                """;
        assertThat(labelled("commonLabels: {tier: web}")).isEqualTo(everywhere);
        assertThat(labelled("labels: [{pairs: {tier: web}, includeSelectors: true}]"))
                .isEqualTo(everywhere);
    }

    @Test
    void sets_labels_of_templates_and_of_fields() {
        assertThat(labelled("""
                                labels:
                                - pairs: {tier: web}
                                  includeTemplates: true
                                  fields:
                                  - path: spec/extra/labels
                                    kind: Deployment
                                    create: true
                                """)).isEqualTo("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          labels:
                            tier: web
                          name: web
                        spec:
                          extra:
                            labels:
                              tier: web
                          template:
                            metadata:
                              labels:
                                tier: web
                        """);
    }

    @Test
    void keeps_values_strings_whatever_they_look_like() {
        assertThat(labelled("labels: [{pairs: {a: '1', b: 'true', c: '', d: '~'}}]"))
                .contains("a: \"1\"", "b: \"true\"", "c: \"\"", "d: \"~\"");
        assertThatThrownBy(() -> labelled("labels: [{pairs: {a: 1}}]"))
                .hasMessageContaining("labels[0].pairs.a must be a string, not a number");
    }

    @Test
    void reads_numbers_of_a_plugin_as_strings() {
        Items items = SampleBuild.plugin(EntryTransformer::ofAnnotationsPlugin, """
                annotations: {number: 9, truth: true}
                fieldSpecs:
                - path: metadata/annotations
                  create: true
                """, DEPLOYMENT);
        assertThat(items.get(0).body().object("metadata").object("annotations").get("number"))
                .isEqualTo(Node.of("9"));
    }

    @Test
    void changes_a_label_at_every_place_that_it_was_added_to_at_once() {
        // upstream adds one node to three maps, so that an overlay's label for the objects alone reaches their
        // selectors
        assertThat(labelled("""
                        labels:
                        - pairs: {tier: base}
                          includeSelectors: true
                        - pairs: {tier: overlay}
                        """)).contains("matchLabels:\n      tier: overlay").doesNotContain("base");
    }

    @Test
    void changes_a_label_at_its_own_place_where_it_was_there_before() {
        String selected = DEPLOYMENT + "  selector:\n    matchLabels:\n      tier: mine\n";
        assertThat(SampleBuild.yaml(new SampleBuild(Map.of()).run("""
                                labels:
                                - pairs: {tier: base}
                                  includeSelectors: true
                                - pairs: {tier: overlay}
                                """, selected)))
                .contains("labels:\n    tier: overlay")
                .contains("matchLabels:\n      tier: base");
    }

    @Test
    void names_two_specs_that_contradict_each_other() {
        assertThatThrownBy(() -> labelled("""
                        labels:
                        - pairs: {tier: web}
                          fields:
                          - path: metadata/labels
                        """))
                .hasMessageContaining("kustomization.yaml:2:3, labels[0].pairs: failed to merge labels: conflicting "
                        + "fieldspecs: 'metadata/labels' of [noKind].[noVer].[noGrp] has create: true, and create: false "
                        + "elsewhere");
    }

    @Test
    void tells_where_labels_are_no_map() {
        assertThatThrownBy(() -> labelled("""
                        labels:
                        - pairs: {tier: web}
                          fields:
                          - path: metadata/name
                        """))
                .hasMessageStartingWith("resources.yaml:4:9, Deployment web, metadata.name")
                .hasMessageContaining("considering field 'metadata/name' of object Deployment.v1.apps/web.[noNs]: "
                        + "wrong node kind: expected MappingNode but got ScalarNode");
    }

    private static String labelled(String kustomization) {
        return SampleBuild.yaml(new SampleBuild(Map.of()).run(kustomization, DEPLOYMENT));
    }
}
