package io.gitops4j.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectRulesTest {
    @Test
    void a_values_file_is_no_kubernetes_object() {
        assertThat(errors("""
                replicas: 3
                image: registry.example/web
                """))
                .containsExactly(
                        "app.yaml:1:1: this is no Kubernetes object: it has no apiVersion and no kind; if the file is"
                                + " meant for something else, exclude it by a pattern or move it out of the folder");
    }

    @Test
    void all_problems_of_all_objects_are_reported() {
        assertThat(errors("""
                apiVersion: 1
                metadata:
                  name: 12
                  namespace: [shop]
                ---
                apiVersion: apps/v1/beta1
                kind: ""
                metadata: web
                ---
                apiVersion: v1
                kind: ConfigMap
                """))
                .containsExactly(
                        "app.yaml:1:13, object (no name), apiVersion: the value must be a string, but without quotes"
                                + " YAML reads"
                                + " it as a number; quote it, as in apiVersion: \"...\"",
                        "app.yaml:1:1, object (no name): the object has no kind; add it; if the file is meant for"
                                + " something"
                                + " else, exclude it by a pattern or move it out of the folder",
                        "app.yaml:3:9, object (no name), metadata.name: the value must be a string, but without"
                                + " quotes YAML"
                                + " reads it as a number; quote it, as in name: \"...\"",
                        "app.yaml:4:14, object (no name), metadata.namespace: the value must be a string, but it is a"
                                + " sequence;"
                                + " write a string",
                        "app.yaml:6:13, object (no name), apiVersion: \"apps/v1/beta1\" is no apiVersion; write"
                                + " \"version\" or"
                                + " \"group/version\", such as v1 or apps/v1",
                        "app.yaml:7:7, object (no name), kind: kind is empty; write a kind of letters and digits,"
                                + " such as"
                                + " ConfigMap",
                        "app.yaml:8:11, object (no name), metadata: metadata must be a mapping, but it is a string",
                        "app.yaml:10:1, ConfigMap (no name): the object has no metadata; add metadata.name");
    }

    @Test
    void a_commit_hash_that_yaml_reads_as_a_number_is_an_error_that_says_to_quote_it() {
        assertThat(errors("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: build-info
                  namespace: shop
                  labels:
                    app: shop
                    commit: 72043e2
                """))
                .containsExactly(
                        "app.yaml:8:13, ConfigMap shop/build-info, metadata.labels.commit: the value must be a string,"
                                + " but without quotes YAML reads it as a number; quote it, as in commit: \"...\"");
    }

    @Test
    void a_quoted_hash_and_a_null_label_are_fine() {
        assertThat(errors("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: build-info
                  labels: {commit: "72043e2", empty: }
                  annotations:
                data: {port: "80"}
                """)).isEmpty();
    }

    @Test
    void the_metadata_that_workloads_embed_must_hold_strings_too() {
        assertThat(fields("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report}
                spec:
                  jobTemplate:
                    metadata: {labels: {a: 1}}
                    spec:
                      template:
                        metadata: {annotations: {b: true}}
                        spec:
                          nodeSelector: {c: 1}
                          volumes:
                          - ephemeral: {volumeClaimTemplate: {metadata: {labels: {d: 1}}}}
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, labels: []}
                spec:
                  selector: {matchLabels: {e: 1}}
                  template: {metadata: {labels: {f: {}}}}
                  volumeClaimTemplates:
                  - metadata: {labels: {g: 1}}
                """))
                .containsExactly(
                        "spec.jobTemplate.metadata.labels.a",
                        "spec.jobTemplate.spec.template.metadata.annotations.b",
                        "spec.jobTemplate.spec.template.spec.nodeSelector.c",
                        "spec.jobTemplate.spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.labels"
                                + ".d",
                        "metadata.labels",
                        "spec.selector.matchLabels.e",
                        "spec.template.metadata.labels.f",
                        "spec.volumeClaimTemplates[0].metadata.labels.g");
    }

    @Test
    void data_and_environment_variables_must_be_strings_and_the_message_holds_no_value() {
        assertThat(errors("""
                apiVersion: v1
                kind: Secret
                metadata: {name: pin}
                stringData: {pin: 4711}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    spec:
                      containers:
                      - name: web
                        env:
                        - {name: PORT, value: 8080}
                """))
                .containsExactly(
                        "app.yaml:4:19, Secret pin, stringData.pin: the value must be a string, but without quotes"
                                + " YAML reads it"
                                + " as a number; quote it, as in pin: \"...\"",
                        "app.yaml:15:31, Deployment web, spec.template.spec.containers[0].env[0].value: the value"
                                + " must be a"
                                + " string, but without quotes YAML reads it as a number; quote it, as in value:"
                                + " \"...\"");
    }

    @Test
    void a_custom_resource_may_have_numbers_in_its_own_template() {
        assertThat(Manifests.scoped("""
                apiVersion: acme.example/v1
                kind: AllowList
                metadata: {name: six}
                spec: {template: {metadata: {labels: {a: 1}}}}
                """).errors()).isEmpty();
    }

    @Test
    void generate_name_without_a_name_is_an_error() {
        assertThat(errors("""
                apiVersion: batch/v1
                kind: Job
                metadata: {generateName: migrate-, namespace: shop}
                """))
                .containsExactly(
                        "app.yaml:3:26, Job shop/migrate-*, metadata.generateName: the object has generateName but no"
                                + " name: a declarative apply cannot match it to a live object, and each run would"
                                + " create another one;"
                                + " give it metadata.name, or make it a hook");
    }

    @Test
    void names_that_cannot_be_part_of_a_url_are_errors() {
        assertThat(errors("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a/b}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ".."}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: "%s"}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ""}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ok, namespace: Shop}
                """.formatted("x".repeat(254))))
                .containsExactly(
                        "app.yaml:3:18, ConfigMap a/b, metadata.name: \"a/b\" cannot be a name: it must not be '.' or"
                                + " '..', nor"
                                + " contain '/' or '%'; write another",
                        "app.yaml:7:18, ConfigMap .., metadata.name: \"..\" cannot be a name: it must not be '.' or"
                                + " '..', nor"
                                + " contain '/' or '%'; write another",
                        "app.yaml:11:18, ConfigMap " + "x".repeat(254)
                                + ", metadata.name: the name has 254 characters, and at most 253 are allowed; shorten"
                                + " it",
                        "app.yaml:15:11, ConfigMap , metadata: the object has no name; add metadata.name",
                        "app.yaml:19:33, ConfigMap Shop/ok, metadata.namespace: \"Shop\" is no name of a namespace:"
                                + " lower-case"
                                + " letters, digits and '-', at most 63; write another");
    }

    @Test
    void a_list_without_items_says_so() {
        assertThat(errors("""
                apiVersion: v1
                kind: List
                """))
                .containsExactly(
                        "app.yaml:1:1, List (no name): the List has no items; add them, or remove the document");
    }

    private static List<String> errors(String yaml) {
        return Manifests.texts(Manifests.scoped(yaml).errors());
    }

    private static List<String> fields(String yaml) {
        return Manifests.scoped(yaml).errors().stream()
                .map(problem -> problem.where().field().orElse(""))
                .toList();
    }
}
