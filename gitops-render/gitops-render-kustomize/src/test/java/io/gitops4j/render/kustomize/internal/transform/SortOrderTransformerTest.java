package io.gitops4j.render.kustomize.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.render.kustomize.internal.resource.Items;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortOrderTransformerTest {
    private static final String OBJECTS = """
            {apiVersion: v1, kind: Service, metadata: {name: b, namespace: a}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: c, namespace: a-b}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a}}
            ---
            {apiVersion: v1, kind: ValidatingWebhookConfiguration, metadata: {name: a}}
            ---
            {apiVersion: example.com/v1, kind: Apple, metadata: {name: a}}
            ---
            {apiVersion: example.com/v1, kind: Namespace, metadata: {name: a}}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: z}}
            """;

    @Test
    void sorts_by_kind_namespace_and_name() {
        assertThat(sorted("order: legacy"))
                .containsExactly(
                        "Namespace.v1.[noGrp]/z.[noNs]",
                        "Namespace.v1.example.com/a.[noNs]",
                        "Service.v1.[noGrp]/c.a-b",
                        "Service.v1.[noGrp]/b.a",
                        "Service.v1.[noGrp]/a.[noNs]",
                        "Apple.v1.example.com/a.[noNs]",
                        "ValidatingWebhookConfiguration.v1.[noGrp]/a.[noNs]");
    }

    @Test
    void sorts_by_the_kinds_that_are_stated() {
        assertThat(sorted("""
                        order: legacy
                        legacySortOptions:
                          orderFirst: [Apple]
                          orderLast: [Service]
                        """))
                .startsWith("Apple.v1.example.com/a.[noNs]")
                .endsWith("Service.v1.[noGrp]/b.a", "Service.v1.[noGrp]/a.[noNs]");
    }

    @Test
    void leaves_the_order_that_there_is() {
        assertThat(sorted("order: fifo")).first().isEqualTo("Service.v1.[noGrp]/b.a");
    }

    @Test
    void refuses_options_that_contradict() {
        assertThatThrownBy(() -> sorted("order: none"))
                .hasMessage(
                        "kustomization.yaml:1:1, order: the field 'sortOptions.order' must be one of [fifo, legacy]");
        assertThatThrownBy(() -> sorted("legacySortOptions: {}"))
                .hasMessageContaining("the field 'sortOptions.order' must be one of [fifo, legacy]");
        assertThatThrownBy(() -> sorted("order: fifo\nlegacySortOptions: {}"))
                .hasMessageContaining("the field 'sortOptions.legacySortOptions' is set but the selected sort order is "
                        + "'fifo', not 'legacy'");
        assertThatThrownBy(() -> sorted("order: legacy\nlegacySortOptions: {orderfist: []}"))
                .hasMessageContaining("unknown field \"orderfist\"; did you mean \"orderFirst\"?");
    }

    private static List<String> sorted(String options) {
        Items items = SampleBuild.items(OBJECTS);
        SampleBuild.sort(items, options);
        return items.list().stream().map(Object::toString).toList();
    }
}
