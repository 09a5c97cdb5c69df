package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.render.kustomize.internal.resource.Item;
import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameAffixTransformerTest {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            ---
            apiVersion: apiextensions.k8s.io/v1beta1
            kind: CustomResourceDefinition
            metadata:
              name: apples.example.com
            ---
            apiVersion: v1
            kind: Namespace
            metadata:
              name: shop
            ---
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata:
              name: v1.example.com
            ---
            apiVersion: example.com/v1
            kind: APIService
            metadata:
              name: other
            """;

    @Test
    void changes_the_names_of_all_but_what_is_named_by_others() {
        Items items = new SampleBuild(Map.of()).run("namePrefix: dev-\nnameSuffix: -v1", OBJECTS);
        assertThat(items.list())
                .extracting(item -> item.id().name())
                .containsExactly("dev-web-v1", "apples.example.com", "shop", "v1.example.com", "dev-other-v1");
    }

    @Test
    void remembers_the_names_on_the_way_and_what_they_took() {
        Item item = new SampleBuild(Map.of())
                .run("nameSuffix: -v1\nnamePrefix: dev-", OBJECTS)
                .get(0);
        assertThat(item.previousIds())
                .extracting(id -> id.name() + " in " + id.effectiveNamespace())
                .containsExactly("web in default", "dev-web in default");
        assertThat(item.prefixes()).containsExactly("dev-");
        assertThat(item.suffixes()).containsExactly("-v1");
        assertThat(item.touched()).isTrue();
    }

    @Test
    void changes_other_fields_without_remembering_anything() {
        Item item = SampleBuild.plugin(NameAffixTransformer::ofPrefixPlugin, """
                        prefix: dev-
                        fieldSpecs:
                        - path: spec/group
                          create: true
                          kind: Service
                        """, OBJECTS)
                .get(0);
        assertThat(item.body().text("spec", "group")).contains("dev-");
        assertThat(item.previousIds()).isEmpty();
    }

    @Test
    void leaves_a_number_a_number_where_the_affix_is_empty() {
        String config = """
                suffix: "%s"
                fieldSpecs:
                - path: spec/size
                """;
        String object = """
                apiVersion: v1
                kind: Sample
                metadata:
                  name: sample
                spec:
                  size: 3
                """;
        assertThat(SampleBuild.yaml(
                        SampleBuild.plugin(NameAffixTransformer::ofSuffixPlugin, config.formatted(""), object)))
                .isEqualTo(object);
        assertThat(SampleBuild.yaml(
                        SampleBuild.plugin(NameAffixTransformer::ofSuffixPlugin, config.formatted("x"), object)))
                .endsWith("size: \"3x\"\n");
    }

    @Test
    void asks_for_field_specs_where_a_configuration_has_none() {
        assertThatThrownBy(() -> SampleBuild.plugin(NameAffixTransformer::ofPrefixPlugin, "prefix: dev-", OBJECTS))
                .hasMessageContaining("fieldSpecs is not expected to be nil");
    }
}
