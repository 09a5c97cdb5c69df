package io.gitops4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.Code;
import io.gitops4j.core.Problem;
import io.gitops4j.core.cluster.WriteResult;
import io.gitops4j.core.cluster.WriteResult.FieldOwner;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link ClusterAdapterContract} for adapters whose managed fields are exactly those of the API server. */
abstract class ClusterAdapterContractOwnership {
    private static final Path CONTAINERS = Path.of("spec", "template", "spec", "containers");

    abstract ClusterFixture fixture();

    @BeforeEach
    void needs_exact_field_ownership() {
        assumeTrue(
                fixture().cluster().capabilities().fieldOwnership(),
                "not offered by this adapter: fieldOwnership, managed fields exactly as the API server writes them");
    }

    @Test
    void records_the_fields_of_an_apply() {
        Node.Obj object = fixture().labelled(fixture().configMap("one", "{a: x}"), "tier", "web");
        fixture().applied(object);

        Node entry = fixture()
                .body(ClusterFixture.key(object))
                .object("metadata")
                .array("managedFields")
                .get(0);

        assertThat(entry.text("manager")).contains(ClusterFixture.MANAGER);
        assertThat(entry.text("operation")).contains("Apply");
        assertThat(entry.text("fieldsType")).contains("FieldsV1");
        assertThat(entry.at("fieldsV1"))
                .contains(ClusterFixture.yaml("{'f:data': {'f:a': {}}, 'f:metadata': {'f:labels': {'f:tier': {}}}}"));
    }

    @Test
    void merges_lists_by_their_keys() {
        Node.Obj object = fixture().deployment("web", "example.com/web:1");
        fixture().applied(object);
        Node.Obj sidecar = ClusterFixture.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec: {template: {spec: {containers: [{name: proxy, image: 'example.com/proxy:1'}]}}}
                """.formatted(fixture().namespace()));

        fixture().applied(sidecar, ClusterFixture.OTHER);
        fixture().applied(fixture().deployment("web", "example.com/web:2"));

        Node containers =
                fixture().body(ClusterFixture.key(object)).at(CONTAINERS).orElseThrow();
        assertThat(((Node.Arr) containers).items())
                .extracting(one -> one.text("image").orElse(""))
                .containsExactlyInAnyOrder("example.com/web:2", "example.com/proxy:1");
    }

    @Test
    void rejects_fields_that_the_schema_does_not_know_or_has_with_another_type() {
        Node.Obj object = ClusterFixture.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec: {replicas: hunter2, replicsa: 3}
                """.formatted(fixture().namespace()));

        Problem problem = ClusterFixture.rejected(fixture().apply(ClusterFixture.call(object, ClusterFixture.MANAGER)))
                .problem();

        assertThat(problem.code()).isEqualTo(Code.REJECTED);
        assertThat(problem.message())
                .contains(".spec.replicsa: field not declared in schema")
                .doesNotContain("hunter2");
    }

    @Test
    void names_an_element_of_a_list_by_its_key() {
        fixture().applied(fixture().deployment("web", "example.com/web:1"), ClusterFixture.OTHER);

        WriteResult answer = fixture()
                .apply(ClusterFixture.call(fixture().deployment("web", "example.com/web:2"), ClusterFixture.MANAGER));

        assertThat(answer)
                .isEqualTo(new WriteResult.Conflict(List.of(
                        new FieldOwner(".spec.template.spec.containers[name=\"main\"].image", ClusterFixture.OTHER))));
    }
}
