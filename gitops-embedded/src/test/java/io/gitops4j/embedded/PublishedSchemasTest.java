package io.gitops4j.embedded;

import static io.gitops4j.embedded.Fixtures.applied;
import static io.gitops4j.embedded.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.FieldPath;
import io.gitops4j.core.merge.TypedValue;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.OpenApiSchemas;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedSchemasTest {
    private static final Path SCHEMA = Path.of("spec", "versions").index(0).key("schema");
    private static final Node.Obj DEFINITION = (Node.Obj) Fixtures.definition()
            .with(
                    SCHEMA,
                    yaml("{openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {tags: {type:"
                            + " array, x-kubernetes-list-type: set, items: {type: string}}}}}}}"));

    private final EmbeddedCluster cluster = EmbeddedCluster.create();

    private ObjectSchema published() {
        Node.Obj document = cluster.schemas().document("example.com/v1").orElseThrow();
        return OpenApiSchemas.of(document).find("example.com/v1", "Widget").orElseThrow();
    }

    private static List<String> fields(Node.Obj object, ObjectSchema schema) {
        return TypedValue.of(object, schema.type()).fieldSet().members().stream()
                .map(FieldPath::printed)
                .toList();
    }

    @Test
    void says_of_an_object_what_its_definition_says() {
        applied(cluster, DEFINITION);
        Node.Obj widget = yaml("""
                apiVersion: example.com/v1
                kind: Widget
                metadata:
                  name: one
                  labels: {a: b}
                  finalizers: [example.com/a]
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: one, uid: u}]
                  managedFields: [{manager: m}]
                spec: {tags: [x, q]}
                """);
        ObjectSchema own = CustomResourceSchemas.of(List.of(DEFINITION))
                .find("example.com/v1", "Widget")
                .orElseThrow();

        assertThat(published().exact()).isTrue();
        assertThat(fields(widget, published()))
                .isEqualTo(fields(widget, own))
                .contains(".metadata.finalizers[=\"example.com/a\"]", ".spec.tags[=\"x\"]");
    }

    @Test
    void changes_its_hash_with_the_definition_and_goes_with_it() {
        assertThat(cluster.schemas().hash("example.com/v1")).isEmpty();
        applied(cluster, DEFINITION);
        String before = cluster.schemas().hash("example.com/v1").orElseThrow();
        assertThat(cluster.schemas().hash("example.com/v1")).contains(before);

        applied(cluster, (Node.Obj) DEFINITION.with(SCHEMA, yaml("{openAPIV3Schema: {type: object}}")));

        assertThat(cluster.schemas().hash("example.com/v1")).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(cluster.schemas().document("example.com/v2")).isEmpty();
    }

    @Test
    void knows_nothing_for_sure_of_a_version_without_a_schema() {
        applied(cluster, Fixtures.definition());
        Node.Obj widget = Fixtures.widget("one");

        assertThat(fields(widget, published())).contains(".spec.size");
        assertThat(TypedValue.of(widget, published().type()).validate()).isNotNull();
    }
}
