package io.gitops4j.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.tree.Node;
import org.junit.jupiter.api.Test;

class BuiltInSchemasTest {
    @Test
    void a_deployment_is_known_to_the_depth() {
        ObjectSchema schema = find("apps/v1", "Deployment");
        FieldType type = schema.type();

        assertThat(schema.source()).isEqualTo(ObjectSchema.Source.BUILT_IN);
        assertThat(schema.exact()).isTrue();
        assertThat(Types.at(type, "spec.selector").map().isAtomic()).isTrue();
        assertThat(Types.at(type, "spec.template.spec.containers").list().keys())
                .containsExactly("name");
        assertThat(Types.at(type, "spec.template.spec.containers[].ports")
                        .list()
                        .keys())
                .containsExactly("containerPort", "protocol");
        assertThat(Types.field(type, "spec.template.spec.containers[].ports[].protocol")
                        .defaultValue())
                .contains(Node.of("TCP"));
        assertThat(Types.at(type, "spec.template.spec.containers[].resources.limits.*")
                        .scalar())
                .isEqualTo(Scalar.QUANTITY);
        assertThat(Types.at(type, "spec.template.spec.containers[].args").list().isAtomic())
                .isTrue();
        assertThat(Types.at(type, "spec.strategy.rollingUpdate.maxSurge").scalar())
                .isEqualTo(Scalar.INT_OR_STRING);
    }

    @Test
    void an_empty_struct_is_blank_by_value_but_not_by_pointer() {
        FieldType type = find("apps/v1", "Deployment").type();

        assertThat(Types.field(type, "spec.strategy").isBlank(Node.object())).isTrue();
        assertThat(Types.field(type, "spec.template.spec.containers[].resources")
                        .isBlank(Node.object()))
                .isTrue();
        assertThat(Types.field(type, "spec.template.spec.securityContext").isBlank(Node.object()))
                .isFalse();
        assertThat(Types.field(type, "spec.template.spec.volumes[].emptyDir").isBlank(Node.object()))
                .isFalse();
        assertThat(Types.field(type, "spec.template.spec.tolerations").isBlank(Node.array()))
                .isTrue();
        assertThat(Types.field(type, "spec.template.spec.nodeSelector").isBlank(Node.object()))
                .isTrue();
        assertThat(Types.field(type, "spec.paused").isBlank(Node.nil())).isTrue();
        assertThat(Types.field(type, "spec.paused").isBlank(Node.of(false))).isFalse();
    }

    @Test
    void what_later_versions_dropped_is_still_known() {
        assertThat(SchemaSource.builtIn().find("scheduling.k8s.io/v1alpha1", "Workload"))
                .isPresent();
        assertThat(Types.field(find("v1", "Pod").type(), "spec.workloadRef")).isNotNull();
        assertThat(Types.field(find("v1", "Pod").type(), "spec.schedulingGroup"))
                .isNotNull();
    }

    @Test
    void kinds_share_the_types_they_have_in_common() {
        assertThat(Types.at(find("batch/v1", "Job").type(), "spec.template"))
                .isSameAs(Types.at(find("apps/v1", "StatefulSet").type(), "spec.template"));
    }

    @Test
    void a_schema_may_contain_itself() {
        FieldType root = Types.at(
                find("apiextensions.k8s.io/v1", "CustomResourceDefinition").type(),
                "spec.versions[].schema.openAPIV3Schema");

        assertThat(Types.at(root, "properties.*.not")).isSameAs(root);
    }

    @Test
    void a_kind_that_Kubernetes_has_not_is_not_known_but_can_be_deduced() {
        assertThat(SchemaSource.builtIn().find("example.org/v1", "Widget")).isEmpty();

        ObjectSchema deduced = SchemaSource.firstOf(SchemaSource.builtIn(), SchemaSource.deduced())
                .find("example.org/v1", "Widget")
                .orElseThrow();
        assertThat(deduced.exact()).isFalse();
        assertThat(deduced.source()).isEqualTo(ObjectSchema.Source.DEDUCED);
        assertThat(Types.at(deduced.type(), "metadata.finalizers").list().kind())
                .isEqualTo(ListType.Kind.SET);
        assertThat(Types.at(deduced.type(), "metadata.ownerReferences").list().keys())
                .containsExactly("uid");
        assertThat(Types.at(deduced.type(), "metadata.ownerReferences[]").map().isAtomic())
                .isTrue();
        assertThat(Types.at(deduced.type(), "metadata.labels").map().isAtomic()).isFalse();
        assertThat(Types.at(deduced.type(), "metadata.managedFields").list().isAtomic())
                .isTrue();
        assertThat(Types.at(deduced.type(), "spec.anything")).isSameAs(FieldType.deduced());
    }

    private static ObjectSchema find(String apiVersion, String kind) {
        return SchemaSource.builtIn().find(apiVersion, kind).orElseThrow();
    }
}
