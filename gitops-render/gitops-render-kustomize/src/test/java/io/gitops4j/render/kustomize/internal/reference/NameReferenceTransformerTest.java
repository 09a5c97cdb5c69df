package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.tree.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameReferenceTransformerTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web}
            """;

    private static String pod(String name, String config) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  volumes: [{name: v, configMap: {name: %s}}]
                """.formatted(name, config);
    }

    @Test
    void a_name_follows_the_object_that_had_it() {
        Objects objects = Objects.of(CONFIG + pod("app", "web"))
                .prefixed("a-")
                .suffixed("-z")
                .referencesMended();

        assertThat(objects.at("Pod/a-app-z", "spec.volumes.0.configMap.name")).isEqualTo("\"a-web-z\"");
    }

    @Test
    void a_name_between_two_layers_is_known_too() {
        Objects objects = Objects.of(CONFIG)
                .prefixed("a-")
                .and(Objects.of(pod("app", "a-web")))
                .prefixed("b-")
                .referencesMended();

        assertThat(objects.at("Pod/b-app", "spec.volumes.0.configMap.name")).isEqualTo("\"b-a-web\"");
    }

    @Test
    void an_object_that_was_never_renamed_is_no_target() {
        Objects objects = Objects.of(CONFIG + pod("app", "web")).referencesMended();

        assertThat(objects.item("ConfigMap/web").touched()).isFalse();
    }

    @Test
    void what_is_referred_to_is_marked() {
        Objects objects = Objects.of(CONFIG + pod("app", "web")).prefixed("a-").referencesMended();

        assertThat(objects.item("ConfigMap/a-web").touched()).isTrue();
    }

    @Test
    void an_object_of_another_namespace_is_not_meant() {
        Objects objects = Objects.of(CONFIG).in("other").prefixed("a-");
        objects.and(Objects.of(pod("app", "web"))).referencesMended();

        assertThat(objects.at("Pod/app", "spec.volumes.0.configMap.name")).isEqualTo("\"web\"");
    }

    @Test
    void of_two_objects_the_one_of_the_same_layers_is_meant() {
        Objects objects = Objects.of(CONFIG + pod("app", "web"))
                .prefixed("a-")
                .and(Objects.of(CONFIG + pod("app", "web")).prefixed("b-"))
                .prefixed("c-")
                .referencesMended();

        assertThat(objects.at("Pod/c-a-app", "spec.volumes.0.configMap.name")).isEqualTo("\"c-a-web\"");
        assertThat(objects.at("Pod/c-b-app", "spec.volumes.0.configMap.name")).isEqualTo("\"c-b-web\"");
    }

    @Test
    void two_objects_that_may_be_meant_are_an_error_that_shows_neither() {
        Objects objects = Objects.of(account("c2VjcmV0"))
                .in("one")
                .and(Objects.of(account("c2VjcmV0")).in("two"));
        objects.and(Objects.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                subjects: [{kind: ServiceAccount, name: robot}]
                """));

        assertThatThrownBy(objects::referencesMended)
                .hasMessageStartingWith(
                        "objects.yaml:4:12, ClusterRoleBinding b, subjects[0]: updating name reference in 'subjects'"
                                + " field of 'ClusterRoleBinding.v1.rbac.authorization.k8s.io/b.[noNs]': found multiple possible referrals:"
                                + " ServiceAccount.v1.[noGrp]/robot.one, ServiceAccount.v1.[noGrp]/robot.two; they come from objects.yaml:1:1")
                .message()
                .doesNotContain("c2VjcmV0");
    }

    private static String account(String annotation) {
        return """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: robot, annotations: {key: %s}}
                """.formatted(annotation);
    }

    @Test
    void two_objects_of_one_new_name_are_no_error_where_the_name_alone_is_taken() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata: {name: key}
                """;
        Objects objects = Objects.of(secret)
                .in("one")
                .and(Objects.of(secret).in("two"))
                .and(Objects.of("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: fast}
                parameters: {secretName: key}
                """))
                .prefixed("a-")
                .referencesMended();

        assertThat(objects.at("StorageClass/a-fast", "parameters.secretName")).isEqualTo("\"a-key\"");
    }

    @Test
    void of_two_objects_of_other_layers_none_is_meant() {
        Objects objects =
                Objects.of(CONFIG).prefixed("a-").and(Objects.of(CONFIG).prefixed("b-"));
        objects.and(Objects.of(pod("app", "web"))).referencesMended();

        assertThat(objects.at("Pod/app", "spec.volumes.0.configMap.name")).isEqualTo("\"web\"");
    }

    @Test
    void a_role_reference_means_the_kind_that_it_says() {
        Objects objects = Objects.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: view}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: view}
                subjects: [{kind: User, name: view}]
                """).prefixed("a-").referencesMended();

        assertThat(objects.at("RoleBinding/a-b", "roleRef.name")).isEqualTo("\"view\"");
    }

    @Test
    void a_subject_takes_the_namespace_of_the_service_account() {
        Objects objects = Objects.of("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: robot, namespace: old}
                """).in("new").and(Objects.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: b}
                subjects: [{kind: ServiceAccount, name: robot, namespace: old}]
                """)).referencesMended();

        assertThat(objects.at("ClusterRoleBinding/b", "subjects.0"))
                .isEqualTo("{\"kind\":\"ServiceAccount\",\"name\":\"robot\",\"namespace\":\"new\"}");
    }

    @Test
    void a_blank_namespace_of_a_service_account_is_an_error() {
        Objects objects = Objects.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: b}
                subjects:
                - kind: ServiceAccount
                  name: robot
                  namespace: 7
                """);

        assertThatThrownBy(objects::referencesMended)
                .hasMessage(
                        "objects.yaml:7:14, RoleBinding b, subjects[0].namespace: Invalid Input: namespace is blank for"
                                + " resource \"RoleBinding.v1.rbac.authorization.k8s.io/b.[noNs]\"; write the namespace of the service"
                                + " account as a string, or leave the field out");
    }

    @Test
    void every_name_of_a_list_follows() {
        Objects objects = Objects.of(CONFIG + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: r}
                rules: [{resourceNames: [web, other, web]}]
                """).prefixed("a-").referencesMended();

        assertThat(objects.at("ClusterRole/a-r", "rules.0.resourceNames")).isEqualTo("[\"a-web\",\"other\",\"a-web\"]");
    }

    @Test
    void a_map_without_a_name_is_an_error_of_the_rule() {
        Objects objects = Objects.of("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: w}
                webhooks: [{clientConfig: {service: {port: 1}}}]
                """);

        assertThatThrownBy(objects::referencesMended)
                .hasMessageContaining("path config error; no 'name' field in node");
    }

    @Test
    void a_new_name_comes_from_where_the_object_was_renamed() {
        Objects objects = Objects.of(CONFIG + pod("app", "web")).prefixed("a-").referencesMended();
        Path name = Path.of("spec", "volumes").index(0).key("configMap").key("name");

        assertThat(objects.item("Pod/a-app").origins().at(name).location().file())
                .contains("kustomization.yaml");
        assertThat(objects.item("Pod/a-app").origins().at(name).setBy()).contains("NameReferenceTransformer");
    }

    @Test
    void thousands_of_references_are_put_right() {
        StringBuilder yaml = new StringBuilder();
        int count = 2000;
        for (int i = 0; i < count; i++) {
            yaml.append("---\n").append(CONFIG.replace("web", "web" + i)).append(pod("app" + i, "web" + i));
        }

        Objects objects = Objects.of(yaml.toString()).prefixed("a-").referencesMended();

        assertThat(List.of(0, count / 2, count - 1))
                .allSatisfy(i -> assertThat(objects.at("Pod/a-app" + i, "spec.volumes.0.configMap.name"))
                        .isEqualTo("\"a-web" + i + "\""));
    }
}
