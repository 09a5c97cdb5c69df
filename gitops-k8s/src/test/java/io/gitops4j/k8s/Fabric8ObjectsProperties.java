package io.gitops4j.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.gitops4j.core.Code;
import io.gitops4j.core.GitOpsException;
import io.gitops4j.core.tree.Node;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Fabric8ObjectsProperties {
    @Property(tries = 300)
    void a_tree_comes_back_from_a_generic_resource_as_it_went(@ForAll("objects") Node.Obj object) {
        assertThat(Fabric8Objects.toNode(Fabric8Objects.toGeneric(object))).isEqualTo(object);
    }

    @Provide
    Arbitrary<Node.Obj> objects() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        Arbitrary<Map<String, String>> labels =
                Arbitraries.maps(names, names).ofMinSize(1).ofMaxSize(3);
        Arbitrary<Map<String, Node>> members =
                Arbitraries.maps(names.map(name -> "x" + name), values(3)).ofMaxSize(4);
        return net.jqwik.api.Combinators.combine(names, labels, members).as((name, given, rest) -> {
            Node.Obj metadata = Node.objectBuilder()
                    .put("name", name)
                    .put("labels", object(given))
                    .put("generation", Node.of(7))
                    .put("unheardOf", Node.of(true))
                    .build();
            var builder = Node.objectBuilder()
                    .put("apiVersion", "example.com/v1")
                    .put("kind", "Widget")
                    .put("metadata", metadata);
            rest.forEach(builder::put);
            return builder.build();
        });
    }

    private static Node object(Map<String, String> texts) {
        var builder = Node.objectBuilder();
        texts.forEach(builder::put);
        return builder.build();
    }

    private static Arbitrary<Node> values(int depth) {
        Arbitrary<Node> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(6).map(Node::of),
                Arbitraries.longs().map(Node::of),
                Arbitraries.doubles().map(Node::of),
                Arbitraries.of(true, false).map(Node::of),
                Arbitraries.of(
                        Node.nil(),
                        Node.array(),
                        Node.object(),
                        Node.of(new BigInteger("18446744073709551615")),
                        Node.of(1e300),
                        Node.of(-0.5)));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
        Arbitrary<Node> below = values(depth - 1);
        Arbitrary<Node> arrays = below.list().ofMaxSize(3).map(Node::array);
        Arbitrary<Node> objects = Arbitraries.maps(names, below).ofMaxSize(3).map(map -> {
            var builder = Node.objectBuilder();
            map.forEach(builder::put);
            return builder.build();
        });
        return Arbitraries.oneOf(scalars, arrays, objects);
    }

    @Example
    void keeps_what_typed_readers_lose() {
        Node.Obj object = Planes.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  paused: null
                  template:
                    spec:
                      containers: [{name: main, args: [], resources: {limits: {cpu: 1000m}}}]
                      volumes: [{name: tmp, emptyDir: {}}]
                """);
        assertThat(Fabric8Objects.toNode(Fabric8Objects.toGeneric(object))).isEqualTo(object);
    }

    @Example
    void goes_to_a_typed_model_and_back() {
        Node.Obj object = Planes.yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {app: web}}
                spec:
                  replicas: 3
                  template: {spec: {containers: [{name: main, image: 'example.com/web:1'}]}}
                """);

        Deployment typed = Fabric8Objects.toTyped(object, Deployment.class);

        assertThat(typed.getSpec().getReplicas()).isEqualTo(3);
        typed.getSpec().setReplicas(5);
        assertThat(Fabric8Objects.toNode(typed).at("spec", "replicas")).contains(Node.of(5));
        assertThat(Fabric8Objects.toManifest(typed).title()).isEqualTo("Deployment shop/web");
    }

    @Example
    void takes_what_a_host_puts_into_a_generic_resource() {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setKind("Widget");
        resource.setAdditionalProperty(
                "spec",
                Map.of(
                        "size",
                        3,
                        "port",
                        new io.fabric8.kubernetes.api.model.IntOrString(80),
                        "list",
                        List.of(1.5f, (short) 2)));

        Node.Obj object = Fabric8Objects.toNode(resource);

        assertThat(object.at("spec", "port")).contains(Node.of(80));
        assertThat(object.at("spec", "list")).contains(Node.array(Node.of(1.5), Node.of(2)));
    }

    @Example
    void says_no_value_of_what_does_not_fit() {
        Node.Obj object = Planes.yaml("{apiVersion: apps/v1, kind: Deployment, spec: {replicas: hunter2}}");
        assertThatThrownBy(() -> Fabric8Objects.toTyped(object, Deployment.class))
                .isInstanceOfSatisfying(
                        GitOpsException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_OBJECT))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> Fabric8Objects.toGeneric(Planes.yaml("{apiVersion: 1, kind: X}")))
                .hasMessage("apiVersion: it must be a string");
    }
}
