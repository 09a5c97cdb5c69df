package io.gitops4j.render.kustomize.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.render.Problems;
import io.gitops4j.core.text.TextLimits;
import io.gitops4j.core.tree.Path;
import io.gitops4j.render.kustomize.internal.field.FieldUse;
import io.gitops4j.render.kustomize.internal.field.TransformerConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: one}
            spec: {ports: [{port: 80}], weights: {a.b: 2.5}}
            """;

    private static String pod(String args) {
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: app}
                spec: {containers: [{name: m, args: [%s]}]}
                """.formatted(args);
    }

    private static List<Variable> declared(String vars) {
        Problems problems = Problems.none();
        List<Variable> declared = Objects.settings(vars, problems).list("vars", Variable::read);
        problems.throwIfAny();
        return declared;
    }

    private static List<String> resolve(Objects objects, String vars) {
        Variables variables = new Variables();
        variables.declare(declared(vars), objects.items());
        return variables.resolve(
                objects.items(),
                TransformerConfiguration.defaults().specs(FieldUse.VAR_REFERENCE),
                TextLimits.defaults());
    }

    private static String var(String name, String field) {
        return "- {name: " + name + ", objref: {apiVersion: v1, kind: Service, name: web}, fieldref: {fieldPath: \""
                + field + "\"}}\n";
    }

    @Test
    void a_value_keeps_its_type_where_it_is_the_whole_text() {
        Objects objects = Objects.of(SERVICE + pod("$(P), \"at $(P)\", $(W), \"$(W)!\""));

        assertThat(resolve(objects, "vars:\n" + var("P", "spec.ports[0].port") + var("W", "spec.weights.[a.b]")))
                .isEmpty();
        assertThat(objects.at("Pod/app", "spec.containers.0.args")).isEqualTo("[80,\"at 80\",2.5,\"2.5!\"]");
    }

    @Test
    void a_long_value_in_many_places_ends_at_a_limit() {
        String service = SERVICE.replace("2.5", "x".repeat(1 << 20));
        Objects objects = Objects.of(service + pod("\"" + "-$(W)".repeat(20) + "\""));

        assertThatThrownBy(() -> resolve(objects, "vars:\n" + var("W", "spec.weights.[a.b]")))
                .hasMessage(
                        "kustomization.yaml:2:3, vars[0]: what is put into fields comes to over 16777216 values and "
                                + "characters; does it hold the field that it is put into?");
    }

    @Test
    void the_field_is_the_name_where_none_is_said_and_is_read_when_names_are_final() {
        Objects objects = Objects.of(SERVICE + pod("$(M)"));
        Variables variables = new Variables();
        variables.declare(
                declared("vars: [{name: M, objref: {kind: Service, version: v1, name: web}}]"), objects.items());
        objects.prefixed("a-");

        variables.resolve(
                objects.items(),
                TransformerConfiguration.defaults().specs(FieldUse.VAR_REFERENCE),
                TextLimits.defaults());

        assertThat(objects.at("Pod/a-app", "spec.containers.0.args")).isEqualTo("[\"a-web\"]");
    }

    @Test
    void a_variable_that_is_nowhere_is_reported_and_one_that_is_unknown_stays() {
        Objects objects = Objects.of(SERVICE + pod("$(OTHER)"));

        assertThat(resolve(objects, "vars:\n" + var("P", "spec.ports[0].port"))).containsExactly("P");
        assertThat(objects.at("Pod/app", "spec.containers.0.args")).isEqualTo("[\"$(OTHER)\"]");
    }

    @Test
    void an_object_or_list_is_no_value() {
        Objects objects = Objects.of(SERVICE + pod("$(P)"));

        assertThat(resolve(objects, "vars:\n" + var("P", "spec.ports"))).containsExactly("P");
        assertThat(objects.at("Pod/app", "spec.containers.0.args")).isEqualTo("[\"$(P)\"]");
    }

    @Test
    void a_name_that_is_taken_is_an_error() {
        assertThatThrownBy(() -> resolve(Objects.of(SERVICE), "vars:\n" + var("P", "a") + var("P", "b")))
                .hasMessage(
                        "kustomization.yaml:3:3, vars[1]: var 'P' already encountered, in kustomization.yaml:2:3, vars[0]; give it"
                                + " another name, or declare it once where both can see it");
    }

    @Test
    void two_objects_that_may_be_meant_are_an_error() {
        Objects objects = Objects.of(SERVICE).and(Objects.of(SERVICE.replace("one", "two")));

        assertThatThrownBy(() -> resolve(objects, "vars:\n" + var("P", "spec")))
                .hasMessageContaining(
                        "found 2 resId matches for var P (unable to disambiguate): [Service.v1.[noGrp]/web.one, ");
    }

    @Test
    void a_namespace_tells_which_of_two_is_meant() {
        Objects objects = Objects.of(SERVICE).and(Objects.of(SERVICE.replace("one", "two") + pod("$(M)")));

        resolve(
                objects,
                "vars: [{name: M, objref: {apiVersion: v1, kind: Service, name: web, namespace: two},"
                        + " fieldref: {fieldPath: metadata.namespace}}]");

        assertThat(objects.at("Pod/app", "spec.containers.0.args")).isEqualTo("[\"two\"]");
    }

    @Test
    void a_variable_without_an_object_or_a_field_is_an_error() {
        assertThatThrownBy(() -> resolve(Objects.of(SERVICE), "vars:\n" + var("P", "spec.none")))
                .hasMessageContaining("field specified in var 'P' not found in corresponding resource");
        assertThatThrownBy(() -> resolve(Objects.of(pod("a")), "vars:\n" + var("P", "spec")))
                .hasMessageContaining("var 'P' cannot be mapped to a field in the set of known resources");
    }

    @Test
    void a_list_of_a_variable_field_must_hold_strings() {
        Objects objects = Objects.of(SERVICE + pod("1"));

        assertThatThrownBy(() -> resolve(objects, "vars:\n" + var("P", "metadata.name")))
                .hasMessageContaining("considering field 'spec/containers/args' of object Pod.v1.[noGrp]/app.[noNs]")
                .hasMessageContaining("invalid value type expect a string");
    }

    @Test
    void what_a_secret_is_put_into_is_secret() {
        Objects objects = Objects.of("""
                apiVersion: v1
                kind: Secret
                metadata: {name: key}
                data: {k: c2VjcmV0}
                """ + pod("plain, \"--key=$(K)\""));

        resolve(
                objects,
                "vars: [{name: K, objref: {apiVersion: v1, kind: Secret, name: key}, fieldref: {fieldPath: data.k}}]");

        Path args = Path.of("spec", "containers").index(0).key("args");
        assertThat(objects.item("Pod/app").sensitive(args.index(1))).isTrue();
        assertThat(objects.item("Pod/app").sensitive(args.index(0))).isFalse();
        assertThat(objects.item("Pod/app")
                        .origins()
                        .at(args.index(1))
                        .location()
                        .toString())
                .startsWith("kustomization.yaml:1:8");
    }
}
