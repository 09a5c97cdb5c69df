package io.gitops4j.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.resource.Live;
import io.gitops4j.core.schema.CustomResourceSchemas;
import io.gitops4j.core.schema.ObjectSchema;
import io.gitops4j.core.schema.SchemaSource;
import io.gitops4j.core.text.Parser;
import io.gitops4j.core.tree.Digester;
import io.gitops4j.core.tree.Node;
import io.gitops4j.core.tree.PathSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API server fills into a value that is owned as one is no difference, though no witness is left of it. */
class DefaultsInWholeValuesTest {
    private static final String US = "gitops4j:shop";
    private static final Differ DIFFER = Differ.of(Digester.keyed(new byte[32]), US);

    private static Node.Obj object(String yaml) {
        return Parser.strict().parseOne("test", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectSchema schema(Node.Obj object) {
        return SchemaSource.builtIn()
                .find(
                        object.text("apiVersion").orElseThrow(),
                        object.text("kind").orElseThrow())
                .orElseThrow();
    }

    /** Compares {@code declared} with what {@code stored} is after we applied the one and the server made the other of it. */
    private static Diff compare(String declared, String stored, ObjectSchema schema) {
        Node.Obj desired = Normal.of(object(declared));
        Node.Obj applied = ServerSideApply.of(schema.type())
                .apply(Node.object(), desired, US, false, "")
                .object();
        Node.Obj metadata =
                applied.object("metadata").with("uid", Node.of("u1")).with("resourceVersion", Node.of("1"));
        Node.Obj live = object(stored).with("metadata", metadata);
        return DIFFER.compare(
                DiffRequest.of(desired, PathSet.empty(), new Live.Present(live)).as(schema));
    }

    private static Diff compare(String declared, String stored) {
        return compare(declared, stored, schema(object(declared)));
    }

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: a, namespace: shop}
            spec: {containers: [{name: c, env: [{name: IP, valueFrom: {%s}}]}]}
            """;

    @Test
    void the_version_of_a_field_reference() {
        Diff diff = compare(
                POD.formatted("fieldRef: {fieldPath: status.podIP}"),
                POD.formatted("fieldRef: {apiVersion: v1, fieldPath: status.podIP}"));

        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void another_version_of_a_field_reference_is_a_difference() {
        Diff diff = compare(
                POD.formatted("fieldRef: {fieldPath: status.podIP}"),
                POD.formatted("fieldRef: {apiVersion: v2, fieldPath: status.podIP}"));

        assertThat(diff.verdict()).isNotEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void the_divisor_of_a_resource_reference() {
        Diff diff = compare(
                POD.formatted("resourceFieldRef: {resource: limits.cpu}"),
                POD.formatted("resourceFieldRef: {divisor: \"0\", resource: limits.cpu}"));

        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void the_protocol_of_ports_of_a_network_policy() {
        String policy = """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: a, namespace: shop}
                spec: {podSelector: {}, ingress: [{ports: [{port: 80%s}]}]}
                """;

        assertThat(compare(policy.formatted(""), policy.formatted(", protocol: TCP"))
                        .verdict())
                .isEqualTo(Verdict.IN_SYNC);
        assertThat(compare(policy.formatted(""), policy.formatted(", protocol: UDP"))
                        .verdict())
                .isNotEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void the_group_of_a_subject_which_an_account_has_not() {
        String binding = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: a, namespace: shop}
                roleRef: {kind: Role, name: r%s}
                subjects: [{kind: User, name: u%s}, {kind: ServiceAccount, name: s, namespace: shop%s}]
                """;
        String group = ", apiGroup: rbac.authorization.k8s.io";

        assertThat(compare(binding.formatted("", "", ", apiGroup: \"\""), binding.formatted(group, group, ""))
                        .verdict())
                .isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void what_a_claim_template_gets() {
        String set = """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: a, namespace: shop}
                spec:
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}%s}
                """;

        Diff diff = compare(
                set.formatted("1024Mi", ""),
                set.formatted(
                        "1Gi", ", volumeMode: Filesystem}\n" + """
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    status: {phase: Pending""".indent(4).replaceAll("\n$", "")));

        assertThat(diff.verdict()).isEqualTo(Verdict.IN_SYNC);
    }

    @Test
    void defaults_of_a_definition_within_a_list() {
        Node.Obj definition = object("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                spec:
                  group: acme.example
                  names: {kind: Thing}
                  versions:
                  - name: v1
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            properties:
                              steps:
                                type: array
                                items:
                                  type: object
                                  properties:
                                    name: {type: string}
                                    retry: {type: object, default: {}, properties: {times: {type: integer, default: 3}}}
                """);
        ObjectSchema schema = CustomResourceSchemas.of(List.of(definition))
                .find("acme.example/v1", "Thing")
                .orElseThrow();
        String thing = """
                apiVersion: acme.example/v1
                kind: Thing
                metadata: {name: a, namespace: shop}
                spec: {steps: [{name: one%s}]}
                """;

        assertThat(compare(thing.formatted(""), thing.formatted(", retry: {times: 3}"), schema)
                        .verdict())
                .isEqualTo(Verdict.IN_SYNC);
        assertThat(compare(thing.formatted(""), thing.formatted(", retry: {times: 4}"), schema)
                        .verdict())
                .isNotEqualTo(Verdict.IN_SYNC);
    }
}
